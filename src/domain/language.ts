import { z } from 'zod'

/** The bot's languages, in the order in which they are offered. */
export const languages = ['en', 'ru', 'kk'] as const
export type Language = (typeof languages)[number]

export const languageSchema = z.enum(languages)

/** A text kept in up to three languages; English is always there because every source was read in it. */
export const localizedTextSchema = z.strictObject({
  en: z.string().min(1),
  ru: z.string().min(1).optional(),
  kk: z.string().min(1).optional(),
})
export type LocalizedText = z.infer<typeof localizedTextSchema>

export function isLanguage(value: unknown): value is Language {
  return languageSchema.safeParse(value).success
}

/** Telegram's `language_code` (IETF tag, may be missing) → the interface language; English where it is another one. */
export function languageFromTag(tag: string | undefined): Language {
  const primary = tag?.toLowerCase().split('-')[0]
  return isLanguage(primary) ? primary : 'en'
}

/** The text in the wanted language, else in English. */
export function inLanguage(text: LocalizedText, language: Language): string {
  return text[language] ?? text.en
}

/** How each language is called in all three, cut where the endings begin. */
const names: Readonly<Record<Language, RegExp>> = {
  en: /^(?:eng|english|англ\p{L}*|ағылш\p{L}*)$/u,
  ru: /^(?:rus|russian|рус|русск\p{L}*|орыс\p{L}*)$/u,
  kk: /^(?:kz|kaz|kazakh|қаз|қазақ\p{L}*|каз|казахск\p{L}*)$/u,
}

/** The language that a word names, as its code or as people call it; undefined where it names none. */
export function languageNamed(word: string): Language | undefined {
  const lower = word.trim().toLowerCase()
  return isLanguage(lower) ? lower : languages.find((language) => names[language].test(lower))
}
