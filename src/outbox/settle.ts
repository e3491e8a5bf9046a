import type { OutboxChange, OutboxRow } from '../store/outbox.ts'
import type { SendOutcome } from './outcome.ts'

/** How often a row is tried before it is given up or handed to staff. Waits as told by a 429 do not count. */
export const bounds = {
  /** Calls that surely did nothing: with the waits below about an hour. */
  failures: 15,
  /** After no answer at all: once, and only what is safe to repeat. */
  repeatsAfterNoAnswer: 1,
  /** After a 5xx, which means "not done" far more often than a silence does: only what is safe to repeat. */
  repeatsAfterServerError: 4,
  /** A post looked for and found absent is sent again. */
  repeatsAfterSearch: 5,
  /** Searches that came to nothing. */
  searches: 4,
} as const

/** Between an unknown outcome and the search for the post: Telegram may still be at work on it. */
export const searchAfterSeconds = 8

/** What an outcome means beyond its row. */
export type ChatEffect =
  | { readonly kind: 'none' }
  | { readonly kind: 'stop'; readonly status: 'blocked' | 'gone' | 'no-rights' }
  | { readonly kind: 'stop-topic' }
  | { readonly kind: 'migrate'; readonly to: string }

export type Settlement = { readonly change: OutboxChange; readonly chat: ChatEffect }

export type SettleInput = {
  readonly row: Pick<OutboxRow, 'failures' | 'repeats' | 'plain' | 'safeToRepeat'>
  readonly payloadKind: 'message' | 'edit' | 'picture' | 'document'
  readonly outcome: SendOutcome
  readonly now: Date
  /** From 0 to 1: spreads what would otherwise come back at the same moment. */
  readonly jitter: number
  /** The chat is a channel in which a post can be looked for. */
  readonly canSearch: boolean
}

const untouched: ChatEffect = { kind: 'none' }
const dead: OutboxChange = { kind: 'dead' }

/** What becomes of a row and its chat after a call. Pure. */
export function settle(input: SettleInput): Settlement {
  const { outcome } = input
  switch (outcome.type) {
    case 'sent':
      return { change: { kind: 'sent', messageId: outcome.messageId }, chat: untouched }
    case 'flood':
      return { change: again(input, outcome.retryAfterSeconds), chat: untouched }
    case 'migrated':
      return { change: again(input, 0), chat: { kind: 'migrate', to: outcome.to } }
    case 'blocked':
      return { change: dead, chat: { kind: 'stop', status: 'blocked' } }
    case 'chat-gone':
      return { change: dead, chat: { kind: 'stop', status: 'gone' } }
    case 'no-rights':
      return { change: dead, chat: { kind: 'stop', status: 'no-rights' } }
    case 'not-paid':
      return { change: again(input, 0), chat: untouched }
    case 'topic-closed':
    case 'topic-gone':
      return { change: dead, chat: { kind: 'stop-topic' } }
    case 'refused':
      return { change: outcome.markup && !input.row.plain ? again(input, 0, { plain: true }) : dead, chat: untouched }
    case 'not-sent':
      return { change: afterFailure(input), chat: untouched }
    case 'unknown':
      return { change: afterUnknown(input, outcome.cause), chat: untouched }
  }
}

function afterFailure(input: SettleInput): OutboxChange {
  const failures = input.row.failures + 1
  if (failures >= bounds.failures) return dead
  return again(input, backOffSeconds(failures, input.jitter), { failures })
}

function afterUnknown(input: SettleInput, cause: 'no-answer' | 'server-error'): OutboxChange {
  const { row, payloadKind, jitter } = input
  // An edit made twice is one edit, so it only counts as failed.
  if (payloadKind === 'edit') return afterFailure(input)
  if (input.canSearch) {
    return { kind: 'uncertain', nextAt: later(input.now, searchAfterSeconds), failures: 0 }
  }
  const allowed = cause === 'no-answer' ? bounds.repeatsAfterNoAnswer : bounds.repeatsAfterServerError
  if (!row.safeToRepeat || row.repeats >= allowed) return { kind: 'uncertain', nextAt: null, failures: row.failures }
  const repeats = row.repeats + 1
  return again(input, backOffSeconds(repeats, jitter), { repeats })
}

function again(
  { row, now }: SettleInput,
  seconds: number,
  change: { failures?: number; repeats?: number; plain?: boolean } = {},
): OutboxChange {
  const { failures, repeats, plain } = row
  return { kind: 'again', nextAt: later(now, seconds), failures, repeats, plain, ...change }
}

function later(now: Date, seconds: number): Date {
  return new Date(now.getTime() + Math.round(seconds * 1000))
}

/** 2, 4, 8 … seconds, at most ten minutes, of which up to a half is taken off by chance. */
export function backOffSeconds(failures: number, jitter: number): number {
  return Math.min(600, 2 ** failures) * (1 - jitter / 2)
}
