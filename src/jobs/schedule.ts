import cron, { type ScheduledTask } from 'node-cron'
import type { Log } from '../log.ts'
import type { Job } from './job.ts'

/** node-cron only ticks; what is due, and whether it was done, is in the store. */
const everyTwoSeconds = '*/2 * * * * *'

export type Schedule = {
  start(): void
  /** Looks after everything that is due, without waiting for the next tick. Resolves when it is done. */
  tick(): Promise<void>
  stop(): Promise<void>
}

/**
 * Ticks for every job. A job that still runs is not started again, and one that fails does not keep the others from running.
 */
export function createSchedule(jobs: readonly Job[], log: Log): Schedule {
  const underWay = new Map<string, Promise<void>>()
  let task: ScheduledTask | undefined

  async function runOne(job: Job): Promise<void> {
    try {
      await job.run()
    } catch (error) {
      log.error({ err: error, job: job.name }, 'a job failed; it is tried again at the next tick')
    } finally {
      underWay.delete(job.name)
    }
  }

  function tick(): void {
    for (const job of jobs) if (!underWay.has(job.name)) underWay.set(job.name, runOne(job))
  }

  return {
    start() {
      tick()
      // A tick that comes late is no news: the next one finds what is due.
      task = cron.schedule(everyTwoSeconds, tick, { name: 'tick', suppressMissedWarning: true })
    },

    async tick() {
      // What is under way may have looked before the caller's change.
      await Promise.all(underWay.values())
      tick()
      await Promise.all(underWay.values())
    },

    async stop() {
      await task?.destroy()
      await Promise.all(underWay.values())
    },
  }
}
