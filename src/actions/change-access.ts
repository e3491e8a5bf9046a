import type { App } from '../app.ts'
import { DomainError } from '../domain/errors.ts'
import type { Person } from '../domain/person.ts'
import { endSuspension } from './end-suspension.ts'
import { tellPerson } from './tell-person.ts'

export type AccessChange = {
  readonly person: number
  /** The version that the pressed card shows. */
  readonly version: number
  readonly to: 'suspended' | 'restored' | 'removed'
  readonly by: number
}

/** Of mail on its way that holds what this person may no longer read. */
const withdrawn = '{"type":"access-withdrawn"}'

/**
 * Staff suspend, restore or remove a focal point or delegate, and the person is told. Removing forgets State, institution,
 * role and name.
 * @throws DomainError `out-of-date` when the card is of an older version, `person-gone` when there is nobody to change
 */
export function changeAccess(app: App, { person, version, to, by }: AccessChange): void {
  const { store, clock } = app
  store.transaction(() => {
    const before = store.people.find(person)
    if (before?.access !== 'focal-point') throw new DomainError({ code: 'person-gone' })
    const done =
      to === 'removed'
        ? store.people.withdraw(person, version)
        : store.people.setSuspended(person, version, to === 'suspended')
    if (!done) throw new DomainError({ code: 'out-of-date' })
    const at = clock.now()
    if (to !== 'restored') store.outbox.stopRestricted(String(person), withdrawn, at)
    const { state, role } = before
    store.ledger.recordAct({
      at,
      actor: by,
      action: `access-${to}`,
      subject: `people/${person}`,
      detail: { state, role },
    })
    tellPerson(app, {
      ...{ person, language: before.language ?? 'en', about: { state, role } },
      key: `access:${to}:${version}`,
      message: `people.${to}`,
    })
  })
}

/** A focal point or delegate leaves: what was kept for the access is deleted. @returns false where there was none */
export function leaveAccess(app: App, person: Pick<Person, 'id'>): boolean {
  const { store, clock } = app
  return store.transaction(() => {
    endSuspension(app, person.id)
    const done = store.people.withdraw(person.id, null)
    if (!done) return false
    const at = clock.now()
    store.outbox.stopRestricted(String(person.id), withdrawn, at)
    store.ledger.recordAct({ at, actor: person.id, action: 'access-left', subject: `people/${person.id}` })
    return true
  })
}
