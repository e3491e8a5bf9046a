import { createHash } from 'node:crypto'
import type { App } from '../app.ts'
import type { Clearance } from '../domain/access.ts'
import { isBulletinTouched } from '../domain/bulletin.ts'
import { DomainError } from '../domain/errors.ts'
import { keyOf, type Outlook, outlook } from '../domain/openness.ts'
import type { Source } from '../domain/record.ts'
import type { Store } from '../store/store.ts'

/** What a decision on a source would do; `mark` stands for exactly this. */
export type Clearing = Outlook & {
  readonly source: Source
  readonly to: Clearance
  readonly mark: string
}

/** Of every entry the words too: a text that was changed since somebody read the list is not the one that they agreed to. */
function markOf(source: Source, to: Clearance, { moved, held }: Outlook): string {
  const entries = moved.map((each) => [keyOf(each), each.body, each.sources])
  const text = JSON.stringify([source, to, entries, held.map((each) => [keyOf(each), each.because])])
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}

/**
 * What clearing a document, or restricting it again, would publish or take back. Changes nothing.
 * @throws DomainError `source-gone` where there is no such source
 */
export function previewClearing(store: Store, id: string, to: Clearance): Clearing {
  const source = store.sources.find(id)
  if (source === undefined) throw new DomainError({ code: 'source-gone' })
  const found = outlook(store.sources.weights(), id, to)
  return { ...found, source, to, mark: markOf(source, to, found) }
}

/** What waits for the end of somebody's quiet hours, and was public when it was written. */
function takeBack({ outbox, recordChanges }: Store, register: string, id: string, at: Date): void {
  if (register === 'events') outbox.cancel(`reminder:event:${id}`, at, 'uncleared')
  if (register === 'deadlines') outbox.cancel(`reminder:deadline:${id}`, at, 'uncleared')
  for (const change of recordChanges.of(register, id)) outbox.cancel(`change:${change}`, at, 'uncleared')
}

export type ClearingDecision = {
  readonly source: string
  readonly to: Clearance
  /** Of the preview that was read. */
  readonly mark: string
  readonly by: number
}

/**
 * The Secretariat clears a document, or restricts it again; every answer follows from then on. Repeating a decision changes nothing.
 * @returns what was done, and the mark under which it can be undone
 * @throws DomainError `preview-changed` when records have changed since the preview, `source-gone`
 */
export function clearSource(app: App, { source, to, mark, by }: ClearingDecision): { done: Clearing; undo: string } {
  const { store, clock } = app
  const back = to === 'public' ? 'restricted' : 'public'
  return store.transaction(() => {
    const preview = previewClearing(store, source, to)
    if (preview.source.visibility !== to) {
      if (preview.mark !== mark) throw new DomainError({ code: 'preview-changed' })
      const at = clock.now()
      store.sources.setVisibility(source, to, at)
      if (to === 'restricted') {
        for (const { register, id } of preview.moved) takeBack(store, register, id, at)
        if (isBulletinTouched(preview.moved, preview.keptPublic)) store.outbox.takeBackTold(at)
        store.outbox.closeToPublic()
      }
      const entries = preview.moved.map(keyOf)
      const action = to === 'public' ? 'source-cleared' : 'source-restricted'
      store.ledger.recordAct({ at, actor: by, action, subject: `sources/${source}`, detail: { entries } })
    }
    return { done: preview, undo: previewClearing(store, source, back).mark }
  })
}
