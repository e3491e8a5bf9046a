import type { CalendarDate } from '../domain/calendar.ts'
import type { AreaSlug, DimensionSlug } from '../domain/dimension.ts'
import type { EventStatus } from '../domain/event.ts'
import type { Language } from '../domain/language.ts'
import type { Span } from '../domain/span.ts'

/** When something was asked for: on a day, or at any time in a span of them; neither means today. */
type When = { readonly on?: CalendarDate; readonly span?: Span }

/** What a question about meetings narrows them down to; what is absent is not asked for. */
export type EventFilter = {
  readonly span?: Span
  readonly bodies?: readonly string[]
  readonly areas?: readonly AreaSlug[]
  readonly dimensions?: readonly DimensionSlug[]
  readonly states?: readonly string[]
  readonly types?: readonly ('cbm' | 'expert' | 'advisory' | 'governing' | 'working' | 'other')[]
  readonly status?: EventStatus
  readonly mode?: 'online' | 'hybrid' | 'in-person'
  /** Words of a title or a place that no entity explains, normalised. */
  readonly words?: readonly string[]
  /** The events themselves, best first, where the words pick some out. */
  readonly events?: readonly string[]
}

/** What was meant: one thing that the registers can answer. Ids are record ids. */
export type Topic =
  | (When & {
      readonly kind: 'coordinators'
      readonly areas?: readonly AreaSlug[]
      readonly dimensions?: readonly DimensionSlug[]
      readonly states?: readonly string[]
      readonly role?: 'coordinator' | 'co-coordinator'
      readonly about?: 'offers' | 'vacancies' | 'terms' | 'ranking'
    })
  | { readonly kind: 'meetings'; readonly filter: EventFilter; readonly which: 'next' | 'last' | 'all' }
  | {
      readonly kind: 'ratification'
      /** Of `treaties` all that are on record, or those signed in the span. */
      readonly aspect: 'status' | 'threshold' | 'entry-into-force' | 'depositary' | 'states' | 'treaty' | 'treaties'
      readonly treaty: string
      readonly states?: readonly string[]
      readonly on?: CalendarDate
      readonly span?: Span
    }
  | {
      readonly kind: 'concept-papers'
      readonly areas?: readonly AreaSlug[]
      readonly dimensions?: readonly DimensionSlug[]
      readonly states?: readonly string[]
    }
  | { readonly kind: 'deadlines'; readonly deadlines?: readonly string[] }
  | {
      readonly kind: 'membership'
      readonly states?: readonly string[]
      readonly about: 'state' | 'members' | 'observers' | 'count'
      /** Who joined in these days. */
      readonly span?: Span
      /** Who was in, or how many were, on this day. */
      readonly on?: CalendarDate
      /** States that are neither members nor observers on any record, by ISO 3166 alpha-2 code. */
      readonly outsiders?: readonly string[]
      /** Who joined last or first, or the founders, where no State is named. */
      readonly which?: 'last' | 'first' | 'founding'
    }
  | { readonly kind: 'organizations'; readonly organizations?: readonly string[] }
  | { readonly kind: 'memoranda'; readonly memoranda?: readonly string[] }
  | {
      readonly kind: 'bodies'
      readonly bodies?: readonly string[]
      /** Whether it works, and why not: a fact that the register of bodies may not have for the viewer. */
      readonly about?: 'operation'
    }
  | (When & {
      readonly kind: 'chairmanships'
      readonly which: 'current' | 'next' | 'previous' | 'first' | 'all' | 'state' | 'on'
      readonly states?: readonly string[]
    })
  | (When & {
      readonly kind: 'officials'
      readonly officials?: readonly string[]
      readonly office?: string
      readonly which?: 'current' | 'first' | 'previous' | 'all'
    })
  | { readonly kind: 'road-map'; readonly clusters?: readonly string[] }
  | { readonly kind: 'glossary'; readonly terms?: readonly string[] }
  | { readonly kind: 'areas'; readonly areas?: readonly AreaSlug[]; readonly dimensions?: readonly DimensionSlug[] }
  | {
      /** What the rules of CBM implementation make due. */
      readonly kind: 'due'
      readonly areas?: readonly AreaSlug[]
      readonly dimensions?: readonly DimensionSlug[]
      readonly states?: readonly string[]
    }
  | { readonly kind: 'rules'; readonly rules?: readonly string[] }
  | { readonly kind: 'figures'; readonly year: number }
  | { readonly kind: 'facts'; readonly facts: readonly string[] }
  | {
      readonly kind: 'news'
      readonly dimensions?: readonly DimensionSlug[]
      readonly states?: readonly string[]
      readonly words?: readonly string[]
    }
  /** What was added to the records or changed in them; without a day, lately. */
  | { readonly kind: 'changes'; readonly since?: CalendarDate }
  | { readonly kind: 'greeting' }
  | { readonly kind: 'help' }

/** A question as it was understood: usually one topic, two where two things were asked. */
export type Understanding =
  | {
      readonly kind: 'understood'
      readonly language: Language
      readonly topics: readonly Topic[]
      readonly confidence: number
    }
  /** A day was named that no calendar has. */
  | { readonly kind: 'no-such-day'; readonly language: Language; readonly day: string }
  | { readonly kind: 'unsure'; readonly language: Language; readonly choices: readonly Topic[] }
  | { readonly kind: 'not-understood'; readonly language: Language; readonly nearest?: Topic['kind'] }
