import { amendmentIn, noteIn } from '../domain/amendment.ts'
import { type Item, titleFor } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import { formatDayOf } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, link } from './html.ts'

/** At most so many other outlets are named in a line; the card names all. */
const outletsNamed = 3
/** For whom an item is put into words. */
export type NewsContext = {
  readonly t: Translate
  /** The Secretariat's: days of corrections go by it, whoever reads. */
  readonly timeZone: string
}

/** A language other than the reader's is named: “(in Russian)”. */
export function languageMark(item: Pick<Item, 'language'>, t: Translate): Html | undefined {
  if (item.language === null || item.language === t.language) return undefined
  return html` (${t(`news.language-mark.${item.language satisfies Language}`)})`
}

export function titleOf(item: Pick<Item, 'title' | 'titles' | 'link'>, t: Translate): Html {
  const title = titleFor(item, t.language)
  return item.link === null ? html`${title}` : link(title, item.link)
}

/** Other outlets that tell the same story, each once. */
export function otherOutlets(item: Pick<Item, 'feedName' | 'alsoIn'>): string[] {
  return [...new Set(item.alsoIn.map((other) => other.feedName))].filter((name) => name !== item.feedName)
}

/** The outlet and, in short, the others: “Kazinform, also: Xinhua, TASS”. */
export function outletsOf(item: Pick<Item, 'feedName' | 'alsoIn'>, t: Translate): Html {
  const others = otherOutlets(item)
  const also = others.length > 0 && html`, ${t('news.also', { names: others.slice(0, outletsNamed).join(', ') })}`
  return html`<i>${item.feedName}${also}</i>`
}

/** “Corrected on 21 November 2026: …”, under what was corrected. */
export function correctionLine(item: Pick<Item, 'amendments'>, { t, timeZone }: NewsContext): Html | undefined {
  const amendment = amendmentIn(item.amendments, t.language)
  if (amendment === undefined || amendment.kind !== 'correction') return undefined
  const date = formatDayOf(new Date(amendment.at), timeZone, t.language)
  const note = noteIn(amendment.note, t.language)
  const text = note === undefined ? t('news.corrected', { date }) : t('news.corrected-note', { date, note })
  return html`<i>${text}</i>`
}

/** What is left of a retracted item: that it was there, when it was withdrawn and, where staff said so, why. */
export function tombstone(item: Pick<Item, 'amendments' | 'retractedAt'>, { t, timeZone }: NewsContext): Html {
  const amendment = item.amendments.at(-1)
  const date = formatDayOf(new Date(item.retractedAt ?? amendment?.at ?? 0), timeZone, t.language)
  const note = amendment?.kind === 'retraction' ? noteIn(amendment.note, t.language) : undefined
  return html`<i>${note === undefined ? t('news.retracted', { date }) : t('news.retracted-note', { date, note })}</i>`
}

/** One item as readers of an edition, a digest or the archive see it: linked title, outlet, other outlets, language. */
export function itemLine(item: Item, context: NewsContext): Html {
  const { t } = context
  if (item.retractedAt !== null) return html`• ${tombstone(item, context)}`
  const correction = correctionLine(item, context)
  const line = html`• ${titleOf(item, t)}${languageMark(item, t)} — ${outletsOf(item, t)}`
  return correction === undefined ? line : html`${line}\n${correction}`
}
