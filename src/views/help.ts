import type { CommandName, Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { type Reply, reply } from './reply.ts'

export type HelpTopic = 'records' | 'news' | 'subscriptions' | 'bot' | 'desk' | 'people'
const topics: readonly HelpTopic[] = ['records', 'news', 'subscriptions', 'bot', 'desk', 'people']

export type HelpEntry = { readonly name: CommandName; readonly topic: HelpTopic }

/** The commands under their topics, as many as the viewer may use here. */
function menu(entries: readonly HelpEntry[], t: Translate): Html[] {
  return topics.flatMap((topic) => {
    const lines = entries
      .filter((entry) => entry.topic === topic)
      .map((entry) => html`\n/${entry.name} — ${t(`command.${entry.name}`)}`)
    return lines.length === 0 ? [] : [html`<b>${t(`bot.help-topic.${topic}`)}</b>${lines}`]
  })
}

export function helpView(entries: readonly HelpEntry[], t: Translate): Reply {
  return reply([html`<b>${t('bot.help-heading')}</b>`, ...menu(entries, t), html`${t('bot.help-ask')}`])
}

export function unknownCommandView(name: string, entries: readonly HelpEntry[], t: Translate): Reply {
  return reply([html`${t('bot.unknown-command', { name })}`, ...menu(entries, t)])
}
