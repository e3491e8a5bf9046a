import { expect, test } from 'vitest'
import type { Payload } from '#src/outbox/mail.ts'
import type { Inspection } from '#src/outbox/outcome.ts'
import { searchPost, settleSearch } from '#src/outbox/reconcile.ts'
import { bounds } from '#src/outbox/settle.ts'

const payload: Payload = { kind: 'message', html: '<b>CICA Daily News</b>, No. 12 &amp; more' }
const ours: Inspection = { type: 'present', text: 'CICA Daily News, No. 12 & more' }
const other: Inspection = { type: 'present', text: 'Somebody else' }

/** A search in a channel that holds these under these numbers. */
async function search(posts: Record<number, Inspection>, rest: Partial<Parameters<typeof searchPost>[0]> = {}) {
  const asked: number[] = []
  const found = await searchPost({
    payload,
    afterId: 10,
    taken: new Set(),
    inspect: async (messageId) => {
      asked.push(messageId)
      return posts[messageId] ?? { type: 'absent' }
    },
    ...rest,
  })
  return { ...found, asked }
}

test('finds the post right after the last known number', async () => {
  expect(await search({ 11: ours })).toMatchObject({ kind: 'found', messageId: 11, asked: [11] })
})

test('looks past the posts of others and past deleted ones', async () => {
  expect(await search({ 11: other, 14: other, 19: ours })).toMatchObject({ kind: 'found', messageId: 19 })
})

test('an earlier post with the same text is not taken for it', async () => {
  expect(await search({ 9: ours })).toMatchObject({ kind: 'absent' })
  expect(await search({ 11: ours }, { taken: new Set([11]) })).toMatchObject({ kind: 'absent' })
})

test('spaces that Telegram changed do not hide the post', async () => {
  const text = ' CICA Daily News, No. 12\u00A0& more\n'
  expect(await search({ 11: { type: 'present', text } })).toMatchObject({ kind: 'found' })
})

test('nothing there means absent, after a declared gap', async () => {
  expect((await search({})).asked).toEqual(Array.from({ length: 5 }, (_, index) => 11 + index))
})

test('what cannot be read, or not be asked, leaves it undecided', async () => {
  expect(await search({ 11: { type: 'unreadable' } })).toMatchObject({ kind: 'undecided' })
  expect(await search({ 11: { type: 'unreadable' }, 12: ours })).toMatchObject({ kind: 'found', messageId: 12 })
  expect(await search({ 11: { type: 'unknown', reason: 'ECONNREFUSED' } })).toMatchObject({ kind: 'undecided' })
})

test('a channel in which others post much is left to staff instead of being forwarded whole', async () => {
  const busy = Object.fromEntries(Array.from({ length: 100 }, (_, index) => [index + 11, other]))
  const { kind, asked } = await search(busy)
  expect(kind).toBe('undecided')
  expect(asked.length).toBeLessThan(30)
})

test('in a channel of which no number is known the newest posts are found first', async () => {
  const old = Object.fromEntries(Array.from({ length: 1499 }, (_, index) => [index + 1, other]))
  expect(await search({ ...old, 1500: ours }, { afterId: null })).toMatchObject({ kind: 'found', messageId: 1500 })
  expect(await search(old, { afterId: null })).toMatchObject({ kind: 'absent' })
  expect(await search({ 1: ours }, { afterId: null })).toMatchObject({ kind: 'found', messageId: 1 })
  expect(await search({}, { afterId: null })).toMatchObject({ kind: 'absent' })
})

test('a file is known by its caption and name', async () => {
  const file = { kind: 'document', fileName: 'event.ics', base64: '', caption: '<i>TTF</i>' } satisfies Payload
  const named: Inspection = { type: 'present', text: 'TTF', fileName: 'event.ics' }
  expect(await search({ 11: named }, { payload: file })).toMatchObject({ kind: 'found' })
  expect(await search({ 11: { ...named, fileName: 'x.ics' } }, { payload: file })).toMatchObject({ kind: 'absent' })
})

test('found is sent, absent goes again at once, undecided is searched again later and then left to staff', () => {
  const row = { failures: 0, repeats: 0, plain: false }
  const now = new Date('2026-11-20T04:00:00Z')
  expect(settleSearch(row, { kind: 'found', messageId: 7 }, now, 0)).toEqual({ kind: 'sent', messageId: 7 })
  expect(settleSearch(row, { kind: 'absent' }, now, 0)).toMatchObject({ kind: 'again', nextAt: now, repeats: 1 })
  const undecided = { kind: 'undecided', reason: '' } as const
  expect(settleSearch(row, undecided, now, 0)).toEqual({
    kind: 'uncertain',
    nextAt: new Date(now.getTime() + 30_000),
    failures: 1,
  })
  expect(settleSearch(row, { kind: 'unreadable' }, now, 0)).toMatchObject({ kind: 'uncertain', nextAt: null })
  const last = { ...row, failures: bounds.searches - 1 }
  expect(settleSearch(last, undecided, now, 0)).toMatchObject({ kind: 'uncertain', nextAt: null })
})
