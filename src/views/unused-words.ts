import type { MessageKey, MessageParameters, Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'

/** So much of what somebody wrote is said back to them. */
const quotedUnits = 40

/** Words of a person as they are said back: cut where they are long, and never inside a letter of two units. */
export function quoted(text: string, units = quotedUnits): string {
  if (text.length <= units) return text
  return `${text
    .slice(0, units - 1)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd()}…`
}

/** Says that words behind a command could not be used, and what can be. */
export function unusedWords(key: MessageKey, text: string, t: Translate, parameters: MessageParameters = {}): Html {
  return html`${t(key, { ...parameters, text: quoted(text) })}`
}
