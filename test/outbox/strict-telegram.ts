import type { OutgoingMail } from '#src/outbox/mail.ts'
import type { Inspection, Inspector, Sender, SendOutcome } from '#src/outbox/outcome.ts'
import { plainText } from '#src/views/html.ts'

export type Post = { readonly messageId: number; readonly text: string; readonly key: string; readonly at: number }

/** What a call may meet: `…-before` and `…-after` say whether the message is there all the same. */
export type Mishap =
  | { readonly kind: 'outcome'; readonly outcome: SendOutcome }
  | { readonly kind: 'lost-before' | 'lost-after' | 'error-before' | 'error-after' }
  | { readonly kind: 'silent-before' | 'silent-after' }

/** A Telegram in memory that counts as strictly as the published limits say, and fails on demand. */
export class StrictTelegram implements Sender, Inspector {
  readonly posts = new Map<string, Post[]>()
  readonly calls: { chat: string; key: string; at: number }[] = []
  readonly inspections: number[] = []
  floods = 0
  latencyMs = 50
  isUp = true
  /** Asked before each call; undefined: nothing happens to it. */
  mishap: (mail: OutgoingMail) => Mishap | undefined = () => undefined
  readonly #now: () => number
  #overall = { level: 30, at: 0 }
  readonly #chats = new Map<string, { level: number; at: number }>()
  readonly #windows = new Map<string, number[]>()
  #shared = 100

  constructor(now: () => number) {
    this.#now = now
  }

  texts(chat: string): string[] {
    return (this.posts.get(chat) ?? []).map((post) => post.text)
  }

  /** Somebody else's post. */
  post(chat: string, text: string, key = ''): number {
    const posts = this.posts.get(chat) ?? []
    this.posts.set(chat, posts)
    const isPrivate = !chat.startsWith('-')
    const messageId = isPrivate ? this.#shared++ : (posts.at(-1)?.messageId ?? 0) + 1
    posts.push({ messageId, text, key, at: this.#now() })
    return messageId
  }

  remove(chat: string, messageId: number): void {
    const posts = this.posts.get(chat) ?? []
    const left = posts.map((post) => (post.messageId === messageId ? { ...post, text: '' } : post))
    this.posts.set(chat, left)
  }

  async send(mail: OutgoingMail): Promise<SendOutcome> {
    this.calls.push({ chat: mail.chat, key: mail.key, at: this.#now() })
    await this.#travel(this.latencyMs / 2)
    if (!this.isUp) return { type: 'not-sent', reason: 'ECONNREFUSED' }
    const mishap = this.mishap(mail)
    if (mishap?.kind === 'outcome') return mishap.outcome
    if (mishap?.kind === 'silent-before') return new Promise(() => {})
    if (mishap?.kind === 'lost-before') return { type: 'unknown', cause: 'no-answer', reason: 'ECONNRESET' }
    if (mishap?.kind === 'error-before') return { type: 'unknown', cause: 'server-error', reason: '502' }
    const outcome = this.#process(mail)
    if (mishap?.kind === 'silent-after') return new Promise(() => {})
    if (mishap?.kind === 'lost-after') return { type: 'unknown', cause: 'no-answer', reason: 'ECONNRESET' }
    if (mishap?.kind === 'error-after') return { type: 'unknown', cause: 'server-error', reason: '502' }
    await this.#travel(this.latencyMs / 2)
    return outcome
  }

  async probe(): Promise<boolean> {
    await this.#travel(this.latencyMs)
    return this.isUp
  }

  async inspect(chat: string, messageId: number): Promise<Inspection> {
    this.inspections.push(messageId)
    await this.#travel(this.latencyMs)
    if (!this.isUp) return { type: 'unknown', reason: 'ECONNREFUSED' }
    const post = this.posts.get(chat)?.find((each) => each.messageId === messageId)
    return post === undefined || post.text === '' ? { type: 'absent' } : { type: 'present', text: post.text }
  }

  #process(mail: OutgoingMail): SendOutcome {
    const wait = this.#limit(mail.chat, mail.isPaid)
    if (wait > 0) {
      this.floods += 1
      return { type: 'flood', retryAfterSeconds: Math.ceil(wait) }
    }
    const { payload } = mail
    const markup = payload.kind === 'message' || payload.kind === 'edit' ? payload.html : (payload.caption ?? '')
    const messageId = this.post(mail.chat, plainText({ markup }), mail.key)
    const kind = mail.chat.startsWith('-100') ? 'channel' : 'private'
    return { type: 'sent', messageId, chat: { id: mail.chat, kind } }
  }

  /** @returns seconds to wait; 0 where the message fits */
  #limit(chat: string, isPaid: boolean): number {
    const now = this.#now()
    const bucket = this.#chats.get(chat) ?? { level: 3, at: now }
    this.#chats.set(chat, bucket)
    const times = (this.#windows.get(chat) ?? []).filter((time) => time > now - 60_000)
    this.#windows.set(chat, times)
    if (chat.startsWith('-') && times.length >= 20) return ((times[times.length - 20] ?? now) + 60_000 - now) / 1000
    const overall = isPaid ? 0 : missing(this.#overall, 30, 30, now)
    const waits = [missing(bucket, 1, 3, now), overall]
    if (Math.max(...waits) > 0) return Math.max(...waits)
    bucket.level -= 1
    if (!isPaid) this.#overall.level -= 1
    times.push(now)
    return 0
  }

  #travel(milliseconds: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, milliseconds))
  }
}

function missing(bucket: { level: number; at: number }, rate: number, burst: number, now: number): number {
  bucket.level = Math.min(burst, bucket.level + (Math.max(0, now - bucket.at) / 1000) * rate)
  bucket.at = now
  return bucket.level + 1e-9 >= 1 ? 0 : (1 - bucket.level) / rate
}
