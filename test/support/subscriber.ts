import { importRecords } from '#src/actions/import-records.ts'
import { subscribe } from '#src/actions/subscribe.ts'
import type { App } from '#src/app.ts'
import { registers } from '#src/domain/registers.ts'
import { type Subscription, type SubscriptionSettings, usualKinds, usualReminders } from '#src/domain/subscription.ts'

/** Follows everything, daily at 09:00 in Astana, unless said. */
export function addSubscriber(
  app: App,
  chat: number | string,
  settings: Partial<SubscriptionSettings> = {},
  thread = 0,
): Subscription {
  const usual: SubscriptionSettings = {
    language: 'en',
    timeZone: 'Asia/Almaty',
    deliveryTime: '09:00',
    weekday: 1,
    quiet: undefined,
    kinds: usualKinds,
    reminders: usualReminders,
    subjects: [{ kind: 'everything', value: '' }],
  }
  return subscribe(app, { chat: String(chat), thread, settings: { ...usual, ...settings } }, Number(chat) || 0)
}

const sources = [
  { id: 'https://example.org/open', visibility: 'public', languages: [] },
  { id: 'NV/1', visibility: 'restricted', languages: [] },
] as const

type EventFields = { readonly id: string; readonly start?: string } & Readonly<Record<string, unknown>>

/** Puts events on record as an import would, with all that follows from it. */
export function putEvents({ store, clock, config }: App, ...events: readonly EventFields[]): void {
  const records = events.map(({ visibility = 'public', ...fields }) => {
    const body = registers.events.parse({
      title: { en: `Meeting ${fields.id}`, ru: `Заседание ${fields.id}`, kk: `Отырыс ${fields.id}` },
      ...{ type: 'working', body: 'swg', status: 'planned', asOf: '2026-11-01', visibility },
      sources: [visibility === 'public' ? 'https://example.org/open' : 'NV/1'],
      ...fields,
    })
    return { register: 'events', body } as const
  })
  importRecords(
    { store, clock, timeZone: config.timeZone },
    {
      kind: 'loaded',
      sources: sources.map((source) => ({ ...source, languages: [] })),
      records,
      feeds: [],
    },
  )
}
