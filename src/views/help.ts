import { leastLikeness, likeness } from '../domain/likeness.ts'
import type { CommandName, Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { type Reply, reply } from './reply.ts'

export type HelpTopic = 'records' | 'news' | 'subscriptions' | 'bot' | 'desk' | 'people'
const topics: readonly HelpTopic[] = ['records', 'news', 'subscriptions', 'bot', 'desk', 'people']

export type HelpEntry = { readonly name: CommandName; readonly topic: HelpTopic }

const line = ({ name }: HelpEntry, t: Translate): Html => html`\n/${name} — ${t(`command.${name}`)}`

/** The commands under their topics, as many as the viewer may use here. */
function menu(entries: readonly HelpEntry[], t: Translate): Html[] {
  return topics.flatMap((topic) => {
    const lines = entries.filter((entry) => entry.topic === topic).map((entry) => line(entry, t))
    return lines.length === 0 ? [] : [html`<b>${t(`bot.help-topic.${topic}`)}</b>${lines}`]
  })
}

export function helpView(entries: readonly HelpEntry[], t: Translate): Reply {
  return reply([html`<b>${t('bot.help-heading')}</b>`, ...menu(entries, t), html`${t('bot.help-ask')}`])
}

/** Up to three commands whose names are nearest to what was typed, best first. */
function nearest(name: string, entries: readonly HelpEntry[]): HelpEntry[] {
  const typed = name.toLowerCase()
  return entries
    .map((entry) => ({ entry, near: entry.name.startsWith(typed) ? 1 : likeness(typed, entry.name) }))
    .filter(({ near }) => near >= leastLikeness)
    .sort((one, other) => other.near - one.near)
    .slice(0, 3)
    .map(({ entry }) => entry)
}

/** @param entries the commands that the viewer may use here; no others are named */
export function unknownCommandView(name: string, entries: readonly HelpEntry[], t: Translate): Reply {
  const meant = nearest(name, entries)
  return meant.length === 0
    ? reply([html`${t('bot.unknown-command', { name })}`, ...menu(entries, t)])
    : reply([
        html`${t('bot.unknown-command-near', { name })}${meant.map((entry) => line(entry, t))}`,
        html`${t('bot.all-commands')}`,
      ])
}
