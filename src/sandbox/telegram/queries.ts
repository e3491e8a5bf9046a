import { badRequest } from './refusal.ts'

export type CallbackQuery = {
  readonly kind: 'callback'
  readonly userId: number
  readonly chatId: number
  readonly messageId: number
}
export type InlineQuery = { readonly kind: 'inline'; readonly userId: number; readonly query: string }
type Query = CallbackQuery | InlineQuery
type Asked = { readonly id: string; readonly query: Query; readonly askedAtMs: number; isAnswered: boolean }

// Real time, not the bot's clock, which may be set to another day for a rehearsal.
const lifetimeMs = { callback: 15_000, inline: 10_000 }
const rememberedCount = 1000

/** Button presses and inline questions that wait for the bot; each is answered once and not too late. */
export class Queries {
  readonly #asked = new Map<string, Asked>()
  #lastId = 4_000_000_000

  ask(query: Query): string {
    this.#lastId += 1
    const id = String(this.#lastId)
    this.#asked.set(id, { id, query, askedAtMs: performance.now(), isAnswered: false })
    for (const old of [...this.#asked.keys()].slice(0, -rememberedCount)) this.#asked.delete(old)
    return id
  }

  /** The question of that id, as long as an answer counts; refuses like Telegram. */
  get<Kind extends Query['kind']>(id: string | undefined, kind: Kind): Extract<Query, { kind: Kind }> {
    const asked = this.#asked.get(id ?? '')
    const isLate = asked !== undefined && performance.now() - asked.askedAtMs > lifetimeMs[kind]
    if (!asked || asked.isAnswered || isLate || !isOf(asked.query, kind)) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid')
    }
    return asked.query
  }

  settle(id: string): void {
    const asked = this.#asked.get(id)
    if (asked) asked.isAnswered = true
  }

  /** Presses without an answer: the person still looks at a turning wheel. */
  unanswered(): readonly ({ readonly queryId: string } & CallbackQuery)[] {
    return [...this.#asked.values()].flatMap(({ id, query, isAnswered }) =>
      !isAnswered && query.kind === 'callback' ? [{ queryId: id, ...query }] : [],
    )
  }
}

function isOf<Kind extends Query['kind']>(query: Query, kind: Kind): query is Extract<Query, { kind: Kind }> {
  return query.kind === kind
}
