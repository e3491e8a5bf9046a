import type { Clock } from '../clock.ts'
import type { ItemState, Offered } from '../domain/item.ts'
import { fingerprintTitle, isSameStory, shareNothing } from '../domain/story.ts'
import { cleanTitle } from '../domain/title.ts'
import type { Feed } from '../store/feeds.ts'
import type { KnownItem } from '../store/item-intake.ts'
import type { Store } from '../store/store.ts'
import { canonicalLink, identifyingLink } from './canonical-link.ts'
import type { ParsedFeed, ParsedItem } from './parse-result.ts'
import { visibleText } from './plain-text.ts'
import { isArchive, publicationDate } from './publication-date.ts'
import type { Sort, Sorted, Sorter } from './sorting.ts'
import type { StoryFinder } from './stories.ts'

export type IntakeDeps = {
  readonly store: Store
  readonly clock: Clock
  readonly sorter: Sorter
  readonly stories: StoryFinder
  /** Puts an accepted item that is not yet published back into the queue. @returns whether it did */
  readonly reopen: (id: number) => boolean
}

/** Chats wait while items are taken in, a quarter of a second for so many; feeds of news offer fewer. */
export const itemsAtOnce = 300

/**
 * What became of a feed's new title: readers see it; or it makes another story of what was accepted, which `reopened` awaits review
 * again, and which `kept` is out already and stays as it is.
 */
type Retitling = { readonly to: string; readonly outcome: 'shown' | 'reopened' | 'kept' }
export type Retitled = Retitling & { readonly id: number; readonly from: string }

export type Intake = {
  /** Items that nobody has seen yet. */
  readonly fresh: readonly number[]
  /** Accepted items whose title the feed has changed. */
  readonly retitled: readonly Retitled[]
  /** Items in the document, and how many of them were too many to be looked at. */
  readonly offered: number
  readonly passedOver: number
}

/** Takes in what a feed offers. Call it inside a transaction. */
export function takeIn(feed: Feed, parsed: ParsedFeed, deps: IntakeDeps): Intake {
  const { store } = deps
  const fresh: number[] = []
  const retitled: Retitled[] = []
  const now = deps.clock.now()
  const items = parsed.items.map((item) => ({ ...item, publishedAt: publicationDate(item, now) }))
  const listed = new Set(items.map(({ id }) => id))
  const listing = { home: canonicalLink(parsed.home ?? ''), repeated: repeatedIds(items) }
  const sort = deps.sorter(feed)
  // Feeds list the newest first; taken in from the oldest, the queue reads in order.
  const newest = newestOf(items)
  for (const item of newest.toReversed()) {
    const told = toOffered(item, listing)
    if (told === undefined) continue
    const { offered, known } = recognise(feed, told, store)
    if (known === undefined && store.items.isForgotten(feed.id, offered)) continue
    if (known === undefined) {
      const id = takeInOne({ feed, parsed, listed, offered, sort }, deps)
      if (id !== undefined) fresh.push(id)
    } else if (known.feedTitle !== offered.feedTitle) {
      const seen = retitle(known, { feed, parsed, listed, offered, sort }, deps)
      if (known.state === 'accepted' && seen !== undefined) retitled.push({ id: known.id, from: known.title, ...seen })
    }
  }
  return { fresh, retitled, offered: items.length, passedOver: items.length - newest.length }
}

/** By their dates where all have one: some feeds list the oldest first. */
function newestOf(items: readonly ParsedItem[]): readonly ParsedItem[] {
  if (items.length <= itemsAtOnce) return items
  const isDated = items.every(({ publishedAt }) => publishedAt !== null)
  const ordered = isDated ? items.toSorted((a, b) => (b.publishedAt ?? '').localeCompare(a.publishedAt ?? '')) : items
  return ordered.slice(0, itemsAtOnce)
}

/** Some feeds number their items by place, or call whatever is the latest by one id: such an id with another story is another item. */
function recognise(feed: Feed, offered: Offered, { items }: Store): { offered: Offered; known: KnownItem | undefined } {
  const known = items.known(feed.id, offered.guid)
  if (known === undefined || !tellsAnother(known, offered)) return { offered, known }
  const guid = `${offered.guid} ${offered.canonicalLink ?? offered.feedTitle}`
  return { offered: { ...offered, guid }, known: items.known(feed.id, guid) }
}

function tellsAnother(known: KnownItem, offered: Offered): boolean {
  if (isAtSamePage(known, offered) || known.feedTitle === offered.feedTitle) return false
  return !isSameStory(fingerprintTitle(known.feedTitle), fingerprintTitle(offered.feedTitle))
}

const isAtSamePage = (known: KnownItem, { canonicalLink }: Offered): boolean =>
  canonicalLink !== null && canonicalLink === known.canonicalLink

