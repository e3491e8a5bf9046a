import { afterAll, beforeAll, expect, test } from 'vitest'
import { tellStaff } from '#src/actions/tell-staff.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { addItem } from '../support/add-item.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'
import { type NewsServer, startNewsServer } from '../support/news-server.ts'

const { administrator, secondStaff } = people
let outlets: NewsServer
let harness: Harness

beforeAll(async () => {
  outlets = await startNewsServer({
    '/en.xml': { format: 'rss', title: 'Steppe Herald', items: [{ slug: 'old', title: 'Old news' }] },
    '/other.xml': { format: 'atom', title: 'Other', items: [] },
  })
  harness = await startHarness({
    staffChatKind: 'group',
    environment: { FEED_PRIVATE_HOSTS: outlets.host, EDITION_MODE: 'auto' },
  })
})
afterAll(async () => {
  await harness.stop()
  await outlets.close()
})

const desk = (text: string) => harness.say(administrator, text, harness.staff.id)

async function poll(): Promise<void> {
  harness.clock.advance(90)
  await harness.tick()
}

test('/feeds test reads a feed and keeps nothing', async () => {
  const answer = await desk(`/feeds test ${outlets.address('/en.xml')}`)
  expect(answer.text).toContain('Steppe Herald')
  expect(answer.text).toContain('Old news')
  expect(harness.app.store.feeds.findByAddress(outlets.address('/en.xml'))).toBeUndefined()
})

test.each([
  ['/feeds add', /\/feeds add ADDRESS/],
  ['/feeds test', /\/feeds test ADDRESS/],
  ['/feeds add not an address', /not the web address of a feed/],
  ['/feeds add ftp://news.example/feed', /not the web address of a feed/],
  ['/feeds add javascript:alert(1)', /not the web address of a feed/],
  ['/feeds remove nothing-of-that-name', /There is no feed “nothing-of-that-name”/],
  ['/feeds on', /\/feeds on NAME/],
  ['/feeds off <b>', /There is no feed “<b>”/],
])('bad input is told what is wrong with it: %s', async (text, wanted) => {
  const before = harness.app.store.feeds.list().length
  expect((await desk(text)).text).toMatch(wanted)
  expect(harness.app.store.feeds.list()).toHaveLength(before)
})

test('a feed that cannot be read is not added, and the reason is said', async () => {
  const answer = await desk(`/feeds add ${outlets.address('/missing.xml')}`)
  expect(answer.text).toMatch(/404/)
  expect(harness.app.store.feeds.findByAddress(outlets.address('/missing.xml'))).toBeUndefined()
})

test('a private address that is not allowed is refused', async () => {
  const answer = await desk('/feeds add http://127.0.0.1:1/feed.xml')
  expect(answer.text).not.toMatch(/^Added/)
})

test('/feeds add, list, off, on and remove do what they say, and adding twice is told', async () => {
  const address = outlets.address('/other.xml')
  expect((await desk(`/feeds add ${address}`)).text).toMatch(/^Added: /)
  expect((await desk(`/feeds add ${address}`)).text).toMatch(/already/)
  const { id } = harness.app.store.feeds.findByAddress(address) ?? { id: '' }
  const listed = await harness.send(administrator, '/feeds list', harness.staff.id)
  expect(listed.map(({ text }) => text).join('\n')).toMatch(/● Other\b/)
  expect((await desk(`/feeds off ${id}`)).text).toMatch(/^Switched off/)
  expect(harness.app.store.feeds.find(id)?.status).toBe('disabled')
  expect((await desk(`/feeds on ${id}`)).text).toMatch(/^Switched on/)
  expect((await desk(`/feeds remove ${id}`)).text).toMatch(/^(Removed|Switched off)/)
})

