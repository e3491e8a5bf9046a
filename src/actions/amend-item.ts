import type { App } from '../app.ts'
import type { AmendmentKind, AmendmentNote } from '../domain/amendment.ts'
import { DomainError } from '../domain/errors.ts'
import type { Item } from '../domain/item.ts'
import type { StoredAmendment } from '../store/amendments.ts'
import { parseTitle } from './edit-title.ts'
import { getItem } from './get-item.ts'
import { assertFits, redrawMessages } from './redraw-messages.ts'

export type Proposal = {
  readonly itemId: number
  readonly kind: AmendmentKind
  /** The corrected title, of every channel unless the note is for one only; undefined where it stays. */
  readonly title?: string
  readonly note: AmendmentNote
  readonly by: number
}

/** The item as readers will see it once the amendment is applied. */
export function amended(
  item: Item,
  { kind, title, note }: Pick<StoredAmendment, 'kind' | 'title' | 'note'>,
  at: Date,
): Item {
  const amendments = [...item.amendments, { kind, note, at: at.toISOString() }]
  if (kind === 'retraction') return { ...item, amendments, retractedAt: at.toISOString() }
  if (title === null) return { ...item, amendments }
  if (note.only === undefined) return { ...item, amendments, title, titles: {} }
  return { ...item, amendments, titles: { ...item.titles, [note.only]: title } }
}

function getPublished(app: App, itemId: number): Item {
  const item = getItem(app.store, itemId)
  if (item.state === 'repeated' || app.store.items.publishedIn(itemId).length === 0)
    throw new DomainError({ code: 'item-not-published' })
  if (item.retractedAt !== null) throw new DomainError({ code: 'item-retracted' })
  return item
}

/**
 * Keeps a correction or retraction until somebody confirms it; nothing that readers see changes.
 * @throws DomainError `item-gone`, `item-not-published`, `item-retracted`, `title-empty`, `title-too-long`, `amendment-too-long`
 */
export function proposeAmendment(app: App, proposal: Proposal): StoredAmendment {
  const { store, clock } = app
  const { itemId, kind, note, by } = proposal
  const title = proposal.title === undefined ? null : parseTitle(proposal.title)
  return store.transaction(() => {
    const item = getPublished(app, itemId)
    if (note.only !== undefined && !store.items.publishedIn(itemId).includes(note.only))
      throw new DomainError({ code: 'item-not-published' })
    assertFits(app, amended(item, { kind, title, note }, clock.now()))
    return getAmendment(app, store.amendments.propose({ itemId, kind, title, note, by }, clock.now()))
  })
}

/** @throws DomainError `amendment-gone` */
export function getAmendment({ store }: Pick<App, 'store'>, id: number): StoredAmendment {
  const found = store.amendments.find(id)
  if (found === undefined) throw new DomainError({ code: 'amendment-gone' })
  return found
}

/** Somebody else has confirmed it: whoever presses now has done nothing. */
export function isConfirmedByOther(app: Pick<App, 'store'>, id: number, by: number): boolean {
  const { state, appliedBy } = getAmendment(app, id)
  return state === 'applied' && appliedBy !== by
}

/**
 * Applies a proposed amendment: what stands in the channels is edited in place. Repeating it changes nothing.
 * @throws DomainError `amendment-gone`, `item-retracted`, `amendment-too-long`, `amendment-overtaken` when the item was corrected
 *   otherwise since the proposal showed how it would read
 */
export function applyAmendment(app: App, id: number, by: number): Item {
  const { store, clock } = app
  return store.transaction(() => {
    const { itemId, kind, title, note, state } = getAmendment(app, id)
    if (state === 'applied') return getItem(store, itemId)
    const item = getPublished(app, itemId)
    if (kind === 'correction' && store.amendments.isOvertaken(id))
      throw new DomainError({ code: 'amendment-overtaken' })
    const at = clock.now()
    assertFits(app, amended(item, { kind, title, note }, at))
    if (!store.amendments.markApplied(id, by, at)) throw new DomainError({ code: 'amendment-gone' })
    if (kind === 'retraction') store.items.retract(itemId, at)
    else {
      if (title !== null && note.only === undefined) store.items.correctTitle(itemId, title, by)
      else if (title !== null && note.only !== undefined) store.items.entitleFor(itemId, note.only, title, by, at)
      store.items.markCorrected(itemId)
    }
    const action = kind === 'retraction' ? 'item-retracted' : 'item-corrected'
    const detail = { amendment: id, from: item.title, to: title, note }
    store.ledger.recordAct({ at, actor: by, action, subject: `items/${itemId}`, detail })
    redrawMessages(app)
    return getItem(store, itemId)
  })
}

/** Nothing comes of a proposal. @returns false where it was applied before */
export function dropAmendment(app: App, id: number): boolean {
  app.store.amendments.drop(id)
  return getAmendment(app, id).state === 'dropped'
}
