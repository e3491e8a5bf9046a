import type { App } from '../app.ts'
import { endSuspension } from './end-suspension.ts'

/**
 * Erases what is stored about a person: settings, subscription, registration, access, reminders and the mail sent to them.
 * The audit keeps what was done with an anonymous mark, and that somebody was forgotten.
 */
export function forgetPerson(app: App, person: number): void {
  const { store, clock } = app
  store.transaction(() => {
    endSuspension(app, person)
    store.personalData.erase(person)
    store.ledger.recordAct({ at: clock.now(), actor: null, action: 'person-forgotten', subject: 'people' })
  })
}
