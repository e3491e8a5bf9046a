import type { Clock } from '../clock.ts'
import { messagesPerSecond } from '../domain/broadcast.ts'
import type { Log } from '../log.ts'
import type { ClaimVerdict, OutboxRow } from '../store/outbox.ts'
import { createFares } from './fares.ts'
import { type OutgoingMail, outgoing } from './mail.ts'
import { createOutage } from './outage.ts'
import type { Inspector, Sender, SendOutcome } from './outcome.ts'
import type { Pace } from './pace.ts'
import { createParking } from './parking.ts'
import { createRecorder, type DeliveryHooks, type DeliveryStore } from './record.ts'
import { createSearchWorker } from './search-worker.ts'

/** Until a post that would overtake another is looked at again. */
const overtakingWaitMs = 1000
/** Until it is looked again whether somebody is still in the staff chat. */
const confirmationWaitMs = 60_000
/** Between two messages that cost nothing. */
const freeIntervalMs = 1000 / messagesPerSecond.free
/** Paid mail is taken from the outbox a few at a time: a commit for each would be all that the disk does. */
const paidRoundMs = 10
/** The longest that the engine sleeps: what is enqueued without a `kick` waits no longer. */
const longestSleepMs = 1000

export type Delivery = {
  /** Takes up what an earlier process left on its way, then sends what is due. */
  start(): void
  /** Sends nothing new; resolves when every call under way has its outcome recorded. */
  stop(): Promise<void>
  /** Something was enqueued or changed: look now. */
  kick(): void
}

export type DeliveryParts = {
  readonly store: DeliveryStore
  readonly sender: Sender
  readonly pace: Pace
  readonly clock: Clock
  readonly log: Log
  /** Channels in which the bot posts, by the addresses that mail has; others are known once something was sent to them. */
  readonly channels?: readonly string[]
  /** Both or none: without them a channel's post of unknown outcome is left to staff at once. */
  readonly inspector?: Inspector
  readonly staffChat?: string | undefined
  /** Whether the reader of a private chat may read restricted records now; everybody may where it is not given. */
  readonly clearanceOf?: (chat: string) => 'held' | 'withdrawn' | 'unconfirmed'
  readonly hooks?: DeliveryHooks
  /** From 0 to 1, for the spread of waits. */
  readonly random?: () => number
}

type Call = { readonly row: OutboxRow; readonly mail: OutgoingMail }

