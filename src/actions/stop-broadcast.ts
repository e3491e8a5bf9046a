import type { App } from '../app.ts'
import { showBroadcast } from './show-broadcast.ts'

/**
 * Staff stop a sending to many, or let it go on.
 * @returns false when it is so already, or nothing is left of it
 */
export function stopBroadcast(
  app: Pick<App, 'store' | 'clock' | 'config'>,
  { id, to, by }: { readonly id: number; readonly to: 'stop' | 'resume'; readonly by: number },
): boolean {
  const { store, clock } = app
  const { broadcasts } = store.outbox
  return store.transaction(() => {
    const at = clock.now()
    const isDone = to === 'stop' ? broadcasts.stop(id, at) : broadcasts.resume(id)
    if (!isDone) return false
    store.ledger.recordAct({ at, actor: by, action: `broadcast-${to}`, subject: `broadcasts/${id}` })
    const broadcast = broadcasts.find(id)
    if (broadcast !== undefined) showBroadcast(app, broadcast)
    return true
  })
}
