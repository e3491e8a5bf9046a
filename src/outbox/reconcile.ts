import type { OutboxChange, OutboxRow } from '../store/outbox.ts'
import { plainText } from '../views/html.ts'
import type { Payload } from './mail.ts'
import type { Inspection } from './outcome.ts'
import { backOffSeconds, bounds } from './settle.ts'

/** So many empty numbers in a row are taken for the end of the channel: a few posts may have been deleted. */
const gap = 5
/** Posts of others that are read at most, for each one passes through the staff chat. */
const budget = 25
/** The highest number that a search without any known number tries. */
const highestTried = 2 ** 21

export type Search =
  | { readonly kind: 'found'; readonly messageId: number }
  | { readonly kind: 'absent' }
  | { readonly kind: 'undecided'; readonly reason: string }
  /** What it looks like is not known, so it cannot be looked for. */
  | { readonly kind: 'unreadable' }

export type SearchInput = {
  readonly payload: Payload
  /** The highest message number known of the channel when the call began; null where none was. */
  readonly afterId: number | null
  /** Numbers that are other rows' posts. */
  readonly taken: ReadonlySet<number>
  readonly inspect: (messageId: number) => Promise<Inspection>
}

/** Not found out: what Telegram or the network said instead. */
class Undecided extends Error {}

/**
 * Whether a post of unknown outcome stands in its channel. Message numbers are sequential there, so it can only stand after
 * the highest number known when it was sent.
 */
export async function searchPost(input: SearchInput): Promise<Search> {
  try {
    const after = input.afterId ?? (await lastKnown(input)) - gap
    return await searchAfter(Math.max(0, after), input)
  } catch (error) {
    if (error instanceof Undecided) return { kind: 'undecided', reason: error.message }
    throw error
  }
}

async function searchAfter(after: number, { payload, taken, inspect }: SearchInput): Promise<Search> {
  let missing = 0
  let read = 0
  let unreadable = false
  for (let messageId = after + 1; missing < gap; messageId += 1) {
    const found = await certain(inspect(messageId))
    if (found.type === 'present' && !taken.has(messageId) && isPostOf(payload, found))
      return { kind: 'found', messageId }
    if (found.type === 'unreadable') unreadable = true
    if (found.type === 'absent') missing += 1
    else {
      missing = 0
      read += 1
    }
    if (read > budget) return { kind: 'undecided', reason: `more than ${budget} later posts` }
  }
  // What cannot be read might be the post (protected content): a second one would be worse than a question to staff.
  return unreadable ? { kind: 'undecided', reason: 'a later post cannot be read' } : { kind: 'absent' }
}

/** The highest number in a channel of which none is known, by doubling and then halving the step. */
async function lastKnown({ inspect }: SearchInput): Promise<number> {
  const isThere = async (messageId: number) => (await certain(inspect(messageId))).type !== 'absent'
  let last = 0
  let step = 1
  // A power of two that is missing was perhaps deleted, so the doubling goes on to the end.
  for (let tried = 1; tried <= highestTried; tried *= 2) {
    if (await isThere(tried)) last = step = tried
  }
  for (step = Math.floor(step / 2); step >= 1; step = Math.floor(step / 2)) {
    if (last > 0 && (await isThere(last + step))) last += step
  }
  return last
}

async function certain(inspection: Promise<Inspection>): Promise<Exclude<Inspection, { type: 'unknown' }>> {
  const found = await inspection
  if (found.type === 'unknown') throw new Undecided(found.reason)
  return found
}

function isPostOf(payload: Payload, found: { text: string; fileName?: string }): boolean {
  if (payload.kind === 'message') return squeezed(plainText({ markup: payload.html })) === squeezed(found.text)
  if (payload.kind === 'edit') return false
  const isCaption = squeezed(plainText({ markup: payload.caption ?? '' })) === squeezed(found.text)
  // Telegram keeps no name of a picture.
  return isCaption && (payload.kind === 'picture' || found.fileName === payload.fileName)
}

/** Telegram trims a text and changes some of its spaces. */
function squeezed(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u200B\u200E\u200F\u2060\uFEFF]+/g, ' ')
    .trim()
}

/** What a search means for its row. Pure. */
export function settleSearch(
  row: Pick<OutboxRow, 'failures' | 'repeats' | 'plain'>,
  search: Search,
  now: Date,
  jitter: number,
): OutboxChange {
  if (search.kind === 'found') return { kind: 'sent', messageId: search.messageId }
  const { failures, repeats, plain } = row
  if (search.kind === 'absent' && repeats < bounds.repeatsAfterSearch) {
    return { kind: 'again', nextAt: now, failures: 0, repeats: repeats + 1, plain }
  }
  const isLast = search.kind !== 'undecided' || failures + 1 >= bounds.searches
  const wait = 15 * backOffSeconds(failures + 1, jitter) * 1000
  return { kind: 'uncertain', nextAt: isLast ? null : new Date(now.getTime() + wait), failures: failures + 1 }
}
