import { dimensionSlugs } from '../domain/dimension.ts'
import type { Item } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, link } from './html.ts'

/** At most so many other outlets are named in a line; the card names all. */
const outletsNamed = 3

/** A language other than the reader's is named: “(in Russian)”. */
function languageMark(item: Item, t: Translate): Html | undefined {
  if (item.language === null || item.language === t.language) return undefined
  return html` (${t(`news.language-mark.${item.language satisfies Language}`)})`
}

export function titleOf(item: Item): Html {
  return item.link === null ? html`${item.title}` : link(item.title, item.link)
}

/** One item as readers of an edition, a digest or the archive see it: linked title, outlet, other outlets, language. */
export function itemLine(item: Item, t: Translate): Html {
  const others = [...new Set(item.alsoIn.map((other) => other.feedName))].filter((name) => name !== item.feedName)
  const also = others.length > 0 && html`, ${t('news.also', { names: others.slice(0, outletsNamed).join(', ') })}`
  return html`• ${titleOf(item)}${languageMark(item, t)} — <i>${item.feedName}${also}</i>`
}

/** Under headings of their first dimension, in the order of the Catalogue; each block keeps its heading. */
export function itemsByDimension(items: readonly Item[], t: Translate): Html[] {
  return dimensionSlugs.flatMap((dimension) => {
    const own = items.filter((item) => item.dimensions[0] === dimension)
    const [first, ...rest] = own.map((item) => itemLine(item, t))
    return first === undefined ? [] : [html`<b>${t(`dimension.${dimension}`)}</b>\n${first}`, ...rest]
  })
}