type Arrival = {
  readonly feed: Feed
  readonly parsed: ParsedFeed
  /** The guids of all that the feed offers now. */
  readonly listed: ReadonlySet<string>
  readonly offered: Offered
  readonly sort: Sort
}

/**
 * A title of staff's own outlasts the feed's, and so does an accepted one whose item has moved elsewhere; what nobody has
 * decided on yet is judged anew by the new title. A post is not made another story by whoever writes the feed.
 * @returns undefined where readers see the same title as before, and should
 */
function retitle(
  known: KnownItem,
  { feed, parsed, offered, sort }: Arrival,
  { store, reopen }: IntakeDeps,
): Retitling | undefined {
  const sorted = sort(offered, parsed.language)
  const hasMoved = known.canonicalLink !== offered.canonicalLink
  const stays = known.titledBy !== null || (hasMoved && known.state === 'accepted')
  const to = stays ? undefined : titleOf(feed, parsed, offered, sorted.language)
  const isKept = to !== undefined && isAnotherPost(known, to, store)
  const isReopened = to !== undefined && !isKept && isUnseenStory(known, to, sorted) && reopen(known.id)
  store.items.retitle(known.id, isKept ? undefined : to, offered.feedTitle, offered.summary)
  if (known.state === 'awaiting' || isReopened) store.items.rejudge(known.id, sorted.judgement, sorted.confidence)
  return to === undefined ? undefined : { to, outcome: isKept ? 'kept' : isReopened ? 'reopened' : 'shown' }
}

/** Whether an item is out whose new title says nothing of what the old one said. */
function isAnotherPost(known: KnownItem, title: string, { items }: Store): boolean {
  if (known.state !== 'accepted' || items.publishedIn(known.id).length === 0) return false
  return shareNothing(fingerprintTitle(known.title), fingerprintTitle(title))
}

/** Whether a person accepted one story, and would now publish another; what a rule accepted by itself it may accept again. */
function isUnseenStory(known: KnownItem, title: string, { state, rule }: Sorted): boolean {
  if (known.state !== 'accepted' || state === 'accepted' || rule === 'auto-mode') return false
  return !isSameStory(fingerprintTitle(known.title), fingerprintTitle(title))
}

function titleOf(feed: Feed, parsed: ParsedFeed, offered: Offered, language: Sorted['language']): string {
  const { feedTitle, summary, link } = offered
  return cleanTitle(feedTitle, { language, outlets: [feed.name, parsed.title], summary, link })
}

function takeInOne({ feed, parsed, listed, offered, sort }: Arrival, deps: IntakeDeps): number | undefined {
  const { store, clock } = deps
  const now = clock.now()
  const sorted = sort(offered, parsed.language)
  const title = titleOf(feed, parsed, offered, sorted.language)
  const { story, keys } = deps.stories.find(feed, { ...offered, title }, now, listed)
  const isOld = isArchive(offered.publishedAt, now)
  const state = stateOf(feed, story, { sorted, isOld })
  const { language, judgement, confidence, rule } = sorted
  const id = store.items.add({
    ...offered,
    title,
    feedId: feed.id,
    ...{ language, state, judgement, confidence },
    decidedRule: state === sorted.state ? rule : null,
    sameStoryAs: state === 'repeated' ? (story ?? null) : null,
    storyKeys: keys,
    fetchedAt: now,
  })
  if (id !== undefined && state === 'accepted') {
    const detail = { rule, confidence, minimum: feed.autoAccept }
    store.ledger.recordAct({ at: now, actor: null, action: 'item-accepted', subject: `items/${id}`, detail })
  }
  return state === 'old' || state === 'repeated' ? undefined : id
}

/** A feed's first poll brings nothing new: all that it offers then was there before anybody asked for it. Archives are no news either. */
function stateOf(
  feed: Feed,
  story: number | undefined,
  { sorted, isOld }: { sorted: Sorted; isOld: boolean },
): ItemState {
  if (!feed.primed || isOld) return 'old'
  return story === undefined ? sorted.state : 'repeated'
}

/** Some feeds give every item the same id: it tells nothing then, and the link tells them apart. */
function repeatedIds(items: readonly ParsedItem[]): ReadonlySet<string> {
  const seen = new Set<string>()
  return new Set(items.filter(({ id }) => seen.size === seen.add(id).size).map(({ id }) => id))
}

type Listing = { readonly home: string; readonly repeated: ReadonlySet<string> }

function toOffered(item: ParsedItem, { home, repeated }: Listing): Offered | undefined {
  const title = visibleText(item.title) || item.summary.slice(0, 160)
  if (title === '') return undefined
  return {
    guid: repeated.has(item.id) ? `${item.id} ${item.link}` : item.id,
    link: item.link === '' ? null : item.link,
    canonicalLink: identifyingLink(item.link, home),
    title,
    feedTitle: title,
    summary: item.summary === '' || item.summary === title ? null : item.summary,
    publishedAt: item.publishedAt,
  }
}
