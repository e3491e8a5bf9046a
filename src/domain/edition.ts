import { type DimensionSlug, dimensionSlugs } from './dimension.ts'
import type { Item } from './item.ts'
import type { Language } from './language.ts'

/** At most so many items under one dimension: an edition is read at breakfast, not studied. */
export const itemsPerDimension = 7

/** Items accepted longer ago than this are no news any more. */
export const editionHorizonHours = 48

export type EditionSection = { readonly dimension: DimensionSlug; readonly items: readonly Item[] }

/** What one edition holds, before it is put into words. Empty sections are left out. */
export type EditionContent = { readonly language: Language; readonly sections: readonly EditionSection[] }

/**
 * Compiles an edition from accepted items: each under its first dimension, best first, at most {@link itemsPerDimension} each.
 * @param items not yet published in this language
 */
export function compileEdition(language: Language, items: readonly Item[]): EditionContent {
  const sections = dimensionSlugs.map((dimension) => {
    const own = items.filter((item) => item.dimensions[0] === dimension)
    return {
      dimension,
      items: own.sort((a, b) => rank(b, language) - rank(a, language) || a.id - b.id).slice(0, itemsPerDimension),
    }
  })
  return { language, sections: sections.filter((section) => section.items.length > 0) }
}

/** Member States first, then the region, then what several outlets tell, then the channel's own language. */
function rank(item: Item, language: Language): number {
  return (
    Math.min(item.memberStates.length, 3) * 4 +
    (item.inRegion === true ? 3 : 0) +
    Math.min(item.alsoIn.length, 4) * 3 +
    (item.language === language ? 2 : 0)
  )
}

export function itemsOf(content: EditionContent): readonly Item[] {
  return content.sections.flatMap((section) => section.items)
}

export function isEmptyEdition(content: EditionContent): boolean {
  return content.sections.length === 0
}
