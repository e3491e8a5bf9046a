import type { BodyNames } from './body-names.ts'
import type { Deadline } from './deadline.ts'
import { type AreaSlug, type DimensionSlug, dimensionOfArea, isAreaSlug, isDimensionSlug } from './dimension.ts'
import type { Event } from './event.ts'
import { dimensionOfEvent } from './event-search.ts'
import type { Item } from './item.ts'
import type { KeywordIndex } from './keyword.ts'
import type { LocalizedText } from './language.ts'
import type { RegisterName } from './registers.ts'
import type { Subject } from './subscription.ts'

/** Registers whose records enter the bulletin. */
const toldRegisters: readonly RegisterName[] = [
  'events',
  'deadlines',
  'treaty-actions',
  'ratification-status',
  'concept-papers',
]
/** Registers of which the words for these take names. */
const namingRegisters: readonly RegisterName[] = ['member-states', 'areas', 'treaties', 'bodies']

/** Whether what subscribers are told of the bulletin reads otherwise when records are restricted, or stay public with fewer sources. */
export function isBulletinTouched(
  restricted: readonly { readonly register: RegisterName }[],
  keptPublic: readonly { readonly register: RegisterName }[],
): boolean {
  const told = (register: RegisterName) => toldRegisters.includes(register)
  return (
    restricted.some(({ register }) => told(register) || namingRegisters.includes(register)) ||
    // Under each section stand the documents that it was taken from.
    keptPublic.some(({ register }) => told(register))
  )
}

/** What of a thing a subscription can follow. */
export type Facets = {
  readonly dimensions: readonly DimensionSlug[]
  readonly areas: readonly AreaSlug[]
  readonly states: readonly string[]
  readonly bodies: readonly string[]
  readonly texts: readonly string[]
}

const wordsOf = (text: LocalizedText | undefined): string[] =>
  text === undefined ? [] : [text.en, text.ru, text.kk].filter((each) => each !== undefined)

export function facetsOfItem(item: Pick<Item, 'dimensions' | 'areas' | 'memberStates' | 'title' | 'summary'>): Facets {
  const { dimensions, areas, memberStates, title, summary } = item
  return { dimensions, areas, states: memberStates, bodies: [], texts: summary === null ? [title] : [title, summary] }
}

type EventFacts = Pick<Event, 'dimension' | 'area' | 'body' | 'furtherBodies' | 'organisers' | 'title'>

export function facetsOfEvent(event: EventFacts): Facets {
  const dimension = dimensionOfEvent(event)
  return {
    dimensions: dimension === undefined ? [] : [dimension],
    areas: event.area === undefined ? [] : [event.area],
    states: event.organisers,
    bodies: [event.body, ...(event.furtherBodies ?? [])].filter((body) => body !== undefined),
    texts: wordsOf(event.title),
  }
}

export function facetsOfDeadline(deadline: Pick<Deadline, 'title'>): Facets {
  return { dimensions: [], areas: [], states: [], bodies: [], texts: wordsOf(deadline.title) }
}

export function facetsOfPaper(paper: { readonly area: AreaSlug; readonly preparedBy: readonly string[] }): Facets {
  const { area, preparedBy } = paper
  return { dimensions: [dimensionOfArea[area]], areas: [area], states: preparedBy, bodies: [], texts: [] }
}

export function facetsOfAct(act: { readonly state?: string | undefined }): Facets {
  return { dimensions: [], areas: [], states: act.state === undefined ? [] : [act.state], bodies: [], texts: [] }
}

/** What a subscription must follow, one of them at least, for a thing with these facets to match it. */
export function subjectsOf(facets: Facets, keywords: KeywordIndex, bodyNames: BodyNames): readonly Subject[] {
  const { dimensions, areas, states, bodies, texts } = facets
  const named = (kind: Subject['kind'], values: Iterable<string>) => [...values].map((value) => ({ kind, value }))
  return [
    ...named('dimension', dimensions),
    ...named('area', areas),
    ...named('state', states),
    ...named('body', bodies),
    ...texts.flatMap((text) => [
      ...named('keyword', keywords.find(text)),
      ...[...bodyNames.index.find(text)].flatMap((name) => named('body', bodyNames.bodies.get(name) ?? [])),
    ]),
  ]
}

const keyOf = (kind: Subject['kind'], value: string) => `${kind}:${value}`

/**
 * What belongs to no dimension and no area (a meeting of senior officials, a deadline, an instrument of ratification)
 * concerns everybody who follows a dimension or an area.
 */
const general = 'general'
/** Subjects are remembered by their combination, of which a hundred thousand subscribers have few. */
const mostCombinations = 4000

export type Matcher = { readonly match: (subjects: readonly Subject[]) => readonly number[] }

/**
 * Prepares a list of things to be matched with many subscriptions: each is looked at once, whatever follows is found by its
 * name. News is matched strictly; `isNews` tells which of the list are.
 * @returns the positions of what matches, ascending
 */
export function createMatcher(
  things: readonly { readonly facets: Facets; readonly isNews: boolean }[],
  keywords: KeywordIndex,
  bodyNames: BodyNames,
): Matcher {
  const places = new Map<string, number[]>()
  const note = (key: string, at: number) => {
    const known = places.get(key)
    if (known === undefined) places.set(key, [at])
    else if (known.at(-1) !== at) known.push(at)
  }
  things.forEach(({ facets, isNews }, at) => {
    for (const { kind, value } of subjectsOf(facets, keywords, bodyNames)) note(keyOf(kind, value), at)
    if (!isNews && facets.dimensions.length + facets.areas.length === 0) note(general, at)
  })
  const all = things.map((_, at) => at)
  const found = new Map<string, readonly number[]>()

  function matching(subjects: readonly Subject[]): readonly number[] {
    if (subjects.some(({ kind }) => kind === 'everything')) return all
    const union = new Set<number>()
    for (const { kind, value } of subjects) for (const at of places.get(keyOf(kind, value)) ?? []) union.add(at)
    const broad = subjects.some(
      ({ kind, value }) => (kind === 'dimension' && isDimensionSlug(value)) || (kind === 'area' && isAreaSlug(value)),
    )
    if (broad) for (const at of places.get(general) ?? []) union.add(at)
    return [...union].sort((a, b) => a - b)
  }

  return {
    match(subjects) {
      const key = subjects.map(({ kind, value }) => keyOf(kind, value)).join('\n')
      const known = found.get(key)
      if (known !== undefined) return known
      if (found.size >= mostCombinations) found.clear()
      const positions = matching(subjects)
      found.set(key, positions)
      return positions
    },
  }
}
