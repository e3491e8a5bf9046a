import { firstDay } from '../domain/calendar.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { registerNames } from '../domain/registers.ts'
import { formatDate } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { html } from './html.ts'
import { type Reply, reply } from './reply.ts'

/** What the bot is, where its answers come from and how far they reach. */
export function aboutView(book: RecordBook, t: Translate): Reply {
  const records = registerNames.flatMap(
    (register): readonly { asOf: (typeof book.events)[number]['asOf'] }[] => book[register],
  )
  const dates = records.flatMap((record) => (record.asOf === null ? [] : [record.asOf]))
  const newest = dates.sort((a, b) => (firstDay(a) ?? '').localeCompare(firstDay(b) ?? '')).at(-1)
  const date = newest === undefined ? t('date.undated') : formatDate(newest, t)
  return reply([
    html`<b>${t('bot.name')}</b>\n${t('bot.about-what')}`,
    html`${t('bot.about-sources')}`,
    html`${t('bot.about-records', { count: records.length, date })}`,
    html`${t('bot.about-languages')}`,
  ])
}
