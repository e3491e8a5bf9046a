import type { ItemState } from './item.ts'

/** Every expected fault by its code, with exactly the parameters its sentence (`error.<code>` in the locales) needs. */
export type Fault =
  | { code: 'not-permitted' }
  | { code: 'staff-chat-only' }
  | { code: 'no-channel'; language: string }
  | { code: 'edition-empty' }
  | { code: 'edition-changed' }
  | { code: 'item-gone' }
  | { code: 'item-settled'; state: ItemState }
  | { code: 'item-without-dimension' }
  | { code: 'feed-known'; name: string }
  | { code: 'feed-unknown'; name: string }
  | { code: 'feed-unreadable'; reason: string }
  | { code: 'feed-address'; address: string }
  | { code: 'out-of-date' }
  | { code: 'registration-open' }
  | { code: 'registration-gone' }
  | { code: 'person-gone' }
  | { code: 'subscription-gone' }
  | { code: 'not-chat-administrator' }
  | { code: 'event-gone' }
  | { code: 'item-published' }
  | { code: 'item-not-published' }
  | { code: 'item-retracted' }
  | { code: 'amendment-gone' }
  | { code: 'amendment-overtaken' }
  | { code: 'amendment-too-long' }
  | { code: 'title-empty' }
  | { code: 'title-too-long'; limit: number }
  | { code: 'schedule-past'; time: string }
  | { code: 'edition-out'; time: string }
  | { code: 'block-word-known'; phrase: string }
  | { code: 'block-word-unclear' }
  | { code: 'correction-gone' }
  | { code: 'roundup-out' }
  | { code: 'roundup-empty' }
  | { code: 'roundup-changed' }
  | { code: 'list-unreadable' }
  | { code: 'preview-changed' }
  | { code: 'source-gone' }
  | { code: 'question-gone' }

export type FaultCode = Fault['code']

/** Expected: somebody asked for what cannot be done, and is told so in their language. Anything else thrown is a bug. */
export class DomainError extends Error {
  override readonly name = 'DomainError'
  readonly fault: Fault

  constructor(fault: Fault) {
    super(fault.code)
    this.fault = fault
  }
}
