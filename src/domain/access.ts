import { z } from 'zod'

/** What a viewer may be told. A group, a channel, an inline result and a web page are always `public`. */
export const clearances = ['public', 'restricted'] as const
export type Clearance = (typeof clearances)[number]
export const clearanceSchema = z.enum(clearances)

/** Each level may do what the levels before it may. */
export const accessLevels = ['public', 'focal-point', 'staff', 'administrator'] as const
export type AccessLevel = (typeof accessLevels)[number]
export const accessLevelSchema = z.enum(accessLevels)

export function mayUse(held: AccessLevel, needed: AccessLevel): boolean {
  return accessLevels.indexOf(held) >= accessLevels.indexOf(needed)
}

/** Where a person writes from: restricted records are for private chats only, and for the staff chat itself. */
export type Place = 'private' | 'staff-chat' | 'group' | 'channel' | 'inline'

/** In a group the clearance is the chat's, never the asker's: others read along. */
export function clearanceAt(place: Place, held: AccessLevel): Clearance {
  if (place === 'staff-chat') return 'restricted'
  return place === 'private' && mayUse(held, 'focal-point') ? 'restricted' : 'public'
}
