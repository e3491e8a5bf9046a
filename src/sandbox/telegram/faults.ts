/** A mishap to rehearse. `method` left out means every method but getUpdates. */
export type Fault = {
  readonly method?: string
  /**
   * flood: 429 with a wait · http: a bare HTTP status from in front of Telegram · reset-before and reset-after: the
   * connection breaks before or after the call was carried out · http-after: the same status, the call carried out · refusal:
   * Telegram's own no, in the words of `description` · timeout and timeout-after: no answer at all, the call
   * not carried out or carried out.
   */
  readonly kind:
    | 'flood'
    | 'http'
    | 'http-after'
    | 'refusal'
    | 'reset-before'
    | 'reset-after'
    | 'timeout'
    | 'timeout-after'
  /** How many calls it hits; 1 when left out. */
  readonly times?: number
  /** Lets so many calls pass first. */
  readonly skip?: number
  readonly chatId?: number
  readonly retryAfterSeconds?: number
  /** For `http`; 502 when left out. */
  readonly status?: number
  /** For `refusal`: what follows “Bad Request: ”. */
  readonly description?: string
}

type Armed = { readonly fault: Fault; skip: number; left: number }

/** The mishaps still to come, in the order in which they were asked for. */
export class Faults {
  #armed: Armed[] = []

  inject(fault: Fault): void {
    this.#armed.push({ fault, skip: fault.skip ?? 0, left: fault.times ?? 1 })
  }

  clear(): void {
    this.#armed = []
  }

  take(method: string, chatId: unknown): Fault | undefined {
    for (const armed of this.#armed) {
      if (!hits(armed.fault, method, chatId)) continue
      if (armed.skip > 0) {
        armed.skip -= 1
        continue
      }
      armed.left -= 1
      if (armed.left <= 0) this.#armed = this.#armed.filter((other) => other !== armed)
      return armed.fault
    }
    return undefined
  }
}

function hits(fault: Fault, method: string, chatId: unknown): boolean {
  const isMethod = fault.method === undefined ? method !== 'getupdates' : fault.method.toLowerCase() === method
  return isMethod && (fault.chatId === undefined || String(fault.chatId) === String(chatId))
}
