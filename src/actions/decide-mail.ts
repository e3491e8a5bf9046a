import type { App } from '../app.ts'

export type MailDecision = {
  readonly row: number
  /** Staff looked: the message is there, or it is to be sent (again). */
  readonly to: 'sent' | 'again'
  readonly by: number
}

/**
 * Settles mail of which nobody but a person can tell whether it arrived.
 * @returns false when it was decided already
 */
export function decideMail({ store, clock }: Pick<App, 'store' | 'clock'>, { row, to, by }: MailDecision): boolean {
  return store.transaction(() => {
    const at = clock.now()
    const isDecided = to === 'sent' ? store.outbox.markSent(row, at) : store.outbox.resend(row, at)
    // It may be a post of which something was corrected or retracted since.
    if (isDecided && to === 'again') store.channelMessages.renewUnsent()
    if (isDecided) store.ledger.recordAct({ at, actor: by, action: `mail-${to}`, subject: `outbox/${row}` })
    return isDecided
  })
}
