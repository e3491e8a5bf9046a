import type { App } from '../app.ts'

/** So long after somebody was found in the staff chat they are taken to be there; Telegram is asked twice as often. */
export const staffBelievedMinutes = 60

/**
 * The private chats of those who are staff without having been granted it: administrators, and whoever is in the staff chat.
 * What they are sent there holds what they are answered there.
 */
export function staffNow({ store, clock, config }: Pick<App, 'store' | 'clock' | 'config'>): ReadonlySet<string> {
  const since = new Date(clock.now().getTime() - staffBelievedMinutes * 60_000)
  return new Set([...config.administrators, ...store.people.inStaffChatAfter(since)].map(String))
}
