import { dayLine, renderBubble } from './bubble.js'
import { element, keepAtEnd } from './dom.js'

/** Draws a whole log anew: days, messages, or a line that says it is empty. */
export function drawLog(log, messages, scene, empty) {
  log.replaceChildren()
  for (const message of messages) append(log, message, scene)
  if (messages.length === 0 && empty) log.append(empty)
  log.scrollTop = log.scrollHeight
}

/** Puts one new, edited or deleted message into a log that is already drawn. */
export function updateLog(log, message, scene) {
  const shown = log.querySelector(`[data-id="${message.messageId}"]`)
  if (message.isDeleted) {
    shown?.remove()
    return
  }
  keepAtEnd(log, () => {
    if (shown) replace(shown, renderBubble(message, scene))
    else append(log, message, scene)
  })
}

function append(log, message, scene) {
  if (message.kind === 'service') return
  log.querySelector('.empty')?.remove()
  const line = dayLine(message.sentAt, scene)
  const last = [...log.querySelectorAll('.day')].at(-1)
  if (last?.dataset.day !== line.dataset.day) log.append(line)
  log.append(renderBubble(message, scene))
}

// A press often edits the very message that was pressed: whoever works by keyboard keeps their place.
function replace(shown, drawn) {
  const keys = [...shown.querySelectorAll('.key')]
  const focused = keys.indexOf(document.activeElement)
  const hadFocus = shown.contains(document.activeElement)
  shown.replaceWith(drawn)
  drawn.classList.add('changed')
  if (!hadFocus) return
  const next = [...drawn.querySelectorAll('.key')]
  const target = next[Math.min(focused, next.length - 1)] ?? drawn
  target.focus({ preventScroll: true })
}

/** What stands in a log without messages. */
export function emptyLine(words, title) {
  return element('div', { class: 'empty' }, title && element('h3', {}, title), element('p', {}, words))
}
