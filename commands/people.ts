import { changeAccess } from '#src/actions/change-access.ts'
import { decideRegistration, revokeInvitation } from '#src/actions/register-person.ts'
import type { App } from '#src/app.ts'
import { understandState } from '#src/ask/understand-state.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { DomainError } from '#src/domain/errors.ts'
import { html, joinHtml } from '#src/views/html.ts'
import { invitationsView } from '#src/views/invitation.ts'
import { peopleOverview, personCard, removeQuestion, stateView } from '#src/views/people.ts'
import { registrationCard } from '#src/views/registration.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { unusedWords } from '#src/views/unused-words.ts'

function overview(request: Request, { store, clock }: App): Reply {
  const open = store.registrations.open().length
  const invitations = store.registrations.openInvitations(clock.now()).length
  return peopleOverview({ perState: store.people.perState(), open, invitations }, request)
}

function ofState(state: string, request: Request, { store }: App): Reply {
  return stateView(state, store.people.ofState(state), request)
}

function card(press: Press, app: App): Reply {
  const person = app.store.people.find(Number(press.id))
  if (person?.access !== 'focal-point') throw new DomainError({ code: 'person-gone' })
  return personCard(person, app.config.timeZone, press)
}

/** A press on an old card changes nothing: the card is drawn anew, with a notice. */
function change(press: Press, app: App, to: 'suspended' | 'restored' | 'removed'): Reply {
  const { viewer, t } = press
  const state = app.store.people.find(Number(press.id))?.state ?? ''
  try {
    changeAccess(app, { person: Number(press.id), version: Number(press.version), to, by: viewer.id })
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.fault.code === 'out-of-date') return { ...card(press, app), toast: t('error.out-of-date') }
    if (error.fault.code === 'person-gone') return { ...overview(press, app), toast: t('error.person-gone') }
    throw error
  }
  const done = t(`people.done-${to}`)
  return to === 'removed' ? { ...ofState(state, press, app), toast: done } : { ...card(press, app), toast: done }
}

/** What was decided and by whom stays on the card; a second press changes nothing and is told. */
function decide(press: Press, app: App, to: 'accepted' | 'declined'): Reply {
  const { viewer, t } = press
  try {
    const { registration, decided } = decideRegistration(app, { id: Number(press.id), to, by: viewer.id })
    const shown = registrationCard(registration, press)
    if (!decided) return { ...shown, toast: t(`people.already-${registration.status}`) }
    const done = t(`people.${to}-by`, { name: viewer.name })
    return reply([...shown.blocks.slice(0, 1), html`<b>${done}</b>`], {
      placement: 'replace',
      buttons: [],
      toast: done,
    })
  } catch (error) {
    if (!(error instanceof DomainError) || error.fault.code !== 'registration-gone') throw error
    const gone = t('error.registration-gone')
    return reply(html`${gone}`, { placement: 'replace', buttons: [], toast: gone })
  }
}

/** Requests that wait, each as the card that staff got when it came. */
function open(request: Request, { store }: App): Reply {
  const waiting = store.registrations.open()
  const cards = waiting.slice(0, 10).map((registration) => registrationCard(registration, request))
  const blocks = cards.map(({ blocks: [first = html``] }, index) => joinHtml([html`${index + 1}. `, first]))
  const buttons = cards.flatMap(({ buttons = [] }, index) =>
    buttons.map((row) => row.map((button) => ({ ...button, text: `${index + 1}. ${button.text}` }))),
  )
  const back = [{ text: request.t('people.back'), data: 'people:all:' }]
  const none = waiting.length === 0 ? [html`${request.t('people.none-open')}`] : blocks
  return reply(none, { buttons: [...buttons, back], placement: 'replace' })
}

/** `/people`, or `/people` and the name of a State. */
export const people = {
  name: 'people',
  access: 'staff',
  where: 'staff',
  topic: 'people',
  handle: (request, app) => {
    const { text, t } = request
    if (text === '') return overview(request, app)
    const state = understandState(text, request, app.lexicon)
    if (state !== undefined) return ofState(state, request, app)
    const shown = overview(request, app)
    return { ...shown, blocks: [unusedWords('people.state-unfound', text, t), ...shown.blocks] }
  },
  buttons: {
    all: overview,
    open,
    state: (press, app) => ofState(press.id === 'none' ? '' : press.id, press, app),
    card,
    suspend: (press, app) => change(press, app, 'suspended'),
    restore: (press, app) => change(press, app, 'restored'),
    remove: (press, app) => {
      const person = app.store.people.find(Number(press.id))
      if (person?.access !== 'focal-point') throw new DomainError({ code: 'person-gone' })
      return removeQuestion(person, press)
    },
    removed: (press, app) => change(press, app, 'removed'),
    accept: (press, app) => decide(press, app, 'accepted'),
    decline: (press, app) => decide(press, app, 'declined'),
    invitations: (press, app) => {
      const { store, clock, config } = app
      return invitationsView(store.registrations.openInvitations(clock.now()), config.timeZone, press)
    },
    revoke: (press, app) => {
      const { store, clock, config } = app
      const done = revokeInvitation(app, Number(press.id), press.viewer.id)
      const shown = invitationsView(store.registrations.openInvitations(clock.now()), config.timeZone, press)
      return { ...shown, toast: press.t(done ? 'people.revoked' : 'people.not-revoked') }
    },
  },
} satisfies Command
