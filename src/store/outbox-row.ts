export type OutboxState = 'pending' | 'waiting' | 'sending' | 'sent' | 'uncertain' | 'dead' | 'cancelled'

/**
 * A row of the outbox. `failures` counts calls that surely did nothing, and searches for a post that came to nothing;
 * `repeats` counts calls made again after one of unknown outcome. `payload` and `outcome` are JSON.
 */
export type OutboxRow = {
  readonly id: number
  readonly key: string
  readonly chain: string
  readonly chat: string
  readonly thread: number
  readonly priority: number
  readonly state: OutboxState
  readonly dueAt: Date
  readonly nextAt: Date | null
  readonly expiresAt: Date | null
  readonly safeToRepeat: boolean
  /** The markup was refused, so the text goes out without it. */
  readonly plain: boolean
  readonly attempts: number
  readonly failures: number
  readonly repeats: number
  readonly afterId: number | null
  readonly messageId: number | null
  readonly outcome: string | null
  readonly payload: string
  /** The sending to many that it is part of. */
  readonly broadcast: number | null
  /** Made for a reader who may read restricted records. */
  readonly restricted: boolean
  /** Made for such a reader, and in the very words that the public is told. */
  readonly publicToo: boolean
}

/** A row to be. `payload` is JSON; rows of one chain go out one after the other, in the order in which they were added. */
export type NewOutboxRow = {
  readonly key: string
  readonly chain: string
  readonly chat: string
  readonly thread: number
  readonly priority: number
  readonly dueAt: Date
  readonly expiresAt: Date | undefined
  readonly safeToRepeat: boolean
  readonly payload: string
  readonly broadcast: number | null
  readonly restricted: boolean
  readonly publicToo: boolean
  /** Waits until its broadcast is resumed. */
  readonly held: boolean
  /** The subscription that is told the bulletin by it. */
  readonly subscription?: number | undefined
  /** How far that had been told before, as JSON. */
  readonly toldBefore?: string | undefined
}

/** What becomes of a row that was being sent, or whose outcome was looked for. */
export type OutboxChange =
  | { readonly kind: 'sent'; readonly messageId: number | null }
  | {
      readonly kind: 'again'
      readonly nextAt: Date
      readonly failures: number
      readonly repeats: number
      readonly plain: boolean
    }
  | { readonly kind: 'uncertain'; readonly nextAt: Date | null; readonly failures: number }
  | { readonly kind: 'dead' }

export type ClaimRequest = {
  readonly now: Date
  readonly limit: number
  readonly judge: (row: OutboxRow) => ClaimVerdict
}

/**
 * `afterId`: the highest message number known of the chat, for a search after an unknown outcome. `enough`: no further row of
 * this priority now.
 */
export type ClaimVerdict =
  | { readonly kind: 'go'; readonly afterId: number | null }
  | { readonly kind: 'later'; readonly at: Date }
  | { readonly kind: 'dead'; readonly outcome: string }
  | { readonly kind: 'enough' }

export type Raw = {
  id: number
  key: string
  chain: string
  chat: string
  thread: number
  priority: number
  state: OutboxState
  due_at: string
  next_at: string | null
  expires_at: string | null
  safe_to_repeat: number
  plain: number
  attempts: number
  failures: number
  repeats: number
  after_id: number | null
  message_id: number | null
  outcome: string | null
  payload: string
  broadcast: number | null
  restricted: number
  public_too: number
}

export const rowColumns =
  'id, key, chain, chat, thread, priority, state, due_at, next_at, expires_at, safe_to_repeat, plain, attempts, failures, repeats, after_id, message_id, outcome, payload, broadcast, restricted, public_too'

export function toRow(raw: Raw): OutboxRow {
  const { id, key, chain, chat, thread, priority, state, attempts, failures, repeats, outcome, payload, broadcast } =
    raw
  return {
    ...{ id, key, chain, chat, thread, priority, state, attempts, failures, repeats, outcome, payload, broadcast },
    dueAt: new Date(raw.due_at),
    nextAt: raw.next_at === null ? null : new Date(raw.next_at),
    expiresAt: raw.expires_at === null ? null : new Date(raw.expires_at),
    safeToRepeat: raw.safe_to_repeat === 1,
    plain: raw.plain === 1,
    restricted: raw.restricted === 1,
    publicToo: raw.public_too === 1,
    afterId: raw.after_id,
    messageId: raw.message_id,
  }
}
