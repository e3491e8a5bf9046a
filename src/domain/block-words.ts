import { detectLanguage } from './classify/script.ts'
import { TermIndex } from './classify/term-index.ts'
import { tokenise } from './classify/tokenise.ts'
import { languages } from './language.ts'

export type BlockList = {
  /** The phrase by which an item is blocked, in whatever form of its words; undefined where none applies. */
  find(text: {
    readonly title: string
    readonly summary: string | null
    readonly lang?: string | undefined
  }): string | undefined
}

/**
 * A phrase of the block list must have letters or digits; quotation marks and other signs, which no word of a text has, go. Of the
 * taxonomy's notation only the asterisk holds: `футбол*` is any word that begins so.
 */
export function normalisePhrase(text: string): string | undefined {
  const phrase = text
    .normalize('NFC')
    // U.S. is one word of a text.
    .replace(/(?<!\p{L})(?:\p{L}\.){2,}/gu, (dotted) => dotted.replaceAll('.', ''))
    .replace(/[^\p{L}\p{M}\p{N}'’ʼ*–-]/gu, ' ')
    .replace(/(?<!\p{L})['’ʼ]|['’ʼ](?!\p{L})/gu, ' ')
    .replace(/(?<![\p{L}\p{N}])\*|\*(?=[\p{L}\p{N}*])/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
  return /[\p{L}\p{N}]/u.test(phrase) && phrase.length <= 80 ? phrase : undefined
}

/** Staff write a word in its dictionary form, in any of the languages; its other forms block too. */
export function compileBlockList(phrases: readonly string[]): BlockList {
  const index = new TermIndex<string>()
  for (const phrase of phrases)
    for (const language of languages) index.add(normalisePhrase(phrase) ?? phrase, language, phrase)
  return {
    find({ title, summary, lang }) {
      if (phrases.length === 0) return undefined
      const text = `${title} ${summary ?? ''}`
      const language = detectLanguage(text.slice(0, 500), lang)
      // A Kazakh text is full of Russian names and the other way round: both readings are tried.
      const readings = new Set([language, language === 'kk' ? ('ru' as const) : language])
      for (const reading of readings) {
        const [hit] = index.find(tokenise(text, reading, 1500))
        if (hit !== undefined) return hit.value
      }
      return undefined
    },
  }
}
