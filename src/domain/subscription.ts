import { type AreaSlug, areaSlugs, type DimensionSlug, dimensionSlugs } from './dimension.ts'
import type { Language } from './language.ts'

/** What is told of: each kind is switched off or on, and sent as often, by itself. */
export const contentKinds = ['news', 'events', 'deadlines', 'ratification', 'papers'] as const
export type ContentKind = (typeof contentKinds)[number]

/** In the order in which a press of the button goes through them. */
export const frequencies = ['off', 'at-once', 'daily', 'weekly'] as const
export type Frequency = (typeof frequencies)[number]

export const subjectKinds = ['everything', 'dimension', 'area', 'state', 'body', 'keyword'] as const
export type SubjectKind = (typeof subjectKinds)[number]

/** `value` is a slug, an ISO code, the id of a body, a keyword as it was written; empty for everything. */
export type Subject = { readonly kind: SubjectKind; readonly value: string }

/** Monday is 1, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7
export const weekdays: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]

/** Days ahead that may be chosen for reminders; 0 is the morning of the day. */
export const reminderDays = [30, 14, 7, 3, 1, 0] as const
export const usualReminderDays: readonly number[] = [7, 1, 0]

/** `HH:MM` each; from the evening into the morning where `until` is the earlier. */
export type QuietHours = { readonly from: string; readonly until: string }

/** What people choose. Hours are `HH:MM` in `timeZone`. */
export type SubscriptionSettings = {
  readonly language: Language
  readonly timeZone: string
  readonly deliveryTime: string
  /** Of the weekly digest. */
  readonly weekday: Weekday
  readonly quiet: QuietHours | undefined
  readonly kinds: Readonly<Record<ContentKind, Frequency>>
  readonly reminders: {
    readonly days: readonly number[]
    readonly events: boolean
    readonly deadlines: boolean
  }
  readonly subjects: readonly Subject[]
}

export type Subscription = SubscriptionSettings & {
  readonly id: number
  readonly chat: string
  /** Forum topic; 0 where there is none. */
  readonly thread: number
  /** Of a group or channel. */
  readonly title: string | undefined
  readonly status: 'active' | 'paused' | 'stopped'
  /** When a pause ends by itself; UTC. */
  readonly resumeAt: Date | undefined
}

/** What a new subscription has until it is changed: everything that follows from its dimensions, once a day. */
export const usualKinds: Readonly<Record<ContentKind, Frequency>> = {
  news: 'daily',
  events: 'daily',
  deadlines: 'daily',
  ratification: 'daily',
  papers: 'daily',
}

export const usualReminders = { days: usualReminderDays, events: true, deadlines: true } as const

export function valuesOf(subjects: readonly Subject[], kind: SubjectKind): readonly string[] {
  return subjects.filter((subject) => subject.kind === kind).map(({ value }) => value)
}

export function dimensionsOf(subjects: readonly Subject[]): readonly DimensionSlug[] {
  const chosen = valuesOf(subjects, 'dimension')
  return dimensionSlugs.filter((slug) => chosen.includes(slug))
}

export function areasOf(subjects: readonly Subject[]): readonly AreaSlug[] {
  const chosen = valuesOf(subjects, 'area')
  return areaSlugs.filter((slug) => chosen.includes(slug))
}

export function hasSubject(subjects: readonly Subject[], { kind, value }: Subject): boolean {
  return subjects.some((each) => each.kind === kind && each.value === value)
}

/** Takes a subject out, or puts it in; “everything” and single subjects exclude each other. */
export function toggleSubject(subjects: readonly Subject[], subject: Subject): readonly Subject[] {
  if (hasSubject(subjects, subject))
    return subjects.filter((each) => each.kind !== subject.kind || each.value !== subject.value)
  if (subject.kind === 'everything') return [subject]
  return [...subjects.filter(({ kind }) => kind !== 'everything'), subject]
}

/** Whether a time of day lies in the quiet hours. */
export function isQuiet(quiet: QuietHours | undefined, time: string): boolean {
  if (quiet === undefined) return false
  const { from, until } = quiet
  return from < until ? time >= from && time < until : time >= from || time < until
}

/** A chat's address tells what it is: people have positive numbers, groups and channels negative ones or names. */
export function isPrivateChat(chat: string): boolean {
  return /^\d+$/.test(chat)
}
