/**
 * Builds an element. Text children become text nodes, so words of the bot are never read as markup.
 * @param {string} tag
 * @param {Record<string, unknown>} [properties] attributes; functions under `on…` become listeners; false and undefined are left out
 * @param {...(Node | string | undefined | false)} children
 */
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (value === undefined || value === false) continue
    if (typeof value === 'function') made.addEventListener(name.slice(2), value)
    else made.setAttribute(name, value === true && !name.startsWith('aria-') ? '' : String(value))
  }
  made.append(...children.filter((child) => child !== undefined && child !== false))
  return made
}

/** The element of the page with that id. */
export const byId = (id) => document.getElementById(id)

/** Shows the newest line unless the reader has scrolled back to read. */
export function keepAtEnd(log, change) {
  const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80
  change()
  if (isAtEnd) log.scrollTop = log.scrollHeight
}

/** Initials for a round picture. */
export function initials(name) {
  const words = name.split(/[\s·–-]+/u).filter((word) => /\p{L}/u.test(word))
  return words
    .slice(0, 2)
    .map((word) => [...word][0])
    .join('')
    .toUpperCase()
}

/** Puts new children in place of the old ones; whoever works by keyboard stays where they were. */
export function redraw(place, ...children) {
  const focusable = () => [...place.querySelectorAll('button, input, a')]
  const at = focusable().indexOf(document.activeElement)
  place.replaceChildren(...children)
  if (at >= 0) (place.querySelector(':checked') ?? focusable()[at])?.focus()
}
