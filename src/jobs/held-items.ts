import { staffTranslator, tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
import { dayIn } from '../clock.ts'
import { html } from '../views/html.ts'
import { queuePage, queueView } from '../views/review.ts'
import { lastDue } from './due-runs.ts'
import type { Job } from './job.ts'

/** Held items come back so long before the edition: in time to be decided on, and when staff are at work. */
const hoursBefore = 2

function releaseTime(editionTime: string): string {
  const [hour = 0, minute = 0] = editionTime.split(':').map(Number)
  return hour < hoursBefore
    ? '00:00'
    : `${String(hour - hoursBefore).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}

/** Brings items that were held back into the queue when their day has come, and says so. */
export function createHeldItemsJob(app: App, onMail: () => void): Job {
  const { store, clock, config } = app
  const daily = { time: releaseTime(config.editionTime), timeZone: config.timeZone }

  function tell(count: number, day: string): void {
    const note = () => {
      const t = staffTranslator(app)
      const queue = queueView(store.items.awaitingReview(queuePage), store.items.countAwaiting(), t)
      return { ...queue, blocks: [html`<b>${t('desk.held-released', { count })}</b>`, ...queue.blocks] }
    }
    tellStaff(app, { key: `held:${day}`, note, priority: 'digest' })
  }

  return {
    name: 'held-items',
    run() {
      const now = clock.now()
      const day = dayIn(lastDue(daily, now), config.timeZone)
      const count = store.transaction(() => {
        const released = store.items.releaseHeld(day, now).length
        if (released > 0) tell(released, day)
        return released
      })
      if (count > 0) onMail()
    },
  }
}
