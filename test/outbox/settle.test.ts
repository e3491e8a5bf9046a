import { expect, test } from 'vitest'
import type { SendOutcome } from '#src/outbox/outcome.ts'
import { backOffSeconds, bounds, type SettleInput, settle } from '#src/outbox/settle.ts'

const now = new Date('2026-11-20T04:00:00Z')
const row = { failures: 0, repeats: 0, plain: false, safeToRepeat: false }
const noAnswer: SendOutcome = { type: 'unknown', cause: 'no-answer', reason: 'ECONNRESET' }
const serverError: SendOutcome = { type: 'unknown', cause: 'server-error', reason: '502' }

function settled(outcome: SendOutcome, rest: Partial<SettleInput> = {}) {
  return settle({ row, payloadKind: 'message', outcome, now, jitter: 0, canSearch: false, ...rest })
}

const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000)

test('a 429 waits exactly as told and costs no attempt', () => {
  const { change, chat } = settled({ type: 'flood', retryAfterSeconds: 37 })
  expect(change).toEqual({ kind: 'again', nextAt: inSeconds(37), failures: 0, repeats: 0, plain: false })
  expect(chat).toEqual({ kind: 'none' })
})

test('what was surely not sent backs off longer each time, and is given up at the declared bound', () => {
  const outcome: SendOutcome = { type: 'not-sent', reason: 'ECONNREFUSED' }
  const waits = [0, 1, 2].map((failures) => settled(outcome, { row: { ...row, failures } }).change)
  expect(waits).toEqual([
    { kind: 'again', nextAt: inSeconds(2), failures: 1, repeats: 0, plain: false },
    { kind: 'again', nextAt: inSeconds(4), failures: 2, repeats: 0, plain: false },
    { kind: 'again', nextAt: inSeconds(8), failures: 3, repeats: 0, plain: false },
  ])
  expect(settled(outcome, { row: { ...row, failures: bounds.failures - 1 } }).change).toEqual({ kind: 'dead' })
})

test('the back-off never exceeds ten minutes and jitter takes off at most a half', () => {
  expect([1, 5, 9, 14].map((failures) => backOffSeconds(failures, 0))).toEqual([2, 32, 512, 600])
  expect(backOffSeconds(14, 1)).toBe(300)
})

test('an unknown outcome is never sent again blindly', () => {
  expect(settled(noAnswer).change).toEqual({ kind: 'uncertain', nextAt: null, failures: 0 })
  expect(settled(serverError).change).toEqual({ kind: 'uncertain', nextAt: null, failures: 0 })
})

test('what is safe to repeat is sent once more after silence, and then left to staff', () => {
  const safe = { ...row, safeToRepeat: true }
  expect(settled(noAnswer, { row: safe }).change).toMatchObject({ kind: 'again', repeats: 1 })
  expect(settled(noAnswer, { row: { ...safe, repeats: 1 } }).change).toMatchObject({ kind: 'uncertain', nextAt: null })
})

test('what is safe to repeat outlives several 5xx, but not any number of them', () => {
  const safe = { ...row, safeToRepeat: true, repeats: bounds.repeatsAfterServerError - 1 }
  expect(settled(serverError, { row: safe }).change).toMatchObject({ kind: 'again' })
  const last = { ...safe, repeats: bounds.repeatsAfterServerError }
  expect(settled(serverError, { row: last }).change).toMatchObject({ kind: 'uncertain', nextAt: null })
})

test('a post of unknown outcome in a channel is looked for, even where it would be safe to repeat', () => {
  const change = settled(noAnswer, { row: { ...row, safeToRepeat: true }, canSearch: true }).change
  expect(change).toMatchObject({ kind: 'uncertain', failures: 0 })
  expect(change).not.toMatchObject({ nextAt: null })
})

test('an edit of unknown outcome is simply made again', () => {
  expect(settled(noAnswer, { payloadKind: 'edit' }).change).toMatchObject({ kind: 'again', failures: 1, repeats: 0 })
})

test('refused markup gets one plain attempt, then the row dies', () => {
  const outcome: SendOutcome = { type: 'refused', description: "can't parse entities", markup: true }
  expect(settled(outcome).change).toMatchObject({ kind: 'again', plain: true, nextAt: now })
  expect(settled(outcome, { row: { ...row, plain: true } }).change).toEqual({ kind: 'dead' })
  expect(settled({ ...outcome, markup: false }).change).toEqual({ kind: 'dead' })
})

test('each way of losing a chat is its own case', () => {
  expect(settled({ type: 'blocked' }).chat).toEqual({ kind: 'stop', status: 'blocked' })
  expect(settled({ type: 'chat-gone', reason: 'kicked' }).chat).toEqual({ kind: 'stop', status: 'gone' })
  expect(settled({ type: 'no-rights', description: '' }).chat).toEqual({ kind: 'stop', status: 'no-rights' })
  expect(settled({ type: 'topic-closed' }).chat).toEqual({ kind: 'stop-topic' })
  const migrated = settled({ type: 'migrated', to: '-1009' })
  expect(migrated.chat).toEqual({ kind: 'migrate', to: '-1009' })
  expect(migrated.change).toMatchObject({ kind: 'again', nextAt: now })
})
