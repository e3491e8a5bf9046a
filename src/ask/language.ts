import type { Language } from '../domain/language.ts'
import type { Notions } from './notions.ts'
import type { Match } from './vocabulary.ts'

const kazakhLetters = /[әғқңөұүһі]/i
const kazakhLatin = /[ğǵñńşıäöüūý]|q(?!u)/i

const isAbbreviation = (match: Match) => match.alias.text === match.alias.text.toUpperCase()

/** Words that ask are in the asker's own language, whatever the names are in that stand around them. */
const asking: ReadonlySet<string> = new Set(
  'when where who what how-many how-long how-often why translate in-russian in-kazakh in-english'.split(' '),
)

/**
 * What a word tells where two alphabets meet: “next SOC meeting қашан” is a question in Kazakh, “what does КСДЛ mean” one in
 * English. English terms are quoted in the other languages all the time, code is in no language at all.
 */
function weightAmongTwo(matches: readonly Match[]): number {
  if (matches.some(({ alias }) => alias.group === 'cues' && asking.has(alias.id))) return 2
  if (matches.some(({ alias }) => alias.group === 'foreign')) return 0
  return matches.some(({ alias }) => alias.group === 'fillers' || alias.language !== 'en') ? 1 : 0.4
}

/** One vote a token: for the only language whose vocabulary has it, else for the one that its letters give away. */
function votesOf(notions: Notions, mixed: boolean): Record<Language, number> {
  const votes = { en: 0, ru: 0, kk: 0 }
  const spoken = notions.tokens.map((): Match[] => [])
  for (const match of notions.every) {
    if (isAbbreviation(match) && match.alias.group !== 'fillers') {
      // АЛТК is Kazakh and КСДЛ Russian; it tells only where nothing else does.
      if (match.alias.language !== 'en') votes[match.alias.language] += 0.2
      continue
    }
    for (let at = match.from; at <= match.to; at += 1) spoken[at]?.push(match)
  }
  notions.tokens.forEach((token, at) => {
    const matches = spoken[at] ?? []
    const languages = [...new Set(matches.map((match) => match.alias.language))]
    const only = languages.length === 1 ? languages[0] : undefined
    const weight = mixed ? weightAmongTwo(matches) : 1
    if (token.script === 'cyrillic') {
      if (kazakhLetters.test(token.raw)) votes.kk += mixed ? 2 : 1.5
      else if (only !== undefined && only !== 'en') votes[only] += weight
    } else if (token.script === 'latin') {
      if (only !== undefined) votes[only] += only === 'en' && token.upper ? weight / 2 : weight
      if (kazakhLatin.test(token.raw) && only !== 'en' && matches.length > 0) votes.kk += 0.5
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
  const cyrillic = notions.tokens.some((token) => token.script === 'cyrillic')
  const latin = notions.tokens.some((token) => token.script === 'latin')
  const votes = votesOf(notions, cyrillic && latin)
  const most = Math.max(votes.en, votes.ru, votes.kk)
  if (most === 0) {
    if (cyrillic) return hint === 'kk' ? 'kk' : 'ru'
    return hint ?? 'en'
  }
  const best = (['en', 'ru', 'kk'] as const).filter((language) => votes[language] === most)
  // Words that English shares with a transliteration tell less than those it does not have.
  const heard = notions.matches.some((match) => match.reading === 'transliterated')
  if (heard && best.length > 1) return best.find((language) => language !== 'en') ?? 'ru'
  if (hint !== undefined && best.includes(hint)) return hint
  if (cyrillic) return best.find((language) => language !== 'en') ?? (latin ? 'en' : 'ru')
  return best[0] ?? 'en'
}
