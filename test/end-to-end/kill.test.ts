import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { expect, test, vi } from 'vitest'
import { openRecords } from '#src/app.ts'
import { createClock } from '#src/clock.ts'
import { startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { examineDatabase } from '#src/store/examine-database.ts'
import { openStore } from '#src/store/store.ts'
import { randomOf } from '../outbox/random.ts'
import { type Child, startChild } from '../support/child.ts'
import { startNewsServer } from '../support/news-server.ts'

vi.setConfig({ testTimeout: 90_000 })

const token = '1000:secret-of-the-tests-only'
const staffMember = 7
const kills = 3

const states = ['Kazakhstan', 'Uzbekistan', 'Azerbaijan', 'Mongolia', 'Pakistan', 'Türkiye', 'Thailand', 'Tajikistan']
const subjects = [
  'transport corridor',
  'rail freight',
  'tourism',
  'energy security',
  'agriculture',
  'counter-terrorism',
  'water management',
]

test('killed at any moment and started again, it answers everybody, loses no item and posts none twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cica-kill-'))
  const databasePath = join(folder, 'cica.sqlite')
  const outlets = await startNewsServer({ '/feed.xml': { format: 'rss', title: 'Herald', items: [] } })
  const botUser = { firstName: 'CICA', username: 'cica_test_bot' }
  const telegram = await startSandboxTelegram({ token, botUser, now: () => new Date() })
  telegram.createUser({ id: staffMember, firstName: 'Staff', languageCode: 'en' })
  const channel = () => telegram.createChannel({ title: 'CICA Daily News', administrators: [staffMember] }).id
  const channels = [channel(), channel(), channel()]
  const staffChat = telegram.createGroup({ title: 'Staff', administrators: [staffMember] }).id
  prepare(databasePath, outlets.address('/feed.xml'))
  const database = watch(databasePath)
  const [en = 0, ru = 0, kk = 0] = channels
  const environment = {
    ...{
      BOT_TOKEN: token,
      TELEGRAM_API_ROOT: telegram.url,
      DATABASE_PATH: databasePath,
      STAFF_CHAT: String(staffChat),
    },
    ...{ CHANNEL_EN: String(en), CHANNEL_RU: String(ru), CHANNEL_KK: String(kk) },
    ...{ EDITION_MODE: 'auto', FEED_POLL_MINUTES: '0.01', FEED_PRIVATE_HOSTS: outlets.host },
  }
  const random = randomOf(20_261_120)
  const titles: string[] = []
  const askers: number[] = []
  let child: Child = startChild([], { environment })
  try {
    await child.says('"msg":"running"')
    await telegram.waitFor(() => outlets.requests.length > 0, 15_000)
    for (let round = 0; round <= kills; round += 1) {
      const title = `${states[round % 8]} and ${states[(round + 3) % 8]} agree on ${subjects[round % 7]} programme`
      titles.push(title)
      outlets.publish('/feed.xml', { slug: `item-${round}`, title })
      for (let person = 0; person < 3; person += 1) {
        const id = 1000 + round * 10 + person
        telegram.createUser({ id, firstName: `Person ${id}`, languageCode: 'en' })
        telegram.sendText(id, person === 0 ? '/subscribe' : 'who coordinates tourism?')
        askers.push(id)
      }
      await telegram.waitFor(() => database.hasItem(title), 20_000)
      telegram.sendText(staffMember, '/publish', { chatId: staffChat })
      if (round === kills) break
      await sleep(random() * 400)
      await child.kill()
      child = startChild([], { environment })
    }
    await telegram.waitFor(() => telegram.pendingUpdates().length === 0, 20_000)
    telegram.sendText(staffMember, '/publish', { chatId: staffChat })
    await telegram.waitFor(() => telegram.pendingUpdates().length === 0 && database.isDelivered(), 40_000)

    const unanswered = askers.filter((id) => telegram.lastFromBot(id) === undefined)
    expect(unanswered).toEqual([])
    for (const id of channels) {
      const posts = telegram
        .visible(id)
        .filter(({ from }) => from === 'chat' || from === 'bot')
        .map(({ text }) => text)
      const numbers = posts.map((text) => /(?:No\.|№)\s*(\d+)|(\d+)\s*-\s*шығарылым/.exec(text)?.slice(1).find(Boolean))
      expect(new Set(posts).size).toBe(posts.length)
      // One whose outcome had to be found out after a kill may come after the next.
      expect(numbers.toSorted()).toEqual(numbers.map((_, index) => String(index + 1)).toSorted())
      for (const title of titles)
        expect([title, posts.filter((text) => text.includes(title)).length]).toEqual([title, 1])
    }
    expect((await child.stop()).code).toBe(0)
    const store = openStore(databasePath)
    expect(store.outbox.uncertain()).toEqual([])
    expect(examineDatabase(databasePath)).toMatchObject({ faults: [] })
    store.close()
  } finally {
    await child.kill()
    database.close()
    await telegram.stop()
    await outlets.close()
    rmSync(folder, { recursive: true, force: true })
  }
})

function prepare(databasePath: string, address: string): void {
  const clock = createClock()
  const store = openRecords({ databasePath: databasePath, timeZone: 'Asia/Almaty' }, clock)
  for (const feed of store.feeds.list()) store.feeds.setStatus(feed.id, 'disabled', null)
  const feed = { id: 'herald', name: 'Herald', address, language: 'en', state: null, note: null } as const
  store.feeds.add({ ...feed, status: 'enabled' }, clock.now())
  store.close()
}

/** A look at the database beside the process that owns it. */
function watch(databasePath: string) {
  const db = new Database(databasePath, { readonly: true })
  const items = db.prepare<[string], { n: number }>(
    `select count(*) as n from item where title = ? and state = 'accepted'`,
  )
  const open = db.prepare<[], { n: number }>(`select count(*) as n from outbox where settled_at is null`)
  return {
    hasItem: (title: string) => items.get(title)?.n === 1,
    isDelivered: () => open.get()?.n === 0,
    close: () => db.close(),
  }
}
