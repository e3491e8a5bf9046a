import { staffNow } from '../actions/staff-now.ts'
import { tellClosedChannels } from '../actions/tell-closed-channels.ts'
import { morningHour } from '../actions/timetable.ts'
import type { App } from '../app.ts'
import { accessHeld, mayUse } from '../domain/access.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { languages } from '../domain/language.ts'
import { isWanted } from '../domain/reminder.ts'
import { usualReminderDays } from '../domain/subscription.ts'
import { translatorFor } from '../i18n/translator.ts'
import { enqueue } from '../outbox/enqueue.ts'
import type { Mail } from '../outbox/mail.ts'
import { channelEventButtons, wishButtons } from '../views/event-buttons.ts'
import type { ButtonRows } from '../views/reply.ts'
import { lastDue } from './due-runs.ts'
import { type Addressee, type Due, morningGraceMilliseconds, morningRecalls } from './recalls.ts'

/** The mail of one reminder to one addressee; none where it cannot be made. */
export type Remind = (due: Due, to: Addressee, today: CalendarDate, buttons: () => ButtonRows) => Mail[]

const firstGraceMilliseconds = 3_600_000

/**
 * In the Secretariat's morning: reminds its channels, and people who are reminded of single events without a subscription.
 * @returns whether there is mail to be sent
 */
export function remindUnsubscribed(app: App, remind: Remind): boolean {
  const { store, clock, config } = app
  const now = clock.now()
  const dueAt = lastDue({ time: morningHour, timeZone: config.timeZone }, now)
  return store.transaction(() => {
    // A bot that runs for the first time has missed nothing, unless the morning has just begun.
    const isFirst = store.ledger.lastRun('reminders') === undefined
    const grace = isFirst ? firstGraceMilliseconds : morningGraceMilliseconds
    if (!store.ledger.recordRun('reminders', dueAt, now) || now.getTime() - dueAt.getTime() > grace) return false
    const recalls = morningRecalls(app, config.timeZone, now, [])
    const wanted = recalls.due.filter(({ recall }) => isWanted(recall, usualReminderDays))
    const morning = { now, today: recalls.today, remind }
    const posts = wanted.filter(({ isPublic }) => isPublic).flatMap((due) => channelMails(app, morning, due))
    enqueue(store, [...posts, ...wishMails(app, morning, wanted)], now)
    tellClosedChannels(app, posts)
    return true
  })
}

type Morning = { readonly now: Date; readonly today: CalendarDate; readonly remind: Remind }

function channelMails({ config }: App, { now, today, remind }: Morning, due: Due): Mail[] {
  return languages.flatMap((language) => {
    const chat = config.channels[language]
    if (chat === undefined) return []
    const to = { chat, thread: 0, language, isCleared: false, now }
    return remind(due, to, today, () => channelEventButtons(due, translatorFor(language)))
  })
}

function wishMails(app: App, { now, today, remind }: Morning, wanted: readonly Due[]): Mail[] {
  const { store } = app
  const staff = staffNow(app)
  return wanted
    .filter((due) => due.of === 'events')
    .flatMap((due) =>
      store.reminderWishes.wishers(due.id).flatMap(({ person, language }) => {
        const chat = String(person)
        // Whoever has a subscription is reminded with it, in their own morning; one that is paused holds everything back.
        const status = store.subscriptions.find(chat, 0)?.status ?? 'stopped'
        const isCleared = staff.has(chat) || mayUse(accessHeld(store.people.find(person)), 'focal-point')
        if (status !== 'stopped' || (!due.isPublic && !isCleared)) return []
        const to = { chat, thread: 0, language, isCleared, now }
        const recalled = { id: due.id, hasDay: due.recall.kind === 'day' }
        return remind(due, to, today, () => wishButtons(recalled, true, translatorFor(language)))
      }),
    )
}
