import { z } from 'zod'

/** What a viewer may be told. A group, a channel, an inline result and a web page are always `public`. */
export const clearances = ['public', 'restricted'] as const
export type Clearance = (typeof clearances)[number]
export const clearanceSchema = z.enum(clearances)

/** Each level may do what the levels before it may. */
const accessLevels = ['public', 'focal-point', 'staff', 'administrator'] as const
export type AccessLevel = (typeof accessLevels)[number]

/** As what a person is registered for a member State. */
export const roles = ['focal-point', 'delegate'] as const
export type Role = (typeof roles)[number]
export const roleSchema = z.enum(roles)

export function mayUse(held: AccessLevel, needed: AccessLevel): boolean {
  return accessLevels.indexOf(held) >= accessLevels.indexOf(needed)
}

/** What a person may use now: a suspended one no more than anybody. */
export function accessHeld(
  person: { readonly access: AccessLevel; readonly suspended: boolean } | undefined,
): AccessLevel {
  return person === undefined || person.suspended ? 'public' : person.access
}

/** Where a person writes from: restricted records are for private chats only; the staff chat is a group like any other. */
export type Place = 'private' | 'staff-chat' | 'group' | 'channel' | 'inline'

/** In a group the clearance is the chat's, never the asker's: others read along. */
export function clearanceAt(place: Place, held: AccessLevel): Clearance {
  return place === 'private' && mayUse(held, 'focal-point') ? 'restricted' : 'public'
}
