import {
  changeSettings,
  getSubscription,
  pauseSubscription,
  resumeSubscription,
  unsubscribe,
  zoneAt,
} from '#src/actions/subscribe.ts'
import { localNow, startOfDay } from '#src/actions/timetable.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import { keywordForm } from '#src/bot/keyword-form.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { addDays, calendarDate, isCalendarDate } from '#src/domain/calendar.ts'
import { DomainError } from '#src/domain/errors.ts'
import { isLanguage } from '#src/domain/language.ts'
import {
  contentKinds,
  frequencies,
  type Subject,
  type Subscription,
  subjectKinds,
  toggleSubject,
  valuesOf,
  weekdays,
} from '#src/domain/subscription.ts'
import { namedZone, zoneRegion } from '#src/domain/time-zone.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { chatsScreen, type Managed } from '#src/views/subscription/chats-screen.ts'
import * as pauseScreens from '#src/views/subscription/pause-screens.ts'
import * as subjectScreens from '#src/views/subscription/subject-screens.ts'
import * as timeScreens from '#src/views/subscription/time-screens.ts'
import { noSubscriptionView, stoppedView, subscriptionView, zoneName } from '#src/views/subscription.ts'

const isOwn = (request: Request, { chat }: Subscription) =>
  request.chat.place === 'private' && chat === request.chat.address

const main = (subscription: Subscription, request: Request) =>
  subscriptionView(subscription, request, isOwn(request, subscription))

/** Who is here has been let in by the router; another chat's is changed from the private chat of its administrators. */
async function permitted(id: number, request: Request, { store }: App): Promise<Subscription> {
  const subscription = getSubscription(store, id)
  if (subscription.chat === request.chat.address) return subscription
  if (request.chat.place !== 'private' || !subscription.chat.startsWith('-'))
    throw new DomainError({ code: 'not-chat-administrator' })
  const { kind } = await request.administers(subscription.chat)
  if (kind !== 'administrator') throw new DomainError({ code: 'not-chat-administrator' })
  return subscription
}

type Screen = (subscription: Subscription, argument: string, press: Press, app: App) => Reply

/** A button of the screen: `<id>` or `<id>.<argument>`. A subscription that is gone is told over the chat. */
function onScreen(draw: Screen) {
  return async (press: Press, app: App): Promise<Reply> => {
    const [, id = '', argument = ''] = /^(\d+)(?:\.([\s\S]*))?$/.exec(press.id) ?? []
    try {
      return draw(await permitted(Number(id), press, app), argument, press, app)
    } catch (error) {
      if (!(error instanceof DomainError)) throw error
      const { code } = error.fault
      if (code === 'subscription-gone' || code === 'not-chat-administrator')
        return { blocks: [], toast: press.t(`error.${code}`) }
      throw error
    }
  }
}

function here({ chat }: Request, { store }: App): Subscription | undefined {
  const found = store.subscriptions.find(chat.address, chat.thread)
  return found === undefined || found.status === 'stopped' ? undefined : found
}

function show(request: Request, app: App): Reply {
  const found = here(request, app)
  if (found !== undefined) return main(found, request)
  const chats = [[{ text: request.t('subscription.chats'), data: 'subscriptions:chats:' }]]
  return noSubscriptionView(request.t, request.chat.place === 'private' ? chats : [])
}

/** The subscriptions of groups and channels that this person set up or may set up. */
function chats({ viewer, botName, t }: Request, { store }: App): Reply {
  const own = store.subscriptions.ofManager(viewer.id)
  const managed = store.subscriptions.managedBy(viewer.id).flatMap(({ chat, title }): Managed[] => {
    const subscribed = own.filter((each) => each.chat === chat)
    if (subscribed.length === 0) return [{ chat, title, subscription: undefined }]
    return subscribed.map((subscription) => ({ chat, title, subscription }))
  })
  return chatsScreen(managed, botName, t)
}

const toSubject = (argument: string): Subject | undefined => {
  const [kind = '', ...value] = argument.split('.')
  const known = subjectKinds.find((each) => each === kind)
  return known === undefined || known === 'keyword' ? undefined : { kind: known, value: value.join('.') }
}

