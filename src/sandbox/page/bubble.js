import { dateInWords, dayKey, timeOfDay } from './dates.js'
import { element } from './dom.js'
import { renderText } from './rich-text.js'

/**
 * One message with its buttons.
 * @param {any} message
 * @param {{ say: Function, language: string, timeZone: string, botName: string, userId: number, nameOf: (id: number) => string,
 *   isGroup?: boolean, messages?: Map<number, any>, onReply?: Function, onPress?: Function, onInsert?: Function, onCopy?: Function, onCommand?: Function, onMention?: Function }} scene
 */
export function renderBubble(message, scene) {
  const isOwn = message.from === scene.userId
  const author = scene.isGroup && !isOwn ? authorOf(message, scene) : undefined
  const bubble = element(
    'article',
    {
      class: `bubble ${isOwn ? 'own' : 'other'}`,
      'data-id': message.messageId,
      tabindex: -1,
    },
    element(
      'div',
      { class: 'bubble-body' },
      author && element('p', { class: 'author' }, author),
      message.forwardedFrom && element('p', { class: 'via' }, scene.say('forwarded', { name: message.forwardedFrom })),
      renderQuote(message, scene),
      message.isViaBot && element('p', { class: 'via' }, scene.say('via', { bot: scene.botName })),
      message.file && renderFile(message),
      message.text !== '' &&
        element('div', { class: 'text', dir: 'auto' }, renderText(message.text, message.entities, scene)),
      renderFoot(message, scene),
    ),
    message.buttons.length > 0 && renderButtons(message, scene),
  )
  return bubble
}

/** The beginning of what a message in a group answers. */
function renderQuote({ replyTo }, { isGroup, messages }) {
  const answered = isGroup && messages?.get(replyTo)
  return answered && element('p', { class: 'quote' }, answered.text)
}

function authorOf(message, scene) {
  return message.from === 'bot' ? scene.botTitle : scene.nameOf(message.from)
}

function renderFoot(message, { say, timeZone, isGroup, onReply }) {
  const time = timeOfDay(new Date(message.sentAt), { timeZone })
  return element(
    'footer',
    {},
    isGroup && element('button', { type: 'button', class: 'reply', onclick: () => onReply?.(message) }, say('reply')),
    message.isEdited && element('span', {}, say('edited')),
    element('time', { datetime: message.sentAt }, time),
  )
}

function renderFile({ kind, file, text }) {
  const address = `/files/${encodeURIComponent(file.id)}`
  if (kind === 'photo') return element('img', { src: address, alt: text || file.name, class: 'photo' })
  const size = file.size < 1024 ? `${file.size} B` : `${Math.round(file.size / 1024)} KB`
  return element(
    'a',
    { class: 'file', href: address, download: file.name },
    element('span', { class: 'file-sign', 'aria-hidden': true }, '⤓'),
    element('span', {}, element('strong', {}, file.name), element('small', {}, size)),
  )
}

function renderButtons(message, scene) {
  const rows = message.buttons.map((row) =>
    element('div', { class: 'row' }, ...row.map((button) => renderButton(button, message, scene))),
  )
  return element('div', { class: 'buttons' }, ...rows)
}

function renderButton(button, message, scene) {
  const look = `key ${button.style ?? ''}`
  if (button.url) {
    const leads = { href: button.url, target: '_blank', rel: 'noopener noreferrer', class: look }
    return element('a', leads, button.text, element('span', { class: 'mark', 'aria-hidden': true }, '↗'))
  }
  if (button.web_app)
    return element('button', { type: 'button', class: look, disabled: true, title: scene.say('webApp') }, button.text)
  if (button.copy_text) {
    return element(
      'button',
      { type: 'button', class: look, onclick: () => scene.onCopy?.(button.copy_text.text) },
      button.text,
    )
  }
  const query = button.switch_inline_query_current_chat ?? button.switch_inline_query
  if (query !== undefined) {
    return element(
      'button',
      { type: 'button', class: look, onclick: () => scene.onInsert?.(`@${scene.botName} ${query}`) },
      button.text,
    )
  }
  const press = (event) => scene.onPress?.(message, button.callback_data, event.currentTarget)
  return element('button', { type: 'button', class: look, onclick: press }, button.text)
}

/** A line that names the day, between messages of different days. */
export function dayLine(iso, { say, language, timeZone, now }) {
  const at = new Date(iso)
  const day = dayKey(at, timeZone)
  const words = day === dayKey(now(), timeZone) ? say('today') : dateInWords(at, { language, timeZone })
  return element('p', { class: 'day', 'data-day': day }, element('span', {}, words))
}
