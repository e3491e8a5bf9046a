import type { Language } from '../domain/language.ts'
import type { SandboxTelegram } from './telegram.ts'

export type PersonaKind = 'public' | 'focal-point' | 'staff'
export type SandboxPersona = { readonly kind: PersonaKind; readonly userId: number }
/** One line beside the clock, such as when the next edition is due; already in the reader's language. */
export type StatusLine = { readonly label: string; readonly value: string }

export type SandboxPageOptions = {
  readonly telegram: SandboxTelegram
  /** People a visitor may speak for, in the order in which they are offered. */
  readonly personas: readonly SandboxPersona[]
  /** Chat ids of the channels. */
  readonly channels: Readonly<Partial<Record<Language, number>>>
  /** The staff group; seen by the staff persona only. */
  readonly staffChatId?: number
  /** IANA name; times on the page are the Secretariat's. */
  readonly timeZone: string
  readonly status?: (language: Language) => readonly StatusLine[]
  /** On 127.0.0.1; a free one when left out. */
  readonly port?: number
}
