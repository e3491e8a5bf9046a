import { pino } from 'pino'
import { type App, createApp } from '#src/app.ts'
import { loadConfig } from '#src/config.ts'
import type { OutboxRow } from '#src/store/outbox.ts'
import { addItem, type NewTestItem } from './add-item.ts'
import { filledDatabase } from './filled-database.ts'
import { type SettableClock, settableClock } from './settable-clock.ts'

export const staffChat = '-1001'
export const channels = { en: '-2001', ru: '-2002', kk: '-2003' } as const

export type TestApp = {
  readonly app: App
  readonly clock: SettableClock
  /** Everything that was ever enqueued, oldest first. */
  mail(): readonly OutboxRow[]
  /** The texts enqueued to a chat. */
  textsTo(chat: string): readonly string[]
  /** An item of a feed, awaiting review unless said. */
  addItem(item: NewTestItem): number
}

/** What commands, actions and jobs are handed, over a database of its own and without Telegram. */
export function createTestApp(options: { now?: string; environment?: Record<string, string> } = {}): TestApp {
  const now = options.now ?? '2026-11-20T06:00:00Z'
  const clock = settableClock(now)
  const config = loadConfig({
    BOT_TOKEN: '1000:token-of-the-tests-only',
    TELEGRAM_API_ROOT: 'http://127.0.0.1:9',
    DATABASE_PATH: filledDatabase(now),
    CHANNEL_EN: channels.en,
    CHANNEL_RU: channels.ru,
    CHANNEL_KK: channels.kk,
    STAFF_CHAT: staffChat,
    ...options.environment,
  })
  const readFeed = () => Promise.reject(new Error('no network in this test'))
  const app = createApp({ config, clock, log: pino({ level: 'silent' }), readFeed })
  const { store } = app

  function mail(): OutboxRow[] {
    const rows: OutboxRow[] = []
    for (let id = 1; ; id += 1) {
      const row = store.outbox.find(id)
      if (row === undefined) return rows
      rows.push(row)
    }
  }

  return {
    app,
    clock,
    mail,
    textsTo: (chat) =>
      mail()
        .filter((row) => row.chat === chat)
        .map((row) => String(JSON.parse(row.payload).html)),
    addItem: (item) => addItem(app, item),
  }
}
