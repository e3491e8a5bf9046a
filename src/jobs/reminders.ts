import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import { clearanceAt } from '../domain/access.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import type { DimensionSlug } from '../domain/dimension.ts'
import { dimensionOfEvent } from '../domain/event-search.ts'
import { type Language, languages } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { deadlineRemindersOn, eventRemindersOn, type ReminderOffset } from '../domain/reminder.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import { mailInParts } from '../outbox/mail.ts'
import type { Html } from '../views/html.ts'
import type { RecordContext } from '../views/records/record-context.ts'
import { deadlineReminder, eventReminder } from '../views/reminder.ts'
import { toMessages } from '../views/reply.ts'
import { lastDue } from './due-runs.ts'
import type { Job } from './job.ts'

/** Reminders leave in the morning, in the Secretariat's zone. */
const reminderTime = '09:00'

/** One thing to be recalled today, whoever is to be told. */
type Recall = {
  readonly kind: 'event' | 'deadline'
  readonly id: string
  readonly start: CalendarDate
  readonly offset: ReminderOffset
  readonly dimension: DimensionSlug | undefined
  readonly isPublic: boolean
}

type Recipient = {
  readonly chat: string
  readonly thread: number
  readonly language: Language
  readonly book: RecordBook
}

/**
 * Reminds channels and subscribers 7 days and 1 day ahead and on the morning. Nothing is planned in advance: each morning is
 * worked out from the records as they are then, so a moved event is recalled by its new date and a cancelled one never.
 */
export function createRemindersJob(app: App, onMail: () => void): Job {
  const { store, clock, config } = app

  function recalls(today: CalendarDate): Recall[] {
    const { events, deadlines } = store.records.book('restricted')
    return [
      ...eventRemindersOn(events, today).map(
        ({ record, start, offset }): Recall => ({
          ...{ kind: 'event', id: record.id, start, offset },
          dimension: dimensionOfEvent(record),
          isPublic: record.visibility === 'public',
        }),
      ),
      ...deadlineRemindersOn(deadlines, today).map(
        ({ record, start, offset }): Recall => ({
          ...{ kind: 'deadline', id: record.id, start, offset },
          dimension: undefined,
          isPublic: record.visibility === 'public',
        }),
      ),
    ]
  }

  function subscribers(recall: Recall): Recipient[] {
    return store.subscriptions.active().flatMap(({ chat, thread, language, dimensions }) => {
      const isPrivate = !chat.startsWith('-') && !chat.startsWith('@')
      const access = isPrivate ? (store.people.find(Number(chat))?.access ?? 'public') : 'public'
      const clearance = clearanceAt(isPrivate ? 'private' : 'group', access)
      const wanted = recall.dimension === undefined || dimensions.includes(recall.dimension)
      const may = recall.isPublic || clearance === 'restricted'
      return wanted && may ? [{ chat, thread, language, book: store.records.book(clearance) }] : []
    })
  }

  function channels(recall: Recall): Recipient[] {
    if (!recall.isPublic) return []
    return languages.flatMap((language) => {
      const chat = config.channels[language]
      return chat === undefined ? [] : [{ chat, thread: 0, language, book: store.records.book('public') }]
    })
  }

  function send(recall: Recall, today: CalendarDate): void {
    const texts = new Map<string, Html[]>()
    const textFor = ({ language, book }: Recipient) => {
      const key = `${language}:${book.clearance}`
      const context: RecordContext = { book, today, t: translatorFor(language) }
      const made = texts.get(key) ?? toMessages(reminderBlocks(recall, context))
      texts.set(key, made)
      return made
    }
    const at = clock.now()
    const mails = [...channels(recall), ...subscribers(recall)].flatMap((recipient) => {
      const { chat, thread } = recipient
      const key = `reminder:${recall.kind}:${recall.id}:${recall.start}:${recall.offset}:${chat}:${thread}`
      const expiresAt = new Date(at.getTime() + 12 * 3_600_000)
      const isPost = thread === 0 && Object.values(config.channels).includes(chat)
      return mailInParts(
        { key, chat, thread, priority: 'reminder', dueAt: at, expiresAt, safeToRepeat: !isPost },
        textFor(recipient),
      )
    })
    enqueue(store, mails, at)
  }

  return {
    name: 'reminders',
    run() {
      const now = clock.now()
      const dueAt = lastDue({ time: reminderTime, timeZone: config.timeZone }, now)
      const today = clock.today(config.timeZone)
      if (dayIn(dueAt, config.timeZone) !== today) return
      for (const recall of recalls(today)) {
        const made = store.transaction(() => {
          const run = `reminder:${recall.kind}:${recall.id}:${recall.start}:${recall.offset}`
          if (!store.ledger.recordRun(run, dueAt, now)) return false
          send(recall, today)
          return true
        })
        if (made) onMail()
      }
    },
  }
}

function reminderBlocks(recall: Recall, context: RecordContext): readonly Html[] {
  return recall.kind === 'event'
    ? eventReminder(recall.id, recall.offset, context)
    : deadlineReminder(recall.id, recall.offset, context)
}
