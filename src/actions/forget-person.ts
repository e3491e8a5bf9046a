import type { App } from '../app.ts'

/** Erases what is stored about a person. The audit keeps that it was done, not by whom. */
export function forgetPerson({ store, clock }: App, person: number): void {
  store.transaction(() => {
    store.people.forget(person)
    store.subscriptions.forget(String(person))
    store.formStates.erase(String(person))
    store.ledger.makeAnonymous(person)
    store.ledger.recordAct({ at: clock.now(), actor: null, action: 'person-forgotten', subject: 'people' })
  })
}
