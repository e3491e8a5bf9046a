import { createHash, randomBytes } from 'node:crypto'
import type { App } from '../app.ts'
import type { Role } from '../domain/access.ts'
import { accessHeld, mayUse } from '../domain/access.ts'
import { DomainError } from '../domain/errors.ts'
import type { Language } from '../domain/language.ts'
import type { Invitation, Registration } from '../domain/person.ts'
import type { NewRegistration } from '../store/registrations.ts'
import { registrationCard } from '../views/registration.ts'
import { tellPerson } from './tell-person.ts'
import { tellStaff } from './tell-staff.ts'

/** How long an invitation may wait to be opened. */
const invitationDays = 7
const day = 86_400_000
/** 192 bits, in 32 characters that a start parameter may hold. */
const tokenBytes = 24

const hashOf = (token: string) => createHash('sha256').update(token).digest('hex')

/**
 * Puts a request before staff.
 * @throws DomainError `registration-open` where one of this person waits already
 */
export function requestRegistration(app: App, wanted: NewRegistration): void {
  const { store, clock } = app
  store.transaction(() => {
    const at = clock.now()
    const id = store.registrations.request(wanted, at)
    const made = id === undefined ? undefined : store.registrations.find(id)
    if (made === undefined) throw new DomainError({ code: 'registration-open' })
    store.people.chooseLanguage(wanted.person, wanted.language, at)
    store.ledger.recordAct({ at, actor: wanted.person, action: 'registration-requested', subject: subjectOf(wanted) })
    const book = store.records.book('public')
    tellStaff(app, { key: `registration:${made.id}`, note: (t) => registrationCard(made, { book, t }) })
  })
}

const subjectOf = ({ person }: { readonly person: number }) => `people/${person}`

/**
 * Staff decide a request, once.
 * @returns the request as it stands, and whether this press decided it
 * @throws DomainError `registration-gone`
 */
export function decideRegistration(
  app: App,
  decision: { readonly id: number; readonly to: 'accepted' | 'declined'; readonly by: number },
): { readonly registration: Registration; readonly decided: boolean } {
  const { store, clock } = app
  const { id, to, by } = decision
  return store.transaction(() => {
    const at = clock.now()
    const decided = store.registrations.decide(id, to, by, at)
    const registration = store.registrations.find(id)
    if (registration === undefined) throw new DomainError({ code: 'registration-gone' })
    if (!decided) return { registration, decided }
    const { person, name, state, institution, role, language } = registration
    store.ledger.recordAct({
      ...{ at, actor: by, action: `registration-${to}`, subject: subjectOf(registration) },
      detail: { state, role },
    })
    if (to === 'accepted')
      store.people.grant({ id: person, access: 'focal-point', name, state, institution, role }, by, at)
    const message = to === 'accepted' ? ('people.granted' as const) : ('people.refused' as const)
    tellPerson(app, { person, language, key: `registration:${id}:${to}`, message, about: { state, role } })
    return { registration, decided }
  })
}

/** A request that its author takes back leaves nothing. */
export function withdrawRegistration({ store, clock }: App, person: number): boolean {
  return store.transaction(() => {
    const done = store.registrations.withdraw(person)
    const act = { at: clock.now(), actor: person, action: 'registration-withdrawn', subject: `people/${person}` }
    if (done) store.ledger.recordAct(act)
    return done
  })
}

/** @returns the token of the link: it is kept nowhere but in the link */
export function makeInvitation(
  { store, clock }: App,
  wanted: { readonly state: string; readonly role: Role; readonly institution: string | null; readonly by: number },
): { readonly token: string; readonly expiresAt: Date } {
  const token = randomBytes(tokenBytes).toString('base64url')
  const at = clock.now()
  const expiresAt = new Date(at.getTime() + invitationDays * day)
  store.transaction(() => {
    const id = store.registrations.invite({ ...wanted, tokenHash: hashOf(token) }, expiresAt, at)
    const { state, role, by } = wanted
    store.ledger.recordAct({ at, actor: by, action: 'invited', subject: `invitations/${id}`, detail: { state, role } })
  })
  return { token, expiresAt }
}

/** What a start parameter must look like to be an invitation. */
export function isInvitationToken(text: string): boolean {
  return /^[\w-]{32}$/.test(text)
}

export type InvitationOutcome =
  | { readonly kind: 'granted'; readonly invitation: Invitation }
  | { readonly kind: 'unknown' | 'used' | 'revoked' | 'expired' | 'suspended' | 'staff' }

type Opening = {
  readonly token: string
  readonly person: number
  readonly name: string
  /** The language of their Telegram, for what they are told later. */
  readonly language: Language
}

/** The first to open the link is granted what it says; the link is of no use to anybody after that. */
export function acceptInvitation({ store, clock }: App, { token, person, name, language }: Opening): InvitationOutcome {
  return store.transaction((): InvitationOutcome => {
    const at = clock.now()
    const found = store.registrations.findInvitation(hashOf(token), at)
    if (found === undefined) return { kind: 'unknown' }
    const { invitation, standing } = found
    if (standing !== 'open') return { kind: standing }
    const known = store.people.find(person)
    // Staff who try their own link must not use it up; who is suspended must not get round it.
    if (mayUse(accessHeld(known), 'staff') || store.people.inStaffChatSince(person) !== undefined)
      return { kind: 'staff' }
    if (known?.suspended === true) return { kind: 'suspended' }
    if (!store.registrations.useInvitation(invitation.id, person, at)) return { kind: 'used' }
    const { state, role, institution, createdBy } = invitation
    store.people.grant({ id: person, access: 'focal-point', name, state, institution, role }, createdBy, at)
    store.registrations.withdraw(person)
    if (known?.language === undefined || known.language === null) store.people.chooseLanguage(person, language, at)
    store.ledger.recordAct({
      at,
      actor: person,
      action: 'invitation-used',
      subject: `people/${person}`,
      detail: { state, role },
    })
    return { kind: 'granted', invitation }
  })
}

/** @returns false where it was used, revoked or expired meanwhile */
export function revokeInvitation({ store, clock }: App, id: number, by: number): boolean {
  return store.transaction(() => {
    const done = store.registrations.revokeInvitation(id, clock.now())
    const act = { at: clock.now(), actor: by, action: 'invitation-revoked', subject: `invitations/${id}` }
    if (done) store.ledger.recordAct(act)
    return done
  })
}