test('in auto mode what has a dimension and concerns the region is accepted without review, and goes out', async () => {
  expect((await desk(`/feeds add ${outlets.address('/en.xml')}`)).text).toMatch(/^Added/)
  await poll()
  outlets.publish(
    '/en.xml',
    { slug: 'corridor', title: 'Kazakhstan and Azerbaijan open a transport corridor for rail freight' },
    { slug: 'football', title: 'Brazil beats Argentina in football' },
  )
  await poll()
  const buttons = harness.telegram
    .visible(harness.staff.id)
    .flatMap(({ buttons }) => buttons.flat().map(({ text }) => text))
  expect(buttons).not.toContain('Accept')
  expect(harness.app.store.items.tally()).toMatchObject({ accepted: 1, awaiting: 0 })
  harness.clock.set('2026-11-21T04:00:01Z')
  await harness.tick()
  for (const { id } of Object.values(harness.channels)) {
    const texts = harness.telegram.visible(id).map(({ text }) => text)
    expect(texts).toEqual([expect.stringContaining('Kazakhstan and Azerbaijan open a transport corridor')])
    expect(texts[0]).not.toContain('football')
  }
})

test('mail of which nobody knows whether it arrived is decided by staff with one press', async () => {
  const { app, telegram, clock } = harness
  const channel = String(harness.channels.en.id)
  const lost = (key: string) => {
    const row = {
      key,
      chain: key,
      chat: channel,
      thread: 0,
      priority: 0,
      dueAt: clock.now(),
      expiresAt: undefined,
      safeToRepeat: false,
      broadcast: null,
      restricted: false,
      publicToo: false,
      held: false,
    }
    app.store.outbox.add({ ...row, payload: JSON.stringify({ kind: 'message', html: key }) }, 'open', clock.now())
    const [claimed] = app.store.outbox.claim({
      now: clock.now(),
      limit: 1,
      judge: (each) =>
        each.key === key
          ? { kind: 'go', afterId: null }
          : { kind: 'later', at: new Date(clock.now().getTime() + 60_000) },
    })
    if (claimed === undefined) throw new Error('not claimed')
    app.store.outbox.settle(
      claimed,
      { kind: 'uncertain', nextAt: null, failures: 1 },
      '{"type":"unknown"}',
      clock.now(),
    )
    return claimed.id
  }
  const ask = async (id: number, key: string) => {
    tellStaff(app, {
      key: `undecided:${id}`,
      note: () =>
        reply(html`undecided ${key}`, {
          buttons: [
            [
              { text: 'It is there', data: `status:sent:${id}` },
              { text: 'Send again', data: `status:resend:${id}` },
            ],
          ],
        }),
    })
    await harness.tick()
    return telegram.waitForMessage(harness.staff.id, `undecided ${key}`)
  }
  const there = lost('post-there')
  const seen = await harness.press(administrator, await ask(there, 'post-there'), 'It is there')
  expect([seen.card.text, seen.card.buttons]).toEqual(['Noted as sent.', []])
  expect(app.store.outbox.find(there)?.state).toBe('sent')
  const missing = lost('post-missing')
  const question = await ask(missing, 'post-missing')
  const data = (text: string) => question.buttons.flat().find((button) => button.text === text)?.callback_data ?? ''
  const queries = [
    telegram.press(administrator, harness.staff.id, question.messageId, data('Send again')),
    telegram.press(secondStaff, harness.staff.id, question.messageId, data('It is there')),
  ]
  const [, second] = await Promise.all(queries.map((query) => telegram.waitForAnswer(query)))
  expect(second?.text).toContain('no longer in use')
  await harness.tick()
  const posts = telegram.visible(harness.channels.en.id).map(({ text }) => text)
  expect([
    posts.filter((text) => text === 'post-missing').length,
    posts.filter((text) => text === 'post-there').length,
  ]).toEqual([1, 0])
})

test('a staff chat that becomes a supergroup stays the staff chat: its commands, its cards and its language', async () => {
  const { telegram, app } = harness
  await harness.press(administrator, await desk('/language'), 'language:choose:ru')
  const { id } = telegram.migrateGroup(harness.staff.id)
  await harness.idle()
  expect((await harness.say(administrator, '/status', id)).text).toMatch(/Состояние|Ленты/)
  tellStaff(app, { key: 'after-migration', note: (t) => reply(html`${t('desk.review-empty')}`) })
  await harness.tick()
  expect((await telegram.waitForMessage(id, /ожидающих решения/)).chatId).toBe(id)
  addItem(app, { title: 'Seen after the migration', accepted: true })
  expect((await harness.say(administrator, '/edition', id)).text).toContain('Seen after the migration')
})
