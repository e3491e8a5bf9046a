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

/** How each language is called in all three, without endings; `kz` is the country's code, and often taken for the language's. */
const names: Readonly<Record<Language, RegExp>> = {
  en: /^(?:eng|english|(?:по-)?англ\p{L}*|ағылш\p{L}*(?: тілі)?)$/u,
  ru: /^(?:rus|russian|(?:по-)?рус|(?:по-)?русск\p{L}*|орыс\p{L}*(?: тілі)?)$/u,
  kk: /^(?:kz|kaz|kazakh|qazaq\p{L}*|қаз|қазақ\p{L}*(?: тілі)?|каз|(?:по-)?казахск\p{L}*)$/u,
}

/** The language that somebody names, by its code or as people call it; undefined where it is another word. */
export function languageNamed(text: string): Language | undefined {
  const lower = text.trim().toLowerCase()
  return isLanguage(lower) ? lower : languages.find((language) => names[language].test(lower))
}

/** Whether a text is in the letters of these languages, Latin or Cyrillic: a Chinese or Persian one is in none of them. */
export function isReadable(text: string): boolean {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  const own = text.match(/[\p{Script=Latin}\p{Script=Cyrillic}]/gu)?.length ?? 0
  return own * 2 >= letters
}
