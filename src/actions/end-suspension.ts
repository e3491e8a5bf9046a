import type { App } from '../app.ts'
import { lostSuspensionNote } from '../views/people.ts'
import { tellStaff } from './tell-staff.ts'

/**
 * Somebody erases what is kept of them, and with it that they are suspended. Nothing is kept by which they would be known
 * again (a hash of a Telegram number is undone in minutes): so that no link that is out brings them back, the open ones of
 * their State are revoked, and staff are told without a name. Call it before the erasure, inside its transaction.
 */
export function endSuspension(app: App, person: number): void {
  const { store, clock } = app
  const known = store.people.find(person)
  if (known?.suspended !== true) return
  const { state } = known
  const at = clock.now()
  const revoked = state === null ? [] : store.registrations.revokeInvitationsFor(state, at)
  for (const id of revoked)
    store.ledger.recordAct({ at, actor: null, action: 'invitation-revoked', subject: `invitations/${id}` })
  const book = store.records.book('public')
  tellStaff(app, {
    key: `suspension-gone:${at.toISOString()}`,
    note: (t) => lostSuspensionNote({ state, revoked: revoked.length }, { book, t }),
  })
}
