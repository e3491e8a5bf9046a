import { z } from 'zod'
import type { AreaSlug, DimensionSlug } from '../domain/dimension.ts'
import type { Item } from '../domain/item.ts'
import { hasTerms, indexedPrefix, type SearchTerm, searchWords } from '../domain/search-words.ts'
import type { Db } from './database.ts'
import { itemSelect, toItem } from './item-row.ts'

/** What is looked for in the archive; everything given must hold. */
export type ArchiveFilter = {
  readonly terms?: readonly SearchTerm[]
  readonly dimension?: DimensionSlug
  /** Of the area, or with the terms that name it. */
  readonly areas?: readonly { readonly area: AreaSlug; readonly terms: readonly SearchTerm[] }[]
  /** ISO 3166 alpha-3; an item must concern all of them. */
  readonly memberStates?: readonly string[]
  /** Accepted at or after `from` and before `until`. */
  readonly from?: Date
  readonly until?: Date
  /** Items with smaller ids only: the next page. */
  readonly before?: number
  readonly limit: number
}

/** Rows looked at for one page at most: a search that finds nothing ends, too. */
const mostQuickLooks = 256
const mostLooks = 1024

const farFuture = '9999-01-01T00:00:00Z'

const dimensionMark = (dimension: string) => `xdim${dimension.replaceAll('-', '')}`
const areaMark = (area: string) => `xar${area.replaceAll('-', '')}`
const stateMark = (state: string) => `xst${state.toLowerCase()}`
const textOf = (item: Item) => [item.title, ...Object.values(item.titles), item.summary ?? ''].join(' ')

function wordsOf(item: Item): string {
  const marks = [
    ...item.dimensions.map(dimensionMark),
    ...item.areas.map(areaMark),
    ...item.memberStates.map(stateMark),
  ]
  // A retracted item is found by what it concerned, never by what it said.
  const words = item.retractedAt === null ? searchWords(textOf(item)).filter((word) => word.length <= 32) : []
  return [...new Set([...words, ...marks])].join(' ')
}

function matchTerm(term: SearchTerm, isWhole: boolean): string {
  if (term.kind === 'beginning') return `"${isWhole ? term.stem : indexedPrefix(term)}" *`
  return `(${term.forms.map((form) => `"${form}"`).join(' OR ')})`
}

/** @param whole terms to ask for by their whole beginning, also where it is longer than the index keeps ready */
function matchOf(filter: ArchiveFilter, whole: readonly SearchTerm[] = []): string {
  const { terms = [], dimension, memberStates = [], areas = [] } = filter
  const words = (list: readonly SearchTerm[]) => list.map((term) => matchTerm(term, whole.includes(term)))
  const either = areas.map(({ area, terms: named }) =>
    named.length === 0 ? areaMark(area) : `(${areaMark(area)} OR (${words(named).join(' AND ')}))`,
  )
  const marks = [...(dimension === undefined ? [] : [dimensionMark(dimension)]), ...memberStates.map(stateMark)]
  return [...words(terms), ...either, ...marks].join(' AND ')
}

/** As much of an item as tells whether it fits. */
type Sketch = { readonly id: number; readonly text: string; readonly decidedAt: string; readonly judgement: string }
const areasSchema = z.object({ areas: z.array(z.string()) })

function fits({ text, decidedAt, judgement }: Sketch, { terms = [], areas = [], from, until }: ArchiveFilter): boolean {
  if (from !== undefined && decidedAt < from.toISOString()) return false
  if (until !== undefined && decidedAt >= until.toISOString()) return false
  if (terms.length > 0 && !hasTerms(text, terms)) return false
  const own = areas.length === 0 ? [] : areasSchema.parse(JSON.parse(judgement)).areas
  return areas.every(({ area, terms: named }) => own.includes(area) || hasTerms(text, named))
}

/**
 * The terms that most items lack although one of their words begins as the term does: few have them, so they may be asked for whole.
 * Where each lacks in about half of them, the one that most of them lack: no number of further looks need find what has them all.
 */
function rareTerms({ terms = [], areas = [] }: ArchiveFilter, passedOver: readonly string[]): SearchTerm[] {
  const counted = [...terms, ...areas.flatMap((area) => area.terms)].map((term) => {
    return { term, lacking: passedOver.filter((text) => !hasTerms(text, [term])).length }
  })
  // There are eight terms at most: where it is terms that items lack, one of them is lacking in an eighth.
  const most = Math.max(passedOver.length / 8, ...counted.map(({ lacking }) => lacking))
  return counted.filter(({ lacking }) => lacking > passedOver.length / 2 || lacking === most).map(({ term }) => term)
}

/**
 * Finds accepted items by words, dimension, member State and time. The index gives ids, newest first; a beginning longer than it
 * keeps is compared here.
 */
