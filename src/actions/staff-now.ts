import type { App } from '../app.ts'
import { accessHeld, mayUse } from '../domain/access.ts'

/** So long after somebody was found in the staff chat they are taken to be there; Telegram is asked twice as often. */
export const staffBelievedMinutes = 60

/**
 * Whether the reader of a private chat may read restricted records now: they were granted it, are an administrator, or are in
 * the staff chat. Of somebody whom Telegram was not asked about lately nobody knows.
 */
export function clearanceOf(
  app: Pick<App, 'store' | 'clock' | 'config'>,
  chat: string,
): 'held' | 'withdrawn' | 'unconfirmed' {
  const { people } = app.store
  const person = Number(chat)
  if (staffNow(app).has(chat) || mayUse(accessHeld(people.find(person)), 'focal-point')) return 'held'
  return people.inStaffChatBefore(app.clock.now()).includes(person) ? 'unconfirmed' : 'withdrawn'
}

/**
 * The private chats of those who are staff without having been granted it: administrators, and whoever is in the staff chat.
 * What they are sent there holds what they are answered there.
 */
export function staffNow({ store, clock, config }: Pick<App, 'store' | 'clock' | 'config'>): ReadonlySet<string> {
  const since = new Date(clock.now().getTime() - staffBelievedMinutes * 60_000)
  return new Set([...config.administrators, ...store.people.inStaffChatAfter(since)].map(String))
}
