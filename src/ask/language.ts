import type { Language } from '../domain/language.ts'
import type { Notions } from './notions.ts'
import type { Match } from './vocabulary.ts'

const kazakhLetters = /[әғқңөұүһі]/i
const kazakhLatin = /[ğǵñńşıäöüūý]|q(?!u)/i

const isAbbreviation = (match: Match) => match.alias.text === match.alias.text.toUpperCase()

/** One vote a token: for the only language whose vocabulary has it, else for the one that its letters give away. */
function votesOf(notions: Notions): Record<Language, number> {
  const votes = { en: 0, ru: 0, kk: 0 }
  const spoken = notions.tokens.map(() => new Set<Language>())
  for (const match of notions.every) {
    if (isAbbreviation(match) && match.alias.group !== 'fillers') continue
    for (let at = match.from; at <= match.to; at += 1) spoken[at]?.add(match.alias.language)
  }
  notions.tokens.forEach((token, at) => {
    const languages = [...(spoken[at] ?? [])]
    if (token.script === 'cyrillic') {
      if (kazakhLetters.test(token.raw)) votes.kk += 1.5
      else if (languages.length === 1 && languages[0] !== undefined && languages[0] !== 'en') votes[languages[0]] += 1
    } else if (token.script === 'latin') {
      const only = languages.length === 1 ? languages[0] : undefined
      if (only !== undefined) votes[only] += only === 'en' && token.upper ? 0.5 : 1
      if (kazakhLatin.test(token.raw) && only !== 'en') votes.kk += 0.5
    }
  })
  return votes
}

/**
 * The language a question is in, Kazakh in Russian letters and transliterations included.
 *
 * @param hint the reader's own language, for questions that no language shows in, such as “SOC 2023?”
 */
export function languageOf(notions: Notions, hint?: Language): Language {
  const votes = votesOf(notions)
  const cyrillic = notions.tokens.some((token) => token.script === 'cyrillic')
  const latin = notions.tokens.some((token) => token.script === 'latin')
  const most = Math.max(votes.en, votes.ru, votes.kk)
  if (most === 0) {
    if (cyrillic) return hint === 'kk' ? 'kk' : 'ru'
    return hint ?? 'en'
  }
  const best = (['en', 'ru', 'kk'] as const).filter((language) => votes[language] === most)
  if (hint !== undefined && best.includes(hint)) return hint
  if (cyrillic && !latin) return best.find((language) => language !== 'en') ?? 'ru'
  return best[0] ?? 'en'
}