export function createItemSearch(db: Db) {
  const drop = db.prepare(`delete from item_search where rowid = ?`)
  const insert = db.prepare(`insert into item_search (rowid, words) values (?, ?)`)
  // Numbers are bound as floating point, and FTS5 takes such a bound for none: it would walk there from the newest item.
  const matching = db.prepare<{ match: string; before: number; least: number; limit: number }, { id: number }>(`
    select rowid as id from item_search
    where item_search match @match and rowid < cast(@before as integer) and rowid >= cast(@least as integer)
    order by rowid desc limit @limit`)
  // Without the hint the planner walks along all ids to have them in order.
  const decided = `item indexed by item_accepted where state = 'accepted' and decided_at >= @from and decided_at < @until`
  const lowest = db.prepare<{ from: string; until: string }, { id: number | null }>(
    `select min(id) as id from ${decided}`,
  )
  const highest = db.prepare<{ from: string; until: string }, { id: number | null }>(
    `select max(id) as id from ${decided}`,
  )
  const between = db.prepare<{ from: string; until: string; before: number; least: number; limit: number }>(`
    ${itemSelect} where item.state = 'accepted' and item.id < @before and item.id >= @least
      and item.decided_at >= @from and item.decided_at < @until
    order by item.id desc limit @limit`)
  const latest = db.prepare<{ before: number; limit: number }>(
    `${itemSelect} where item.state = 'accepted' and item.id < @before order by item.id desc limit @limit`,
  )
  const sketch = db.prepare<[number], Sketch>(`
    select id, decided_at as decidedAt, judgement,
      concat_ws(' ', title, (select group_concat(title, ' ') from item_title where item_id = item.id), summary) as text
    from item where id = ? and state = 'accepted'`)
  const byId = db.prepare<[number]>(`${itemSelect} where item.id = ?`)

  /**
   * The ids between which everything decided in a span lies. Items are decided on within days of their arrival, and ids rise with
   * it, so the first and the last weeks of the span tell; undefined where nothing was decided in it.
   */
  function idsOf({ from, until }: { from: Date; until: Date }): { least: number; most: number } | undefined {
    const slack = 14 * 86_400_000
    const part = (first: number, end: number) => ({ from: iso(first), until: iso(end) })
    const whole = part(from.getTime(), until.getTime())
    const least =
      lowest.get(part(from.getTime(), Math.min(until.getTime(), from.getTime() + slack)))?.id ?? lowest.get(whole)?.id
    const most =
      highest.get(part(Math.max(from.getTime(), until.getTime() - slack), until.getTime()))?.id ??
      highest.get(whole)?.id
    return least == null || most == null ? undefined : { least, most }
  }

  function rangeOf({ from, until, before = Number.MAX_SAFE_INTEGER }: ArchiveFilter) {
    if (from === undefined && until === undefined) return { least: 0, before }
    const ids = idsOf({ from: from ?? new Date(0), until: until ?? new Date(farFuture) })
    return ids === undefined ? undefined : { least: ids.least, before: Math.min(before, ids.most + 1) }
  }

  function look(filter: ArchiveFilter, match: string, range: { least: number; before: number }, limit: number) {
    const found: number[] = []
    const passedOver: string[] = []
    for (const { id } of matching.iterate({ match, ...range, limit })) {
      const item = sketch.get(id)
      if (item !== undefined && fits(item, filter)) found.push(id)
      else passedOver.push(item?.text ?? '')
      if (found.length === filter.limit) return { found, passedOver, isDone: true }
    }
    return { found, passedOver, isDone: found.length + passedOver.length < limit }
  }

  function byIndex(filter: ArchiveFilter): Item[] {
    const range = rangeOf(filter)
    if (range === undefined) return []
    const quick = look(filter, matchOf(filter), range, mostQuickLooks)
    const { found } = quick.isDone
      ? quick
      : look(filter, matchOf(filter, rareTerms(filter, quick.passedOver)), range, mostLooks)
    return found.flatMap((id) => {
      const row = byId.get(id)
      return row === undefined ? [] : [toItem(row)]
    })
  }

  return {
    /** Finds the item as it is now from here on; one that is not accepted is found no more. */
    put(item: Item): void {
      drop.run(item.id)
      if (item.state === 'accepted') insert.run(item.id, wordsOf(item))
    },

    drop(id: number): void {
      drop.run(id)
    },

    find(filter: ArchiveFilter): Item[] {
      if (matchOf(filter) !== '') return byIndex(filter)
      const { before = Number.MAX_SAFE_INTEGER, limit, from, until } = filter
      if (from === undefined && until === undefined) return latest.all({ before, limit }).map(toItem)
      const range = rangeOf(filter)
      if (range === undefined) return []
      const span = { from: iso(from?.getTime() ?? 0), until: iso(until?.getTime() ?? Date.parse(farFuture)) }
      return between.all({ ...span, ...range, limit }).map(toItem)
    },
  }
}

const iso = (milliseconds: number) => new Date(milliseconds).toISOString()