const afterToggle = (subject: Subject, subscription: Subscription, press: Press): Reply => {
  switch (subject.kind) {
    case 'dimension':
      return subjectScreens.dimensionsScreen(subscription, press)
    case 'area':
      return subjectScreens.areasScreen(subscription, press)
    case 'body':
      return subjectScreens.bodiesScreen(subscription, press)
    case 'state':
      return subjectScreens.statesScreen(subscription, subjectScreens.pageOfState(subject.value, press), press)
    default:
      return subjectScreens.whatScreen(subscription, press)
  }
}

const clock = (digits: string) => `${digits.slice(0, 2)}:${digits.slice(2)}`

export const subscriptions = {
  name: 'subscriptions',
  access: 'public',
  where: 'administrators',
  topic: 'subscriptions',
  handle: (request, app) => ({ ...show(request, app), placement: 'new' }),
  buttons: {
    chats,
    own: (press, app) => ({ ...show(press, app), placement: 'replace' }),
    main: onScreen((subscription, _argument, press) => main(subscription, press)),
    /** From a digest, which stays as it was. */
    open: onScreen((subscription, _argument, press) => ({ ...main(subscription, press), placement: 'new' })),
    what: onScreen((subscription, _argument, press) => subjectScreens.whatScreen(subscription, press)),
    dims: onScreen((subscription, _argument, press) => subjectScreens.dimensionsScreen(subscription, press)),
    areas: onScreen((subscription, _argument, press) => subjectScreens.areasScreen(subscription, press)),
    bodies: onScreen((subscription, _argument, press) => subjectScreens.bodiesScreen(subscription, press)),
    states: onScreen((subscription, page, press) => subjectScreens.statesScreen(subscription, Number(page), press)),
    words: onScreen((subscription, _argument, press) => subjectScreens.wordsScreen(subscription, press)),
    toggle: onScreen((subscription, argument, press, app) => {
      const subject = toSubject(argument)
      if (subject === undefined) return subjectScreens.whatScreen(subscription, press)
      const changed = changeSettings(app, subscription.id, { subjects: toggleSubject(subscription.subjects, subject) })
      return afterToggle(subject, changed, press)
    }),
    drop: onScreen((subscription, argument, press, app) => {
      const words = valuesOf(subscription.subjects, 'keyword')
      const word = argument.startsWith('=') ? argument.slice(1) : words[Number(argument)]
      const subjects = subscription.subjects.filter(({ kind, value }) => kind !== 'keyword' || value !== word)
      return subjectScreens.wordsScreen(changeSettings(app, subscription.id, { subjects }), press)
    }),
    'words-add': onScreen((subscription) => reply([], { form: 'subscriptions', formText: String(subscription.id) })),
    kinds: onScreen((subscription, _argument, press) => timeScreens.kindsScreen(subscription, press)),
    kind: onScreen((subscription, argument, press) => {
      const kind = contentKinds.find((each) => each === argument)
      return kind === undefined
        ? timeScreens.kindsScreen(subscription, press)
        : timeScreens.frequencyScreen(kind, subscription, press)
    }),
    often: onScreen((subscription, argument, press, app) => {
      const [of, how] = argument.split('.')
      const kind = contentKinds.find((each) => each === of)
      const frequency = frequencies.find((each) => each === how)
      if (kind === undefined || frequency === undefined) return timeScreens.kindsScreen(subscription, press)
      const kinds = { ...subscription.kinds, [kind]: frequency }
      return timeScreens.kindsScreen(changeSettings(app, subscription.id, { kinds }), press)
    }),
    day: onScreen((subscription, _argument, press) => timeScreens.weekdayScreen(subscription, press)),
    weekday: onScreen((subscription, argument, press, app) => {
      const weekday = weekdays.find((each) => String(each) === argument) ?? subscription.weekday
      return timeScreens.kindsScreen(changeSettings(app, subscription.id, { weekday }), press)
    }),
    time: onScreen((subscription, _argument, press) => timeScreens.timeScreen(subscription, press)),
    at: onScreen((subscription, argument, press, app) => {
      if (!/^([01]\d|2[0-3])[0-5]\d$/.test(argument)) return timeScreens.timeScreen(subscription, press)
      return main(changeSettings(app, subscription.id, { deliveryTime: clock(argument) }), press)
    }),
    zones: onScreen((subscription, _argument, press) => timeScreens.regionsScreen(subscription, press)),
    region: onScreen((subscription, argument, press) => {
      const region = zoneRegion(argument)
      return region === undefined
        ? timeScreens.regionsScreen(subscription, press)
        : timeScreens.zonesScreen(subscription, region, press)
    }),
    zone: onScreen((subscription, argument, press, app) => {
      const timeZone = namedZone(argument) ?? subscription.timeZone
      return main(changeSettings(app, subscription.id, { timeZone }), press)
    }),
    quiet: onScreen((subscription, _argument, press) => timeScreens.quietScreen(subscription, press)),
    hush: onScreen((subscription, argument, press, app) => {
      const [, from, until] = /^(\d{4})-(\d{4})$/.exec(argument) ?? []
      const quiet = from === undefined || until === undefined ? undefined : { from: clock(from), until: clock(until) }
      return timeScreens.quietScreen(changeSettings(app, subscription.id, { quiet }), press)
    }),
    remind: onScreen((subscription, _argument, press) => timeScreens.remindersScreen(subscription, press)),
    ahead: onScreen((subscription, argument, press, app) => {
      const { reminders } = subscription
      const day = Number(argument)
      const days = reminders.days.includes(day)
        ? reminders.days.filter((each) => each !== day)
        : [...reminders.days, day]
      return timeScreens.remindersScreen(
        changeSettings(app, subscription.id, { reminders: { ...reminders, days } }),
        press,
      )
    }),
    recall: onScreen((subscription, argument, press, app) => {
      const { reminders } = subscription
      const of = argument === 'deadlines' ? 'deadlines' : 'events'
      const changed = { ...reminders, [of]: !reminders[of] }
      return timeScreens.remindersScreen(changeSettings(app, subscription.id, { reminders: changed }), press)
    }),
    lang: onScreen((subscription, _argument, press) => timeScreens.languageScreen(subscription, press)),
    tongue: onScreen((subscription, argument, press, app) => {
      const language = isLanguage(argument) ? argument : subscription.language
      return main(changeSettings(app, subscription.id, { language }), press)
    }),
    pause: onScreen((subscription, _argument, press) => {
      const { date } = localNow(subscription.timeZone, press.now)
      return pauseScreens.pauseScreen(subscription, date, press)
    }),
    month: onScreen((subscription, argument, press) => {
      const { date } = localNow(subscription.timeZone, press.now)
      const month = isCalendarDate(`${argument}-01`) ? calendarDate(`${argument}-01`) : date
      return pauseScreens.monthScreen(subscription, month, date, press)
    }),
    'pause-for': onScreen((subscription, argument, press, app) => {
      const until = addDays(localNow(subscription.timeZone, press.now).date, Number(argument) === 14 ? 14 : 7)
      const at = startOfDay(until, subscription.timeZone)
      return main(pauseSubscription(app, subscription.id, at, press.viewer.id), press)
    }),
    until: onScreen((subscription, argument, press, app) => {
      if (!isCalendarDate(argument)) return main(subscription, press)
      const at = startOfDay(argument, subscription.timeZone)
      return main(at > press.now ? pauseSubscription(app, subscription.id, at, press.viewer.id) : subscription, press)
    }),
    hold: onScreen((subscription, _argument, press, app) =>
      main(pauseSubscription(app, subscription.id, undefined, press.viewer.id), press),
    ),
    resume: onScreen((subscription, _argument, press, app) =>
      main(resumeSubscription(app, subscription.id, press.viewer.id), press),
    ),
    stop: onScreen((subscription, _argument, { t, viewer }, app) => {
      unsubscribe(app, subscription, viewer.id)
      return stoppedView(t)
    }),
    /** From a digest, which stays as it was. */
    leave: onScreen((subscription, _argument, { t, viewer }, app) => {
      unsubscribe(app, subscription, viewer.id)
      return { ...stoppedView(t), placement: 'new' }
    }),
  },
  /** Where somebody is says which time zone they are in; the place itself is not kept. */
  location: (request, at, app) => {
    const found = here(request, app)
    const { t } = request
    const timeZone = zoneAt(at)
    const known = html`${t('subscription.zone-found', { zone: zoneName(timeZone, request) })}`
    // Perhaps in answer to the form's own question about the region: it begins anew, with the zone known.
    if (found === undefined) return reply(known, { form: 'subscribe', formText: `zone ${timeZone}` })
    const screen = main(changeSettings(app, found.id, { timeZone }), request)
    return { ...screen, blocks: [known, ...screen.blocks], placement: 'new' }
  },
  form: keywordForm,
} satisfies Command
