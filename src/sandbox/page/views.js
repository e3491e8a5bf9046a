import { byId, element, redraw } from './dom.js'
import { state } from './state.js'

/**
 * The bar of a narrow screen, where one part of the page is shown at a time.
 * @param {number} newPosts posts in channels that stand behind another part
 */
export function drawViews(newPosts) {
  const newMessages = [...state.unread.values()].reduce((sum, count) => sum + count, 0)
  const views = [
    { view: 'side', words: state.words('role'), sign: '◍', count: newMessages },
    { view: 'chat', words: state.words('chat'), sign: '✉', count: 0 },
    { view: 'channels', words: state.words('channels'), sign: '▤', count: newPosts },
  ]
  redraw(byId('views'), ...views.map((one) => viewChoice(one, newPosts)))
}

function viewChoice({ view, words, sign, count }, newPosts) {
  const isShown = document.body.dataset.view === view
  const show = () => {
    setView(view)
    drawViews(newPosts)
  }
  return element(
    'button',
    { type: 'button', 'aria-pressed': String(isShown), onclick: show },
    element('span', { class: 'sign', 'aria-hidden': true }, sign),
    words,
    count > 0 && element('span', { class: 'badge', 'aria-label': state.words('unread', { count }) }, String(count)),
  )
}

/** Shows one part on a narrow screen; a wide one shows all of them anyway. */
export function setView(view) {
  document.body.dataset.view = view
  for (const log of document.querySelectorAll('.log')) log.scrollTop = log.scrollHeight
}
