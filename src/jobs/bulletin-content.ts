import type { App } from '../app.ts'
import { bodyNames } from '../domain/body-names.ts'
import {
  createMatcher,
  type Facets,
  facetsOfAct,
  facetsOfDeadline,
  facetsOfEvent,
  facetsOfItem,
  facetsOfPaper,
  type Matcher,
} from '../domain/bulletin.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { isUpcoming } from '../domain/event.ts'
import type { Item } from '../domain/item.ts'
import { compileKeywords } from '../domain/keyword.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { type Subject, valuesOf } from '../domain/subscription.ts'
import type { BulletinEntry } from '../store/bulletins.ts'
import type { DigestContent } from '../views/digest.ts'

/** A weekly digest that is late reaches back so far; what is older is no news to anybody. */
const horizonDays = 16
const day = 86_400_000

type Thing = {
  readonly entry: BulletinEntry
  readonly facets: Facets
  readonly isNews: boolean
  readonly isPublic: boolean
  readonly item: Item | undefined
  /** Of an item that was made one story with another: whom that other one concerned was told of the story by it. */
  readonly told?: Matcher
  /** Subscriptions that know of it already. */
  readonly toldOf?: ReadonlySet<number>
}

export type BulletinContent = {
  /** The last entry that is in it. */
  readonly upTo: number
  readonly things: readonly Thing[]
  readonly matcher: Matcher
}

type Matching = (facets: Facets) => Matcher

function newsOf(entry: BulletinEntry, { store }: App, matching: Matching): Thing | undefined {
  const own = store.items.find(Number(entry.recordId))
  const joined = own && store.items.storyJoined(own.id)
  const item = joined === undefined ? own : store.items.find(joined)
  // What was reopened or retracted meanwhile is not sent.
  if (own === undefined || item?.state !== 'accepted' || item.retractedAt !== null) return undefined
  const toldOf = store.bulletins.toldOf(own.id)
  const news = { entry, facets: facetsOfItem(own), isNews: true, isPublic: true, item, toldOf }
  return item === own ? news : { ...news, told: matching(facetsOfItem(item)) }
}

function thingOf(entry: BulletinEntry, app: App, today: CalendarDate, matching: Matching): Thing | undefined {
  const { store } = app
  const { register, recordId } = entry
  if (register === 'items') return newsOf(entry, app, matching)
  const book = store.records.book('restricted')
  const found = facetsOfRecord(register, recordId, book, today)
  return found === undefined ? undefined : { entry, ...found, isNews: false, item: undefined }
}

function facetsOfRecord(register: string, id: string, book: RecordBook, today: CalendarDate) {
  const of = <T extends { readonly id: string; readonly visibility: string }>(
    records: readonly T[],
    facets: (record: T) => Facets,
  ) => {
    const record = records.find((each) => each.id === id)
    return record === undefined ? undefined : { facets: facets(record), isPublic: record.visibility === 'public' }
  }
  switch (register) {
    case 'events':
      return of(
        book.events.filter((event) => isUpcoming(event, today)),
        facetsOfEvent,
      )
    case 'deadlines':
      return of(book.deadlines, facetsOfDeadline)
    case 'treaty-actions':
      return of(book['treaty-actions'], facetsOfAct)
    case 'ratification-status':
      return of(book['ratification-status'], () => facetsOfAct({}))
    case 'concept-papers':
      return of(book['concept-papers'], facetsOfPaper)
    default:
      return undefined
  }
}

/**
 * What became known after one entry and up to another, ready to be matched.
 * @param subscribers whose own words are looked for in it
 */
export function readBulletin(
  app: App,
  span: { readonly after: number; readonly upTo: number },
  subscribers: readonly { readonly subjects: readonly Subject[] }[],
): BulletinContent {
  const { store, clock, config } = app
  const since = new Date(clock.now().getTime() - horizonDays * day)
  const today = clock.today(config.timeZone)
  // A record that changed several times is told once, as it is now.
  const latest = new Map(
    store.bulletins
      .between(span.after, span.upTo, since)
      .map((entry) => [`${entry.register}/${entry.recordId}`, entry] as const),
  )
  const keywords = compileKeywords(subscribers.flatMap(({ subjects }) => valuesOf(subjects, 'keyword')))
  const names = bodyNames(store.records.book('restricted'))
  const matching = (facets: Facets) => createMatcher([{ facets, isNews: true }], keywords, names)
  const things = [...latest.values()].flatMap((entry) => thingOf(entry, app, today, matching) ?? [])
  return { upTo: span.upTo, things, matcher: createMatcher(things, keywords, names) }
}

/** Chosen things as the digest's view takes them. */
export function digestContent(things: readonly Thing[]): DigestContent {
  const ids = (register: string) =>
    things.filter(({ entry }) => entry.register === register).map(({ entry }) => entry.recordId)
  return {
    // Two tellings of one story may both be for somebody.
    items: [...new Map(things.flatMap(({ item }) => (item === undefined ? [] : [[item.id, item] as const]))).values()],
    events: ids('events'),
    deadlines: ids('deadlines'),
    acts: ids('treaty-actions'),
    statuses: ids('ratification-status'),
    papers: ids('concept-papers'),
  }
}
