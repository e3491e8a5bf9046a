import { randomBytes } from 'node:crypto'
import { DomainError } from '../domain/errors.ts'
import type { Translate } from '../i18n/translator.ts'
import type { Log } from '../log.ts'
import { html } from '../views/html.ts'
import { type Reply, reply } from '../views/reply.ts'

/** Called with every error nobody expected; tests fail on it. */
export type OnUnexpected = (error: unknown) => void

/**
 * What a person is told of an error: an expected one in its own words, a bug with a reference number under which the log
 * has the cause.
 */
export function explain(error: unknown, t: Translate, log: Log): Reply {
  if (error instanceof DomainError) {
    const { code, ...parameters } = error.fault
    const named = 'state' in parameters ? { state: t(`desk.state.${parameters.state}`) } : parameters
    return reply(html`${t(`error.${code}`, named)}`)
  }
  const reference = randomBytes(3).toString('hex').toUpperCase()
  log.error({ err: error, reference }, 'an update failed')
  return reply(html`${t('bot.bug', { reference })}`)
}
