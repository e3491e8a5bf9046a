import { byId } from './dom.js'

const shownMs = 4000
let timer

/** A short notice that goes away by itself. */
export function toast(text) {
  const place = byId('toast')
  place.textContent = text
  place.classList.add('shown')
  clearTimeout(timer)
  timer = setTimeout(() => place.classList.remove('shown'), shownMs)
}

/** A notice that waits to be closed. */
export function showAlert(text) {
  byId('alert-text').textContent = text
  byId('alert').showModal()
}
