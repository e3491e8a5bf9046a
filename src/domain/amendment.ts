import { z } from 'zod'
import { type Language, languages } from './language.ts'

export const amendmentKinds = ['correction', 'retraction'] as const
export type AmendmentKind = (typeof amendmentKinds)[number]

/**
 * What readers are told, by language; `all` where one text goes to every channel. Empty: only that it was corrected or withdrawn.
 * `only`: the one language whose readers it concerns.
 */
export const amendmentNoteSchema = z.object({
  en: z.string().optional(),
  ru: z.string().optional(),
  kk: z.string().optional(),
  all: z.string().optional(),
  only: z.enum(languages).optional(),
})
export type AmendmentNote = z.infer<typeof amendmentNoteSchema>

/** A correction or retraction that was applied. */
export type Amendment = {
  readonly kind: AmendmentKind
  readonly note: AmendmentNote
  /** UTC ISO text. */
  readonly at: string
}

/** What the readers of a language are told, of all that was applied to an item from the first to the latest. */
export function amendmentIn(amendments: readonly Amendment[], language: Language): Amendment | undefined {
  return amendments.findLast(({ note }) => note.only === undefined || note.only === language)
}

const markedTitle = /^\s*(en|ru|kk|kz)\s*:\s*(\S.*)$/i

/** “RU: …” → a title for the readers of one language; without a mark for all. */
export function parseMarkedTitle(text: string): { readonly title: string; readonly only?: Language } {
  const [, code = '', title = ''] = markedTitle.exec(text) ?? []
  const only = languages.find((language) => language === code.toLowerCase().replace('kz', 'kk'))
  return only === undefined ? { title: text } : { title, only }
}

export function noteIn(note: AmendmentNote, language: Language): string | undefined {
  return note[language] ?? note.all
}

// “EN–RU interpretation” and “KZ-2026” are words.
const marked = /^\s*(en|ru|kk|kz)(?:\s*:|\s+[–—-](?=\s))\s*(.*)$/i

/**
 * What staff wrote, by channel: lines from one that begins with `EN:`, `RU:` or `KK:` on are for that one; what stands before them, or
 * a text without such marks, is for `all`. Line breaks stay.
 */
export function byChannel(text: string): Partial<Record<Language | 'all', string>> {
  const parts: Partial<Record<Language | 'all', string>> = {}
  let current: Language | 'all' = 'all'
  for (const line of text.trim().split('\n')) {
    const match = marked.exec(line)
    const code = match?.[1]?.toLowerCase().replace('kz', 'kk')
    current = languages.find((language) => language === code) ?? current
    const before: string | undefined = parts[current]
    const words = (match?.[2] ?? line).trim()
    if (before !== undefined || words !== '') parts[current] = before === undefined ? words : `${before}\n${words}`
  }
  return parts
}

/** What staff wrote → the note, in one line for each channel. A single dash means no note. */
export function parseNote(text: string): AmendmentNote {
  const trimmed = text.trim()
  if (/^[-–—]?$/.test(trimmed)) return {}
  const parts = Object.entries(byChannel(trimmed))
  return amendmentNoteSchema.parse(
    Object.fromEntries(parts.map(([of, words]) => [of, words.replace(/\s+/g, ' ').trim()])),
  )
}
