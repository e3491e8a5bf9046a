import type { Offered } from '../domain/item.ts'
import { fingerprintTitle, isSameStory, type StoryFingerprint, storyKeys } from '../domain/story.ts'
import type { Feed } from '../store/feeds.ts'
import type { Store } from '../store/store.ts'
import { fragmentOf } from './canonical-link.ts'

/** How far back an outlet may tell a story again and have it counted as the same. */
const storyHours = 72
/** How long a page stands for one story: later it may tell another. */
const pageDays = 30
/** Titles whose fingerprints are kept: those of the last hours are compared again and again. */
const fingerprintsKept = 2000

export type StoryFinder = {
  /**
   * The item that tells the same story already, and the keys under which this one is looked for.
   * @param offered with the title as readers would see it, without its outlet
   */
  find(feed: Feed, offered: Offered, now: Date): { story: number | undefined; keys: string[] }
}

/** Finds the story that another outlet has told, by its link or by its title. */
export function createStoryFinder({ items }: Pick<Store, 'items'>): StoryFinder {
  const kept = new Map<string, StoryFingerprint>()

  function fingerprintOf(title: string): StoryFingerprint {
    const known = kept.get(title)
    if (known !== undefined) return known
    const made = fingerprintTitle(title)
    const [oldest] = kept.keys()
    if (kept.size >= fingerprintsKept && oldest !== undefined) kept.delete(oldest)
    kept.set(title, made)
    return made
  }

  return {
    find(feed, { canonicalLink, link, title }, now) {
      const fingerprint = fingerprintOf(title)
      const keys = storyKeys(fingerprint)
      const since = new Date(now.getTime() - storyHours * 3_600_000)
      const behindLink =
        canonicalLink === null ? [] : items.linked(canonicalLink, new Date(now.getTime() - pageDays * 86_400_000))
      // One page of several outlets tells one story; of one outlet, or at different places on it, it may tell several.
      const sameLink = behindLink.find(
        (telling) =>
          fragmentOf(telling.link) === fragmentOf(link) &&
          (telling.feedId !== feed.id || isSameStory(fingerprintOf(telling.title), fingerprint)),
      )
      const story =
        sameLink?.story ??
        items
          .storyCandidates(keys, feed.id, since)
          .find((candidate) => isSameStory(fingerprintOf(candidate.title), fingerprint))?.story
      return { story, keys }
    },
  }
}
