import { redrawMessages } from '../actions/redraw-messages.ts'
import type { App } from '../app.ts'
import type { Job } from './job.ts'

/** Edits what stands in the channels when what it shows has changed: a feed's new title, a correction made while mail was on its way. */
export function createRedrawJob(app: App, onMail: () => void): Job {
  return {
    name: 'redraw',
    run() {
      if (redrawMessages(app)) onMail()
    },
  }
}
