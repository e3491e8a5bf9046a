import { type Subject, valuesOf } from '../domain/subscription.ts'
import type { SubscriptionStore } from '../store/subscriptions.ts'

/** Subscriptions served in one transaction, so that nothing else waits long for the database. */
export const pageLength = 500

/** The own words to look for: a page's, or everybody's where many pages follow, so that they are compiled once. */
export function wordsOf(
  page: readonly { readonly subjects: readonly Subject[] }[],
  subscriptions: Pick<SubscriptionStore, 'keywords'>,
): ReadonlySet<string> {
  return new Set(
    page.length < pageLength ? page.flatMap(({ subjects }) => valuesOf(subjects, 'keyword')) : subscriptions.keywords(),
  )
}
