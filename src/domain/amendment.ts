import { z } from 'zod'
import { type Language, languages } from './language.ts'

export const amendmentKinds = ['correction', 'retraction'] as const
export type AmendmentKind = (typeof amendmentKinds)[number]

/** What readers are told, by language; `all` where one text goes to every channel. Empty: only that it was corrected or withdrawn. */
export const amendmentNoteSchema = z.object({
  en: z.string().optional(),
  ru: z.string().optional(),
  kk: z.string().optional(),
  all: z.string().optional(),
})
export type AmendmentNote = z.infer<typeof amendmentNoteSchema>

/** A correction or retraction that was applied. */
export type Amendment = {
  readonly kind: AmendmentKind
  readonly note: AmendmentNote
  /** UTC ISO text. */
  readonly at: string
}

export function noteIn(note: AmendmentNote, language: Language): string | undefined {
  return note[language] ?? note.all
}

const marked = /^\s*(en|ru|kk|kz)\s*[:–—-]\s*(.*)$/i

/**
 * What staff wrote → the note. Lines that begin with `EN:`, `RU:` or `KK:` are for one channel each; a text without such marks
 * is for all. A single dash means no note.
 */
export function parseNote(text: string): AmendmentNote {
  const trimmed = text.trim()
  if (/^[-–—]?$/.test(trimmed)) return {}
  const note: Partial<Record<Language | 'all', string>> = {}
  let current: Language | 'all' = 'all'
  for (const line of trimmed.split('\n')) {
    const match = marked.exec(line)
    const code = match?.[1]?.toLowerCase().replace('kz', 'kk')
    current = languages.find((language) => language === code) ?? current
    const words = (match?.[2] ?? line).trim()
    if (words !== '') note[current] = note[current] === undefined ? words : `${note[current]} ${words}`
  }
  return note
}
