import { dateInWords, timeOfDay } from './dates.js'
import { element } from './dom.js'

const plainTags = {
  bold: 'strong',
  italic: 'em',
  underline: 'u',
  strikethrough: 's',
  code: 'code',
  pre: 'pre',
  blockquote: 'blockquote',
}

/**
 * A message's text with Telegram's entities, as DOM nodes.
 * @param {string} text
 * @param {readonly any[]} entities sorted by offset, outer before inner
 * @param {{ language: string, onCommand?: (command: string) => void, onMention?: (name: string) => boolean }} reader
 */
export function renderText(text, entities, reader) {
  return renderStretch({ text, reader }, [...entities], 0, text.length)
}

function renderStretch(message, entities, start, end) {
  const fragment = document.createDocumentFragment()
  let position = start
  while (entities.length > 0 && entities[0].offset < end) {
    const entity = entities.shift()
    const from = Math.max(entity.offset, position)
    const to = Math.min(entity.offset + entity.length, end)
    if (to <= from) continue
    fragment.append(message.text.slice(position, from))
    const inner = []
    while (entities.length > 0 && entities[0].offset < to) inner.push(entities.shift())
    const node = wrapper(message, entity, message.text.slice(from, to))
    node.append(renderStretch(message, inner, from, to))
    fragment.append(node)
    position = to
  }
  fragment.append(message.text.slice(position, end))
  return fragment
}

function wrapper({ reader }, entity, words) {
  const tag = plainTags[entity.type]
  if (tag) return element(tag)
  switch (entity.type) {
    case 'expandable_blockquote':
      return expandable()
    case 'spoiler':
      return element('span', {
        class: 'spoiler',
        tabindex: 0,
        onclick: (event) => event.currentTarget.classList.add('seen'),
      })
    case 'text_link':
      return link(entity.url)
    case 'url':
      return link(words)
    case 'email':
      return element('a', { href: `mailto:${words}` })
    case 'bot_command':
      return element('button', { type: 'button', class: 'word', onclick: () => reader.onCommand?.(words) })
    case 'mention':
      return element('button', { type: 'button', class: 'word', onclick: () => reader.onMention?.(words.slice(1)) })
    case 'hashtag':
      return element('span', { class: 'hashtag' })
    case 'date_time':
      return dateTime(entity, reader.language)
    default:
      return element('span')
  }
}

function link(address) {
  // Telegram lets through http, https and tg; only the first two lead anywhere from a browser.
  const isWeb = /^https?:\/\//i.test(address)
  return isWeb ? element('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }) : element('span')
}

function expandable() {
  const quote = element('blockquote', { class: 'expandable', tabindex: 0 })
  quote.addEventListener('click', () => quote.classList.toggle('open'))
  quote.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') quote.classList.toggle('open')
  })
  return quote
}

// The reader's own clock, as Telegram's apps do; the words of the message stay, the time stands in the hint.
function dateTime(entity, language) {
  const instant = new Date(entity.unix_time * 1000)
  const own = `${dateInWords(instant, { language, weekday: true })}, ${timeOfDay(instant, {})}`
  return element('time', { datetime: instant.toISOString(), title: own })
}
