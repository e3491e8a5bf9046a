import type { App } from '../app.ts'
import type { Clearance } from '../domain/access.ts'
import { DomainError } from '../domain/errors.ts'
import type { Language } from '../domain/language.ts'
import { levelled, shortQuestion } from '../domain/levelled.ts'

type Unanswered = { readonly text: string; readonly language: Language; readonly clearance: Clearance }

/** Counts a question that got no answer, without whoever asked; one without a word in it teaches nothing and is not kept. */
export function noteUnanswered({ store, clock }: Pick<App, 'store' | 'clock'>, asked: Unanswered): void {
  const { text, language, clearance: visibility } = asked
  const level = levelled(text)
  if (!/\p{L}{2}/u.test(level)) return
  store.transaction(() => {
    store.unanswered.note({ language, levelled: level, text: shortQuestion(text), visibility, at: clock.now() })
  })
}

/**
 * Staff take a question off the list: `settled` when an alias was added for it, so that it comes back if it is asked again
 * in vain; `deleted` at once and without a trace.
 * @throws DomainError `question-gone` when somebody else was quicker
 */
export function settleUnanswered(app: App, decision: { id: number; as: 'settled' | 'deleted'; by: number }): void {
  const { store, clock } = app
  const { id, as, by } = decision
  store.transaction(() => {
    const at = clock.now()
    const done = as === 'settled' ? store.unanswered.settle(id, at) : store.unanswered.remove(id)
    if (!done) throw new DomainError({ code: 'question-gone' })
    store.ledger.recordAct({ at, actor: by, action: `question-${as}`, subject: `unanswered/${id}` })
  })
}
