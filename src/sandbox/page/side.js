import { dateInWords, timeOfDay } from './dates.js'
import { byId, element, initials, redraw } from './dom.js'
import { now, ownChats, state } from './state.js'
import { languageNames } from './strings.js'

/**
 * The side: roles, languages, chats and the clock.
 * @param {{ choosePersona: (kind: string) => void, chooseLanguage: (code: string) => void }} does
 */
export function drawChoices(does) {
  const { language, personas, persona } = state.snapshot
  redraw(byId('personas'), ...personas.map((one) => personaChoice(one, one.kind === persona, does)))
  const languages = Object.entries(languageNames)
  redraw(byId('languages'), ...languages.map(([code, name]) => languageChoice(code, name, code === language, does)))
}

function personaChoice({ kind, name }, isChosen, { choosePersona }) {
  const choice = { type: 'radio', name: 'persona', value: kind, checked: isChosen, onchange: () => choosePersona(kind) }
  return element(
    'label',
    { class: 'persona' },
    element('input', choice),
    element('span', { class: `avatar ${kind}`, 'aria-hidden': true }, initials(name)),
    element(
      'span',
      { class: 'persona-words' },
      element('strong', {}, state.words(kind)),
      element('small', {}, `${name} · ${state.words(`${kind}Hint`)}`),
    ),
  )
}

function languageChoice(code, name, isChosen, { chooseLanguage }) {
  const choice = {
    type: 'radio',
    name: 'language',
    value: code,
    checked: isChosen,
    onchange: () => chooseLanguage(code),
  }
  return element('label', { lang: code }, element('input', choice), element('span', {}, name))
}

/** @param {(chatId: number) => void} open */
export function drawChats(open) {
  redraw(byId('chats'), ...ownChats().map((one) => element('li', {}, chatChoice(one, open))))
}

function chatChoice(one, open) {
  const last = [...one.messages.values()].at(-1)
  const preview = last?.text || last?.file?.name || ''
  const count = state.unread.get(one.id) ?? 0
  const isOpen = one.id === state.chatId
  return element(
    'button',
    { type: 'button', class: 'chat-choice', 'aria-current': isOpen && 'true', onclick: () => open(one.id) },
    element('span', { class: `avatar ${one.kind}`, 'aria-hidden': true }, initials(one.title)),
    element(
      'span',
      { class: 'chat-words' },
      element('strong', {}, one.title),
      element('small', {}, preview.slice(0, 80)),
    ),
    count > 0 && element('span', { class: 'badge', 'aria-label': state.words('unread', { count }) }, String(count)),
  )
}

/** The bot's clock in the Secretariat's zone, and what is due next. */
export function drawClock() {
  if (!state.snapshot) return
  const { language, timeZone } = state.snapshot
  byId('clock-time').textContent = timeOfDay(now(), { timeZone, seconds: true })
  const date = dateInWords(now(), { language, timeZone, weekday: true })
  byId('clock-date').textContent = `${date} · ${state.words('zone')}`
  const lines = state.status.flatMap(({ label, value }) => [element('dt', {}, label), element('dd', {}, value)])
  byId('status').replaceChildren(...lines)
}
