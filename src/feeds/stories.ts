import type { Offered } from '../domain/item.ts'
import { fingerprintTitle, isSameStory, isSameTitle, type StoryFingerprint, storyKeys } from '../domain/story.ts'
import type { Feed } from '../store/feeds.ts'
import type { Telling } from '../store/item-intake.ts'
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
   * @param listed the guids of all that the feed offers now
   */
  find(
    feed: Feed,
    offered: Offered,
    now: Date,
    listed: ReadonlySet<string>,
  ): { story: number | undefined; keys: string[] }
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

  /** An outlet tells a story once: its title at another address is the same item only if nothing but the address differs. */
  function hasMoved(telling: Telling, { feedTitle, publishedAt }: Offered): boolean {
    if (telling.publishedAt !== null && publishedAt !== null && telling.publishedAt !== publishedAt) return false
    return telling.feedTitle === feedTitle || isSameTitle(fingerprintOf(telling.feedTitle), fingerprintOf(feedTitle))
  }

  return {
    find(feed, offered, now, listed) {
      const { canonicalLink, link, title } = offered
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
          .find((telling) =>
            telling.feedId === feed.id
              ? !listed.has(telling.guid) && hasMoved(telling, offered)
              : isSameStory(fingerprintOf(telling.title), fingerprint),
          )?.story
      return { story, keys }
    },
  }
}
