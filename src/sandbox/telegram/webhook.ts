import { z } from 'zod'
import type { Json } from './json.ts'
import type { Update, Updates } from './updates.ts'

export type WebhookTarget = {
  readonly url: string
  readonly secret: string | undefined
  readonly maxConnections: number
}

const timeoutMs = 10_000
const retryMs = 500
const repeatableMethod = z.looseObject({ method: z.string() })

/** Delivers updates to the bot's web address: in order within a chat, side by side across chats, again until a 2xx. */
export class Webhook {
  readonly #updates: Updates
  readonly #call: (method: string, parameters: Json) => Promise<void>
  readonly #busy = new Set<string>()
  readonly #timers = new Set<NodeJS.Timeout>()
  #target: WebhookTarget | undefined
  #lastError: string | undefined
  #stopListening: (() => void) | undefined

  /** `call` carries out a method that the bot put into its answer to an update. */
  constructor(updates: Updates, call: (method: string, parameters: Json) => Promise<void>) {
    this.#updates = updates
    this.#call = call
  }

  get target(): WebhookTarget | undefined {
    return this.#target
  }

  get lastError(): string | undefined {
    return this.#lastError
  }

  set(target: WebhookTarget | undefined): void {
    this.stop()
    this.#target = target
    this.#updates.isWebhookSet = target !== undefined
    if (!target) return
    this.#stopListening = this.#updates.onPush(() => this.#deliver())
    this.#deliver()
  }

  stop(): void {
    this.#target = undefined
    this.#stopListening?.()
    for (const timer of this.#timers) clearTimeout(timer)
    this.#timers.clear()
  }

  #deliver(): void {
    const target = this.#target
    if (!target) return
    const seen = new Set(this.#busy)
    for (const update of this.#updates.peek()) {
      const lane = laneOf(update)
      if (seen.has(lane) || this.#busy.size >= target.maxConnections) continue
      seen.add(lane)
      this.#busy.add(lane)
      void this.#send(target, update).then((isDone) => this.#finish(lane, isDone))
    }
  }

  #finish(lane: string, isDone: boolean): void {
    if (isDone) {
      this.#busy.delete(lane)
      this.#deliver()
      return
    }
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      this.#busy.delete(lane)
      this.#deliver()
    }, retryMs)
    this.#timers.add(timer)
  }

  async #send(target: WebhookTarget, update: Update): Promise<boolean> {
    try {
      const secret = target.secret ? { 'x-telegram-bot-api-secret-token': target.secret } : {}
      const response = await fetch(target.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...secret },
        body: JSON.stringify(update),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMs),
      })
      const body = await response.text()
      if (!response.ok) {
        this.#lastError = `Wrong response from the webhook: ${response.status} ${response.statusText}`
        return false
      }
      this.#updates.confirm(update.update_id)
      await this.#answer(body)
      return true
    } catch {
      // Any failure to reach the bot means "deliver again"; what went wrong is told in getWebhookInfo.
      this.#lastError = 'Connection failed'
      return false
    }
  }

  async #answer(body: string): Promise<void> {
    if (!body.startsWith('{')) return
    const parsed = repeatableMethod.safeParse(JSON.parse(body))
    if (!parsed.success) return
    const { method, ...parameters } = parsed.data
    await this.#call(method, parameters)
  }
}

const laneShape = z.looseObject({
  chat: z.object({ id: z.number() }).optional(),
  from: z.object({ id: z.number() }).optional(),
  message: z.object({ chat: z.object({ id: z.number() }) }).optional(),
})

function laneOf(update: Update): string {
  const { update_id: id, ...rest } = update
  const payload = laneShape.safeParse(Object.values(rest)[0])
  if (!payload.success) return String(id)
  const { chat, message, from } = payload.data
  return String(chat?.id ?? message?.chat.id ?? from?.id ?? id)
}
