import { z } from 'zod'
import { languageSchema } from '../domain/language.ts'
import { type ContentKind, frequencies, type Subscription, subjectKinds } from '../domain/subscription.ts'

const frequency = z.enum(frequencies)
export const rowSchema = z.object({
  id: z.number(),
  chat: z.string(),
  thread: z.number(),
  title: z.string().nullable(),
  language: languageSchema,
  time_zone: z.string(),
  delivery_time: z.string(),
  weekday: z.literal([1, 2, 3, 4, 5, 6, 7]),
  quiet_from: z.string().nullable(),
  quiet_until: z.string().nullable(),
  status: z.enum(['active', 'paused', 'stopped']),
  ...{ news: frequency, events: frequency, deadlines: frequency, ratification: frequency, papers: frequency },
  ...{ news_seen: z.number(), events_seen: z.number(), deadlines_seen: z.number() },
  ...{ ratification_seen: z.number(), papers_seen: z.number() },
  reminder_days: z.string(),
  remind_events: z.number(),
  remind_deadlines: z.number(),
  digest_at: z.string().nullable(),
  remind_at: z.string().nullable(),
  weekly_owed: z.number(),
  resume_at: z.string().nullable(),
  subjects: z.string().nullable(),
  access: z.string().nullable().optional(),
})
const days = z.array(z.number())
const kindOf = z.enum(subjectKinds)

/** Between the parts of a subject and between subjects in one column: characters that nobody writes. */
const [unit, record] = ['\u001f', '\u001e']

function toSubjects(text: string | null): Subscription['subjects'] {
  if (text === null) return []
  return text.split(record).map((part) => {
    const at = part.indexOf(unit)
    return { kind: kindOf.parse(part.slice(0, at)), value: part.slice(at + 1) }
  })
}

type Row = z.infer<typeof rowSchema>

export function toSubscription(row: Row): Subscription {
  const { id, chat, thread, language, weekday, status } = row
  const { news, events, deadlines, ratification, papers } = row
  return {
    ...{ id, chat, thread, language, weekday, status },
    title: row.title ?? undefined,
    timeZone: row.time_zone,
    deliveryTime: row.delivery_time,
    quiet:
      row.quiet_from === null || row.quiet_until === null
        ? undefined
        : { from: row.quiet_from, until: row.quiet_until },
    kinds: { news, events, deadlines, ratification, papers },
    reminders: {
      days: days.parse(JSON.parse(row.reminder_days)),
      events: row.remind_events === 1,
      deadlines: row.remind_deadlines === 1,
    },
    subjects: toSubjects(row.subjects),
    resumeAt: row.resume_at === null ? undefined : new Date(row.resume_at),
  }
}

/** A subscription whose turn it is, with what its sending needs besides. */
export type DueSubscription = Subscription & {
  /** The bulletin entry up to which each kind was told. */
  readonly seen: Readonly<Record<ContentKind, number>>
  /** The instant that is due. */
  readonly dueAt: Date
  /** The weekly digest fell into an outage. */
  readonly isWeeklyOwed: boolean
  /** A person who may see restricted records in this chat, which is private then. */
  readonly isCleared: boolean
}

/** @param staff private chats of staff, beside those who were granted access */
export function toDue(value: unknown, staff: ReadonlySet<string>): DueSubscription {
  const row = rowSchema.parse(value)
  return {
    ...toSubscription(row),
    seen: {
      news: row.news_seen,
      events: row.events_seen,
      deadlines: row.deadlines_seen,
      ratification: row.ratification_seen,
      papers: row.papers_seen,
    },
    dueAt: new Date(row.digest_at ?? 0),
    isWeeklyOwed: row.weekly_owed === 1,
    isCleared: (row.access !== null && row.access !== undefined) || staff.has(row.chat),
  }
}

const subjects = `(select group_concat(kind || char(31) || value, char(30)) from subscription_subject
  where subscription_id = subscription.id) as subjects`

export const subscriptionSelect = `select subscription.*, ${subjects} from subscription`

/** With whoever the private chat is with, where that person may see restricted records. */
export const dueSelect = `select subscription.*, ${subjects}, person.access from subscription
  left join person on person.id = cast(subscription.chat as integer) and subscription.chat not like '-%'
    and person.access <> 'public' and person.suspended = 0`
