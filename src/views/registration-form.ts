import { roles } from '../domain/access.ts'
import type { Registration } from '../domain/person.ts'
import { type Html, html } from './html.ts'
import { registrationSummary } from './registration.ts'
import { type Reply, reply } from './reply.ts'
import { memberStates, type PeopleContext, stateName, statesKeyboard } from './states.ts'

type Press = (value: string) => string

const withProblem = (problem: string | undefined, question: Html): Html[] =>
  problem === undefined ? [question] : [html`<b>${problem}</b>`, question]

/** Who registers is asked for their own State, who invites for that of the invited. */
export type StateQuestion = 'people.choose-state' | 'people.choose-state-of-invited'

export function stateQuestion(
  { page, question }: { readonly page: number; readonly question: StateQuestion },
  press: Press,
  context: PeopleContext,
  problem?: string,
): Reply {
  const { t } = context
  const cancel = [{ text: t('subscription.cancel'), data: press('cancel') }]
  return reply(withProblem(problem, html`${t(question)}`), {
    buttons: [...statesKeyboard(memberStates(context), page, press, t), cancel],
    placement: 'replace',
  })
}

export function institutionQuestion(state: string, press: Press, context: PeopleContext, problem?: string): Reply {
  const { t } = context
  const question = html`<b>${stateName(state, context)}</b>\n${t('people.write-institution')}`
  return reply(withProblem(problem, question), {
    buttons: [[{ text: t('subscription.cancel'), data: press('cancel') }]],
    placement: 'replace',
  })
}

export function roleQuestion(state: string, press: Press, context: PeopleContext): Reply {
  const { t } = context
  return reply(html`<b>${stateName(state, context)}</b>\n${t('people.choose-role')}`, {
    buttons: [
      roles.map((role) => ({ text: t(`people.roles.${role}`), data: press(role) })),
      [{ text: t('subscription.cancel'), data: press('cancel') }],
    ],
    placement: 'replace',
  })
}

/** All that will be sent, before it is. */
export function sendQuestion(
  wanted: Pick<Registration, 'name' | 'state' | 'institution' | 'role' | 'language'>,
  press: Press,
  context: PeopleContext,
): Reply {
  const { t } = context
  return reply(
    [html`<b>${t('people.check')}</b>`, registrationSummary(wanted, context), html`${t('people.check-kept')}`],
    {
      buttons: [
        [
          { text: t('people.send'), data: press('send') },
          { text: t('subscription.cancel'), data: press('cancel') },
        ],
      ],
      placement: 'replace',
    },
  )
}
