import { type DimensionSlug, dimensionSlugs } from './dimension.ts'
import { type Item, titleFor } from './item.ts'
import type { Language } from './language.ts'
import { groupStories } from './story.ts'

/** At most so many items under one dimension, unless staff set another figure: an edition is read at breakfast, not studied. */
export const itemsPerDimension = 7
export const itemsPerDimensionBounds = { least: 1, most: 15 } as const

/** Items accepted longer ago than this are no news any more. */
export const editionHorizonHours = 48

export type EditionSection = { readonly dimension: DimensionSlug; readonly items: readonly Item[] }

/** What one edition holds, before it is put into words. Empty sections are left out. */
export type EditionContent = {
  readonly language: Language
  readonly sections: readonly EditionSection[]
  /** Items that another one of the edition speaks for: they are published with it. */
  readonly merged: ReadonlyMap<number, readonly number[]>
}

/** What staff prepared. `order`: items placed by hand, in their places; `dropped`: left out of this language's editions. */
export type EditionWishes = {
  readonly order: readonly number[]
  readonly dropped: ReadonlySet<number>
}

export type EditionRequest = {
  readonly language: Language
  /** Not yet published in this language. */
  readonly items: readonly Item[]
  readonly now: Date
  readonly wishes?: EditionWishes
  readonly perDimension?: number
}

/**
 * Compiles an edition from accepted items: each story once, under its first dimension; what staff placed first, then best first;
 * at most `perDimension` under each.
 */
export function compileEdition(request: EditionRequest): EditionContent {
  const { language, now, wishes = { order: [], dropped: new Set() }, perDimension = itemsPerDimension } = request
  const rankOf = rank(language, now)
  const offered = request.items.filter((item) => !wishes.dropped.has(item.id) && item.dimensions.length > 0)
  const stories = groupStories(offered, ({ title, feedName, publishedAt }) => ({
    title,
    outlet: feedName,
    publishedAt,
  })).map((group) => mergeStory(group, wishes.order, rankOf))
  const placeOf = (item: Item) => {
    const place = wishes.order.indexOf(item.id)
    return place < 0 ? Number.MAX_SAFE_INTEGER : place
  }
  const sections = dimensionSlugs.map((dimension) => ({
    dimension,
    items: stories
      .map(({ item }) => item)
      .filter((item) => item.dimensions[0] === dimension)
      .sort((a, b) => placeOf(a) - placeOf(b) || rankOf(b) - rankOf(a) || a.id - b.id)
      .slice(0, perDimension),
  }))
  const merged = new Map(stories.map(({ item, others }) => [item.id, others.map(({ id }) => id)]))
  return { language, sections: sections.filter((section) => section.items.length > 0), merged }
}

type Rank = (item: Item) => number

/** The best of the tellings speaks for all; the other outlets are named with it. */
function mergeStory(group: readonly Item[], order: readonly number[], rankOf: Rank): { item: Item; others: Item[] } {
  const [best, ...others] = group.toSorted(
    (a, b) => Number(order.includes(b.id)) - Number(order.includes(a.id)) || rankOf(b) - rankOf(a) || a.id - b.id,
  )
  if (best === undefined) throw new RangeError('A story without an item')
  const further = others.flatMap((item) => [{ feedName: item.feedName, link: item.link }, ...item.alsoIn])
  return { item: { ...best, alsoIn: [...best.alsoIn, ...further] }, others }
}

/**
 * Member States first, then the region, then what several outlets tell, then the channel's own language; what is fresh goes before
 * what is a day old.
 */
function rank(language: Language, now: Date): Rank {
  return (item) => {
    const ageHours = (now.getTime() - Date.parse(item.publishedAt ?? item.fetchedAt)) / 3_600_000
    const freshness = Math.max(0, 3 - Math.max(0, ageHours) / 12)
    return (
      Math.min(item.memberStates.length, 3) * 4 +
      (item.inRegion === true ? 3 : 0) +
      Math.min(item.alsoIn.length, 4) * 3 +
      (item.language === language || titleFor(item, language) !== item.title ? 4 : 0) +
      freshness
    )
  }
}

export function itemsOf(content: EditionContent): readonly Item[] {
  return content.sections.flatMap((section) => section.items)
}

/** Every item that is published with this edition, also those that another one speaks for. */
export function publishedIds(content: EditionContent): readonly number[] {
  return itemsOf(content).flatMap(({ id }) => [id, ...(content.merged.get(id) ?? [])])
}

export function isEmptyEdition(content: EditionContent): boolean {
  return content.sections.length === 0
}
