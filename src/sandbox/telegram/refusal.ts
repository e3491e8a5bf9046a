/** What Telegram answers with `ok: false`: the HTTP status, the wording and what a client may act on. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: number
  readonly parameters: RefusalParameters | undefined

  constructor(code: number, description: string, parameters?: RefusalParameters) {
    super(description)
    this.code = code
    this.parameters = parameters
  }
}

export type RefusalParameters = { readonly retry_after?: number; readonly migrate_to_chat_id?: number }

/** A 400; `text` follows the words "Bad Request: " as in Telegram's own answers. */
export const badRequest = (text: string, parameters?: RefusalParameters): Refusal =>
  new Refusal(400, `Bad Request: ${text}`, parameters)

/** A 403: the chat does not take mail from the bot (any more). */
export const forbidden = (text: string): Refusal => new Refusal(403, `Forbidden: ${text}`)

/** A 409: another consumer of updates. */
export const conflict = (text: string): Refusal => new Refusal(409, `Conflict: ${text}`)

/** A 429 with the wait that Telegram demands, in seconds. */
export const tooManyRequests = (retryAfterSeconds: number): Refusal =>
  new Refusal(429, `Too Many Requests: retry after ${retryAfterSeconds}`, { retry_after: retryAfterSeconds })
