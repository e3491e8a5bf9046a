import type { App } from '../app.ts'
import type { Fetcher } from '../feeds/fetch-feed.ts'
import { createBroadcastsJob } from './broadcasts.ts'
import { createDigestsJob } from './digests.ts'
import { createEditionJob } from './edition.ts'
import { createHeldItemsJob } from './held-items.ts'
import { createHousekeeping } from './housekeeping.ts'
import type { Job } from './job.ts'
import { createDigestDraftJob, createRoundupJob } from './news-documents.ts'
import { createPollFeeds } from './poll-feeds.ts'
import { createRecordChangesJob } from './record-changes.ts'
import { createRedrawJob } from './redraw.ts'
import { createRemindersJob } from './reminders.ts'

export type JobsParts = { readonly app: App; readonly fetcher: Fetcher; readonly onMail: () => void }

/** Everything that happens by the clock. */
export function createJobs({ app, fetcher, onMail }: JobsParts): readonly Job[] {
  return [
    createPollFeeds({ app, fetcher, random: Math.random, onMail }),
    createHeldItemsJob(app, onMail),
    createEditionJob(app, onMail),
    createRedrawJob(app, onMail),
    createRoundupJob(app, onMail),
    createDigestDraftJob(app, onMail),
    createRecordChangesJob(app, onMail),
    createRemindersJob(app, onMail),
    createDigestsJob(app, onMail),
    createBroadcastsJob(app, onMail),
    createHousekeeping(app),
  ]
}
