import type { Json } from './json.ts'
import { conflict } from './refusal.ts'

export type Update = { readonly update_id: number } & Json
type Waiting = { readonly finish: (updates: readonly Update[]) => void; readonly refuse: (reason: Error) => void }

// A bot that names no kinds gets all but these.
const askedForOnly = new Set(['chat_member', 'message_reaction', 'message_reaction_count'])

/** The bot's updates in order, until it confirms them: by the next offset when polling, by a 2xx as a webhook. */
export class Updates {
  #queue: Update[] = []
  #lastId = 100_000
  #allowed: readonly string[] = []
  #waiting: Waiting | undefined
  #hasPolled = false
  readonly #pushed = new Set<() => void>()
  isWebhookSet = false

  get hasPolled(): boolean {
    return this.#hasPolled
  }

  get pendingCount(): number {
    return this.#queue.length
  }

  get allowed(): readonly string[] {
    return this.#allowed
  }

  /** Queues an update, or returns undefined where the bot asked not to be told of its kind. */
  push(kind: string, payload: Json): number | undefined {
    const isWanted = this.#allowed.length > 0 ? this.#allowed.includes(kind) : !askedForOnly.has(kind)
    if (!isWanted) return undefined
    this.#lastId += 1
    this.#queue.push({ update_id: this.#lastId, [kind]: payload })
    for (const listener of this.#pushed) listener()
    const { isWebhookSet } = this
    if (this.#waiting && !isWebhookSet) this.#waiting.finish(this.#queue.slice(0, 100))
    return this.#lastId
  }

  onPush(listener: () => void): () => void {
    this.#pushed.add(listener)
    return () => this.#pushed.delete(listener)
  }

  allow(kinds: readonly string[] | undefined): void {
    // Left out means "as before"; an empty list means "the usual kinds".
    if (kinds) this.#allowed = kinds
  }

  peek(): readonly Update[] {
    return this.#queue
  }

  confirm(updateId: number): void {
    this.#queue = this.#queue.filter((update) => update.update_id !== updateId)
  }

  drop(): void {
    this.#queue = []
  }

  /** Long polling: answers at once when there is something, else within `timeoutSeconds`. A newer poller wins. */
  async poll(request: {
    readonly offset: number
    readonly limit: number
    readonly timeoutSeconds: number
    readonly signal: AbortSignal
  }): Promise<readonly Update[]> {
    if (this.isWebhookSet) {
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      )
    }
    this.#hasPolled = true
    this.#waiting?.refuse(
      conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
    )
    this.#confirmUpTo(request.offset)
    const limit = request.limit >= 1 && request.limit <= 100 ? request.limit : 100
    if (this.#queue.length > 0 || request.timeoutSeconds <= 0) return this.#queue.slice(0, limit)
    const updates = await this.#wait(request.timeoutSeconds, request.signal)
    return updates.slice(0, limit)
  }

  stop(): void {
    this.#waiting?.finish([])
  }

  #confirmUpTo(offset: number): void {
    if (offset > 0) this.#queue = this.#queue.filter((update) => update.update_id >= offset)
    if (offset < 0) this.#queue = this.#queue.slice(offset)
  }

  #wait(timeoutSeconds: number, signal: AbortSignal): Promise<readonly Update[]> {
    return new Promise((resolve, reject) => {
      const settle = () => {
        clearTimeout(timer)
        signal.removeEventListener('abort', abandon)
        if (this.#waiting === waiting) this.#waiting = undefined
      }
      const waiting: Waiting = {
        finish: (updates) => {
          settle()
          resolve(updates)
        },
        refuse: (reason) => {
          settle()
          reject(reason)
        },
      }
      const abandon = () => waiting.finish([])
      const timer = setTimeout(abandon, Math.min(timeoutSeconds, 50) * 1000)
      signal.addEventListener('abort', abandon)
      this.#waiting = waiting
    })
  }
}
