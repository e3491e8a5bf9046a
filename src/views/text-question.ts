import type { Translate } from '../i18n/translator.ts'
import { type Html, html, mention } from './html.ts'
import { type Reply, reply } from './reply.ts'

type Question = {
  readonly question: string
  /** What stands there now, to be copied. */
  readonly current?: string
  /** Asked by name: in a group, only their answer counts. */
  readonly viewer: { readonly id: number; readonly name: string }
  readonly problem?: string | undefined
}

/**
 * Asks one person for words. It is answered by a reply to this very message, for in a group a bot in privacy mode hears nothing
 * else; any command leaves the question.
 */
export function textQuestion({ question, current = '', viewer, problem }: Question, t: Translate): Reply {
  const blocks: Html[] = [
    ...(problem === undefined ? [] : [html`<b>${problem}</b>`]),
    html`${mention(viewer.name, viewer.id)}, ${question}`,
    ...(current === '' ? [] : [html`<code>${current}</code>`]),
    html`<i>${t('desk.reply-hint')}</i>`,
  ]
  return reply(blocks, { awaitsReply: true })
}
