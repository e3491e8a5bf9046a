import { randomBytes } from 'node:crypto'
import { DomainError } from '../domain/errors.ts'
import type { Translate } from '../i18n/translator.ts'
import type { Log } from '../log.ts'
import { html } from '../views/html.ts'
import { type Reply, reply } from '../views/reply.ts'

/** Called with every error nobody expected; tests fail on it. */
export type OnUnexpected = (error: unknown) => void

/** What a person is told of an expected fault. */
export function faultWords({ fault }: DomainError, t: Translate): string {
  const { code, ...parameters } = fault
  const named = 'state' in parameters ? { state: t(`desk.state.${parameters.state}`) } : parameters
  return t(`error.${code}`, named)
}

/**
 * What a person is told of an error: an expected one in its own words, a bug with a reference number under which the log
 * has the cause.
 */
export function explain(error: unknown, t: Translate, log: Log): Reply {
  if (error instanceof DomainError) return reply(html`${faultWords(error, t)}`)
  const reference = randomBytes(3).toString('hex').toUpperCase()
  log.error({ err: error, reference }, 'an update failed')
  return reply(html`${t('bot.bug', { reference })}`)
}