/** The engine that empties the outbox at Telegram's pace. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { store, sender, pace, clock, log, inspector, staffChat } = parts
  const random = parts.random ?? Math.random
  const searchParts = inspector !== undefined && staffChat !== undefined ? { inspector, staffChat } : undefined
  const recorder = createRecorder({
    ...{ store, clock, log, random },
    hooks: parts.hooks ?? {},
    channels: parts.channels ?? [],
    canSearch: searchParts !== undefined,
  })
  const searches = searchParts && createSearchWorker({ store, recorder, pace, clock, log, ...searchParts })
  const outage = createOutage({ probe: () => sender.probe(), log, random, onOver: () => pump() })
  const parking = createParking()
  /** One call at a time for each chat, so that what is said to it arrives in order. */
  const underWay = new Map<string, Promise<void>>()
  const fares = createFares(pace)
  let isRunning = false
  let timer: NodeJS.Timeout | undefined
  let soon: NodeJS.Timeout | undefined
  let lookTimer: NodeJS.Timeout | undefined

  function judge(row: OutboxRow, calls: Call[]): ClaimVerdict {
    const now = clock.now()
    if (row.expiresAt !== null && row.expiresAt <= now) return { kind: 'dead', outcome: '{"type":"expired"}' }
    if (row.restricted && !row.publicToo) {
      const clearance = parts.clearanceOf?.(row.chat) ?? 'held'
      if (clearance === 'withdrawn') return { kind: 'dead', outcome: '{"type":"access-withdrawn"}' }
      if (clearance === 'unconfirmed') return { kind: 'later', at: new Date(now.getTime() + confirmationWaitMs) }
    }
    const chat = store.chats.find(row.chat)
    // Only what staff gave back (it was tried before), what they publish, and what is for them, is tried against what is known
    // of its chat.
    const isForStaff = staffChat !== undefined && row.chat === store.chats.resolve(staffChat)
    const isPost = parts.channels?.includes(row.chat) === true
    if (row.attempts === 0 && !isForStaff && !isPost && (chat?.status === 'blocked' || chat?.status === 'gone')) {
      return { kind: 'dead', outcome: JSON.stringify({ type: chat.status, earlier: true }) }
    }
    const isBusy = underWay.has(row.chat) || calls.some((call) => call.row.chat === row.chat)
    // A channel is read from top to bottom: while a post is tried again or looked for, the next one waits.
    const isOvertaking = !isBusy && recorder.isChannel(row.chat) && store.outbox.hasEarlier(row)
    if (isOvertaking) return { kind: 'later', at: new Date(now.getTime() + overtakingWaitMs) }
    if (isBusy) return { kind: 'later', at: parking.slot(row.chat, row.priority, now.getTime() + 100) }
    const mail = readable(row)
    if (mail === undefined) return { kind: 'dead', outcome: '{"type":"unreadable"}' }
    if (pace.isPaying() && !fares.hasRoom(mail, calls))
      return mail.isPaid ? { kind: 'enough' } : { kind: 'later', at: parking.turn(now.getTime(), freeIntervalMs) }
    const readyAt = pace.readyAt(row.chat, mail.payload.kind === 'edit' ? 'edit' : 'message')
    if (readyAt > now) return { kind: 'later', at: parking.slot(row.chat, row.priority, readyAt.getTime()) }
    calls.push({ row, mail })
    return { kind: 'go', afterId: chat?.lastMessageId ?? null }
  }

  function readable(row: OutboxRow): OutgoingMail | undefined {
    try {
      return outgoing(row, pace.isPaying())
    } catch (error) {
      log.error({ err: error, row: row.id }, 'An outbox row cannot be read')
      return undefined
    }
  }

  function claim(limit: number): Call[] {
    const calls: Call[] = []
    const rows = store.outbox.claim({ now: clock.now(), limit, judge: (row) => judge(row, calls) })
    return calls.flatMap((call) => {
      const row = rows.find((each) => each.id === call.row.id)
      return row === undefined ? [] : [{ ...call, row }]
    })
  }

  function pump(): void {
    if (!isRunning) return
    clearTimeout(timer)
    const least = pace.isPaying() ? paidRoundMs : 1
    timer = setTimeout(pump, Math.min(longestSleepMs, Math.max(least, sendDue())))
  }

  function pumpSoon(): void {
    soon ??= setTimeout(() => {
      soon = undefined
      pump()
    }, paidRoundMs)
  }

  /** @returns milliseconds until there may be more to do */
  function sendDue(): number {
    const places = outage.allowance(fares.most()) - underWay.size
    if (places <= 0) return longestSleepMs
    const limit = Math.min(places, fares.allowance())
    if (limit === 0) return pace.mailWait()
    try {
      const calls = claim(limit)
      for (const call of calls) begin(call)
      if (calls.length === limit) return pace.mailWait()
      const next = store.outbox.nextDueAt()
      return next === undefined ? longestSleepMs : next.getTime() - clock.now().getTime()
    } catch (error) {
      log.error({ err: error }, 'The outbox cannot be read')
      return longestSleepMs
    }
  }

  function begin(call: Call): void {
    const { chat } = call.row
    fares.begin(call.mail, chat)
    const done = deliver(call).finally(() => {
      underWay.delete(chat)
      fares.end(call.mail)
      if (pace.isPaying()) pumpSoon()
      else pump()
    })
    underWay.set(chat, done)
  }

  async function deliver({ row, mail }: Call): Promise<void> {
    const began = clock.now()
    const outcome = await outcomeOf(mail)
    if (outcome.type === 'flood') pace.flooded(row.chat, outcome.retryAfterSeconds)
    if (outcome.type === 'sent') pace.succeeded(began)
    if (outcome.type === 'not-paid') pace.stopPaying()
    outage.note(outcome)
    await record(row, mail, outcome)
  }

  async function outcomeOf(mail: OutgoingMail): Promise<SendOutcome> {
    try {
      return await sender.send(mail)
    } catch (error) {
      log.error({ err: error, row: mail.id }, 'The sender failed')
      return { type: 'unknown', cause: 'no-answer', reason: 'the sender failed' }
    }
  }

  /** Tries until it is written, for what is not written down counts as unknown after a restart. */
  async function record(row: OutboxRow, mail: OutgoingMail, outcome: SendOutcome): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        return recorder.recordCall(row, mail.payload.kind, outcome)
      } catch (error) {
        log.error({ err: error, row: row.id }, 'An outcome cannot be recorded yet')
        if (!isRunning && tries >= 3) return
        await new Promise((resolve) => setTimeout(resolve, 500))
      }
    }
  }

  /** Rows that a killed process left on their way: nobody knows whether they arrived. */
  function recover(): void {
    const now = clock.now()
    const left = store.outbox.sending()
    const recent = store.outbox.sentSince(new Date(now.getTime() - 61_000))
    pace.remember([...recent, ...left.map((row) => ({ chat: row.chat, at: now }))])
    for (const row of left) {
      const kind = readable(row)?.payload.kind ?? 'message'
      recorder.recordCall(row, kind, { type: 'unknown', cause: 'no-answer', reason: 'stopped on its way' })
    }
  }

  function look(): void {
    if (outage.allowance(1) > 0) searches?.look()
  }

  return {
    start() {
      if (isRunning) return
      recover()
      isRunning = true
      lookTimer = setInterval(look, longestSleepMs)
      pump()
    },

    async stop() {
      isRunning = false
      clearTimeout(timer)
      clearTimeout(soon)
      clearInterval(lookTimer)
      outage.stop()
      await Promise.all([...underWay.values(), searches?.finished()])
    },

    kick() {
      pump()
    },
  }
}
