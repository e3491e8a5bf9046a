import { settleItem } from '#src/actions/settle-item.ts'
import type { App } from '#src/app.ts'
import type { DimensionSlug } from '#src/domain/dimension.ts'
import type { Language } from '#src/domain/language.ts'

export type NewTestItem = {
  readonly title: string
  readonly dimensions?: readonly DimensionSlug[]
  readonly language?: Language
  /** Awaits review unless said. */
  readonly accepted?: boolean
  /** The process was killed before staff were shown it. */
  readonly unshown?: boolean
  /** Another outlet than the usual one. */
  readonly outlet?: string
}

/** An item as a poll leaves it, of an outlet that is polled no more. @returns its id */
export function addItem(app: App, item: NewTestItem): number {
  const { store, clock } = app
  const {
    title,
    dimensions = ['economic'],
    language = 'en',
    accepted = false,
    unshown = false,
    outlet = 'Outlet',
  } = item
  const feedId = outlet.toLowerCase().replaceAll(' ', '-')
  const address = `https://${feedId}.example/feed`
  const feed = { id: feedId, name: outlet, address, language: null, state: null, note: null }
  store.feeds.add({ ...feed, status: 'disabled' }, null)
  const guid = title.toLowerCase().replace(/[^\p{L}\d]+/gu, '-')
  const id = store.items.add({
    feedId,
    guid,
    link: `https://${feedId}.example/${encodeURIComponent(guid)}`,
    canonicalLink: `${feedId}.example/${guid}`,
    title,
    feedTitle: title,
    summary: null,
    publishedAt: clock.now().toISOString(),
    language,
    state: 'awaiting',
    sameStoryAs: null,
    judgement: {
      dimensions: dimensions.map((slug) => ({ slug, score: 1 })),
      areas: [],
      states: [],
      inRegion: true,
      reasons: [],
      evidence: [],
    },
    confidence: 1,
    decidedRule: null,
    storyKeys: [],
    fetchedAt: clock.now(),
  })
  if (id === undefined) throw new Error(`“${title}” is there already`)
  if (!unshown) store.items.markShown(id, clock.now())
  if (accepted) settleItem(app, { itemId: id, version: 1, to: 'accepted', by: 1003 })
  return id
}
