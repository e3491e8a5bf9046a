import type { AccessLevel, Role } from './access.ts'
import type { Language } from './language.ts'

/** What is kept of somebody who chose a language, subscribed or was granted access. Instants are UTC ISO text. */
export type Person = {
  readonly id: number
  readonly language: Language | null
  /** What was granted; what may be used now is `accessHeld`. */
  readonly access: AccessLevel
  readonly suspended: boolean
  readonly name: string | null
  readonly state: string | null
  readonly institution: string | null
  readonly role: Role | null
  readonly grantedBy: number | null
  readonly grantedAt: string | null
  /** Rises with every change of access: a card shows one version, and a press on an older one is refused. */
  readonly version: number
}

/** What somebody asks for; a decided one is kept for a while, so that a second press on its card is answered. */
export type Registration = {
  readonly id: number
  readonly person: number
  readonly name: string
  readonly state: string
  readonly institution: string
  readonly role: Role
  readonly language: Language
  readonly status: 'open' | 'accepted' | 'declined'
  readonly requestedAt: string
  readonly decidedBy: number | null
}

/** An invitation as staff see it; its token is known to nobody but whoever got the link. */
export type Invitation = {
  readonly id: number
  readonly state: string
  readonly institution: string | null
  readonly role: Role
  readonly createdBy: number | null
  readonly expiresAt: string
}
