import { reopenRetitled } from '../actions/settle-item.ts'
import { staffTranslator, tellStaff } from '../actions/tell-staff.ts'
import type { App } from '../app.ts'
import type { Fetcher } from '../feeds/fetch-feed.ts'
import { failUnexpectedly, type RefreshOutcome, refreshFeed } from '../feeds/refresh.ts'
import { createSorter } from '../feeds/sorting.ts'
import { createStoryFinder } from '../feeds/stories.ts'
import { itemsAtOnce, type Retitled } from '../feeds/take-in.ts'
import type { Translate } from '../i18n/translator.ts'
import type { Feed } from '../store/feeds.ts'
import { retitledNote, type Standing } from '../views/amendment.ts'
import { failingFeedsNote } from '../views/feeds.ts'
import { html } from '../views/html.ts'
import { reply } from '../views/reply.ts'
import { cardView, queuePage, queueView } from '../views/review.ts'
import type { Job } from './job.ts'

/** Feeds read at one tick; the fetcher sees to it that no host gets more than two requests at once. */
const feedsAtOnce = 8
/** A feed that fails so often in a row is reported; a single failure is no news. */
const reportedAfter = 3
/** As many new items are shown as cards; more come as one queue. */
const cardsAtOnce = 5

type Parts = {
  readonly app: App
  readonly fetcher: Fetcher
  readonly random: () => number
  readonly onMail: () => void
}

/** Polls the feeds that are due, shows what is new to staff, and tells them once of a feed that fails or works again. */
export function createPollFeeds({ app, fetcher, random, onMail }: Parts): Job {
  const { store, clock, config } = app
  const deps = {
    store,
    clock,
    sorter: createSorter(app, config),
    stories: createStoryFinder(store),
    reopen: (id: number) => reopenRetitled(app, id),
    fetcher,
    random,
    pollMinutes: config.feedPollMinutes,
  }

  async function poll(feed: Feed): Promise<{ feed: Feed; outcome: RefreshOutcome }> {
    const outcome = await refreshFeed(feed, deps).catch((error: unknown) => {
      app.log.error({ feed: feed.id, err: error }, 'feed could not be polled')
      return failUnexpectedly(feed, deps)
    })
    app.log.debug({ feed: feed.id, outcome }, 'feed polled')
    return { feed, outcome }
  }

  return {
    name: 'poll-feeds',
    async run() {
      const due = store.feeds.due(clock.now(), feedsAtOnce)
      // What an earlier process took in and had no time to show is shown without waiting for the next poll.
      if (due.length === 0 && store.items.unshown().length === 0) return
      const polls = await Promise.allSettled(due.map(poll))
      const polled = polls.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []))
      store.transaction(() => {
        showFresh(app)
        reportFailing(
          app,
          polled.flatMap(({ feed, outcome }) =>
            outcome.kind === 'failed' && outcome.failures >= reportedAfter ? [feed] : [],
          ),
        )
        reportRetitled(
          app,
          polled.flatMap(({ outcome }) => (outcome.kind === 'read' ? outcome.retitled : [])),
        )
        for (const { feed, outcome } of polled) {
          if (outcome.kind !== 'read') continue
          if (outcome.recovered) reportRecovered(app, feed)
          if (outcome.passedOver > 0) reportTooLong(app, feed, outcome.offered)
        }
      })
      onMail()
      const broken = polls.find((each) => each.status === 'rejected')
      if (broken !== undefined) throw broken.reason
    },
  }
}

function showFresh(app: App): void {
  const { store, clock, config } = app
  const awaiting = store.items.unshown()
  for (const { id } of awaiting) store.items.markShown(id, clock.now())
  if (awaiting.length > cardsAtOnce) {
    const last = awaiting.at(-1)?.id ?? 0
    const note = () =>
      queueView(store.items.awaitingReview(queuePage), store.items.countAwaiting(), staffTranslator(app))
    tellStaff(app, { key: `queue:${last}`, note, priority: 'digest' })
    return
  }
  for (const item of awaiting) {
    const book = store.records.book('restricted')
    const note = () => cardView(item, { book, timeZone: config.timeZone, t: staffTranslator(app) })
    tellStaff(app, { key: `card:${item.id}`, note, priority: 'digest' })
  }
}

function reportFailing(app: App, feeds: readonly Feed[]): void {
  const { store, clock } = app
  const unreported = feeds.filter((feed) => store.feeds.markFaultReported(feed.id))
  if (unreported.length === 0) return
  const failing = unreported.flatMap((feed) => store.feeds.find(feed.id) ?? [])
  const key = `feeds-failing:${failing[0]?.id ?? ''}:${clock.now().toISOString()}`
  tellStaff(app, { key, note: (t) => reply(failingFeedsNote(failing, t)) })
}

/** Where the new title stands; nowhere when the item was withdrawn, or when staff gave it another title everywhere. */
function standingOf({ id, outcome }: Retitled, { store }: App): Standing | undefined {
  if (outcome === 'reopened') return 'queue'
  const item = store.items.find(id)
  if (item === undefined || item.retractedAt !== null) return undefined
  const published = store.items.publishedIn(id)
  if (published.length === 0) return 'accepted'
  if (published.every((language) => item.titles[language] !== undefined)) return undefined
  return outcome === 'kept' ? 'kept' : 'published'
}

/** An outlet changed what the Secretariat publishes under its name, or is about to: the channels follow, and staff are told. */
function reportRetitled(app: App, retitled: readonly Retitled[]): void {
  for (const change of retitled) {
    const standing = standingOf(change, app)
    if (standing === undefined) continue
    const key = `retitled:${change.id}:${app.clock.now().toISOString()}`
    tellStaff(app, { key, note: (t) => retitledNote({ ...change, standing }, t) })
  }
}

function reportRecovered(app: App, feed: Feed): void {
  const key = `feed-recovered:${feed.id}:${app.clock.now().toISOString()}`
  tellStaff(app, { key, note: (t) => reply(html`${t('desk.feed-recovered', { name: feed.name })}`) })
}

/** Told once for ever: such a feed is too long at every poll, and the keys of mail are forgotten after a month. */
function reportTooLong(app: App, { id, name }: Feed, count: number): void {
  if (!app.store.feeds.markLengthReported(id)) return
  const note = (t: Translate) => reply(html`${t('desk.feed-too-long', { name, count, kept: itemsAtOnce })}`)
  tellStaff(app, { key: `feed-too-long:${id}`, note })
}
