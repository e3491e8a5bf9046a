import type { Language } from '../domain/language.ts'
import { formatInstant, formatNumber } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { html, joinHtml } from './html.ts'
import { type Reply, reply } from './reply.ts'

export type Status = {
  readonly at: Date
  readonly timeZone: string
  readonly feeds: { readonly enabled: number; readonly failing: number }
  readonly items: { readonly awaiting: number; readonly accepted: number; readonly declined: number }
  readonly outbox: {
    readonly pending: number
    readonly sent: number
    readonly dead: number
    readonly uncertain: number
  }
  readonly subscriptions: number
  readonly records: number
  /** Of them, what anybody may see. */
  readonly publicRecords: number
  readonly editions: readonly { readonly language: Language; readonly number: number; readonly date: string }[]
  readonly schema: number
  readonly memoryMegabytes: number
  readonly node: string
}

export function statusView(status: Status, t: Translate): Reply {
  const figures = (values: Record<string, number>) =>
    Object.fromEntries(Object.entries(values).map(([name, value]) => [name, formatNumber(value, t.language)]))
  const editions = status.editions.map(({ language, number, date }) => `${language.toUpperCase()} ${number} (${date})`)
  const lines = [
    t('desk.status-feeds', figures(status.feeds)),
    t('desk.status-items', figures(status.items)),
    t('desk.status-outbox', figures(status.outbox)),
    t('desk.status-subscriptions', { count: status.subscriptions }),
    t('desk.status-editions', { list: editions.length === 0 ? t('desk.none') : editions.join(', ') }),
    t('desk.status-records', { count: status.records, public: status.publicRecords }),
    t('desk.status-version', { node: status.node, schema: status.schema, memory: status.memoryMegabytes }),
  ]
  const heading = t('desk.status-heading', { date: formatInstant(status.at, status.timeZone, t.language) })
  return reply(
    html`<b>${heading}</b>\n${joinHtml(
      lines.map((line) => html`• ${line}`),
      '\n',
    )}`,
  )
}
