import type { Log } from '../log.ts'
import type { SendOutcome } from './outcome.ts'
import { backOffSeconds } from './settle.ts'

/** So many calls in a row without an answer, or with a 5xx, are an outage and not a row's own trouble. */
const inARow = 3

/**
 * Holds mail back while Telegram does not answer: each call made meanwhile would end in an outcome that nobody knows. It is
 * asked by a call that changes nothing until it answers; then one mail goes first, and the others after it.
 */
export function createOutage(parts: {
  readonly probe: () => Promise<boolean>
  readonly log: Log
  readonly random: () => number
  readonly onOver: () => void
}) {
  let state: 'none' | 'asking' | 'trying' = 'none'
  let troubles = 0
  let rounds = 0
  let timer: NodeJS.Timeout | undefined

  function begin(reason: string): void {
    if (state === 'asking') return
    if (state === 'none') parts.log.warn({ reason }, 'Telegram does not answer; mail waits')
    state = 'asking'
    rounds += 1
    askLater()
  }

  function askLater(): void {
    const seconds = Math.min(60, backOffSeconds(rounds - 1, parts.random()))
    timer = setTimeout(() => void ask(), seconds * 1000)
  }

  async function ask(): Promise<void> {
    const answered = await parts.probe().catch((error: unknown) => {
      parts.log.error({ err: error }, 'Telegram could not be asked whether it answers')
      return false
    })
    if (timer === undefined) return
    if (!answered) {
      rounds += 1
      return askLater()
    }
    state = 'trying'
    parts.onOver()
  }

  return {
    /** How many calls may be under way at once. */
    allowance(usual: number): number {
      if (state === 'none') return usual
      return state === 'trying' ? 1 : 0
    },

    note(outcome: SendOutcome): void {
      if (outcome.type !== 'not-sent' && outcome.type !== 'unknown') {
        troubles = 0
        // Answers to calls from before the outage say nothing about its end.
        if (state === 'asking') return
        if (state === 'trying') parts.log.info('Telegram answers again')
        state = 'none'
        rounds = 0
        return
      }
      troubles += 1
      if (troubles >= inARow || state === 'trying') begin(outcome.reason)
    },

    stop(): void {
      clearTimeout(timer)
      timer = undefined
    },
  }
}
