import type { Attested, Envelope, Remark, Source } from '../../domain/record.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html, joinHtml, link } from '../html.ts'
import { text } from './names.ts'
import type { RecordContext } from './record-context.ts'

export type AnyRecord = Attested<Envelope>

/** Stands before whatever is for member States only. */
export const restrictedMark = '🔒'

/** More links than these help nobody; the rest is counted. */
const shownSources = 3

export function sourceName(source: Source, context: RecordContext): string {
  if (source.title !== undefined) return text(source.title, context)
  if (!/^https?:/.test(source.id)) return source.id
  return new URL(source.id).hostname.replace(/^www\./, '')
}

/** The first source of every record, then those of the remarks that are told, then the further ones of any. */
function sourcesOf(records: readonly AnyRecord[], told: readonly Remark[]): readonly Source[] {
  const firsts = [
    ...records.slice(0, 1).flatMap((record) => record.sources.slice(0, 1)),
    ...told.flatMap((remark) => remark.sources.slice(0, 1)),
    ...records.flatMap((record) => record.sources.slice(0, 1)),
  ]
  const further = records.flatMap((record) => record.sources.slice(1))
  return [...new Map([...firsts, ...further].map((source) => [source.id, source])).values()]
}

function asOfText(records: readonly AnyRecord[], { t }: RecordContext): string {
  const known = [...new Set(records.flatMap((record) => record.asOf ?? []))].sort()
  // “2023” says nothing beside a day of that year.
  const dates = known.filter((date, index) => known[index + 1]?.startsWith(`${date}-`) !== true)
  const [first, last] = [dates[0], dates.at(-1)]
  if (first === undefined || last === undefined) return t('records.source.undated')
  if (first === last) return t('records.source.as-of', { date: formatDate(first, t) })
  return t('records.source.as-of-range', { first: formatDate(first, t), last: formatDate(last, t) })
}

/**
 * Pages of one site are named once, by the first of them.
 *
 * @param told the remarks of these records that the answer repeats
 *
 * “Source: s-cica.org, SOC/1481 · as of 7 December 2023”, with links where a source is a page.
 */
export function sourceLine(
  records: readonly AnyRecord[],
  context: RecordContext,
  told: readonly Remark[] = [],
): Html | undefined {
  const sources = sourcesOf(records, told)
  if (sources.length === 0) return undefined
  const { t } = context
  const byName = new Map(sources.toReversed().map((source) => [sourceName(source, context), source.id]))
  const shown = [...byName].toReversed().slice(0, shownSources)
  // No number stands beside the word, so a Russian “21” must not make it singular.
  const list = joinHtml(
    shown.map(([name, address]) => link(name, address)),
    '; ',
  )
  const count = sources.length - shown.length
  const more = count > 0 ? ` ${t('records.source.more', { count })}` : ''
  return html`<i>${t('records.source.label', { count: sources.length === 1 ? 1 : 2 })}: ${list}${more} · ${asOfText(records, context)}</i>`
}

/** Where sources differ on a record both versions are told, each difference once. */
export function differenceLines(records: readonly AnyRecord[], context: RecordContext): readonly Html[] {
  const differences = new Map(records.flatMap((record) => record.discrepancies.map((each) => [each.id, each] as const)))
  return [...differences.values()].map((each) => {
    const mark = each.visibility === 'restricted' ? `${restrictedMark} ` : ''
    return html`${mark}${context.t('records.source.differ')}: ${text(each.text, context)}`
  })
}

/** An answer is for Member States only as soon as one record or remark in it is. */
export function isRestricted(records: readonly AnyRecord[]): boolean {
  return records.some((record) => record.visibility === 'restricted')
}
