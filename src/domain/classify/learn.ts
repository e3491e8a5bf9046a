import type { DimensionSlug } from '../dimension.ts'
import { detectLanguage } from './script.ts'
import { type Token, tokenise } from './tokenise.ts'

/**
 * What staff said of one item: the dimensions the bot gave (`was`) and the right ones (`is`). Equal sets are worth keeping too:
 * an accepted item tells which words are no reason to change anything.
 */
export type Correction = {
  title: string
  summary?: string | null | undefined
  lang?: string | undefined
  was: readonly DimensionSlug[]
  is: readonly DimensionSlug[]
}

type Lean = Map<DimensionSlug, number>

/** What follows from a list of corrections. Made anew from the list each time, so dropping a correction undoes it without trace. */
export type Lesson = {
  words: ReadonlyMap<string, Lean>
  titles: ReadonlyMap<string, readonly DimensionSlug[]>
}

export type Taught = {
  /** Added to the score of a dimension. */
  lean: ReadonlyMap<DimensionSlug, number>
  /** The answer staff gave to this very title, if they did. */
  verdict: readonly DimensionSlug[] | undefined
  reasons: { kind: 'correction'; dimension: DimensionSlug; term: string; weight: number }[]
}

/** One correction must not turn a whole vocabulary: a single word moves this much, a pair of words twice that. */
const WORD_WEIGHT = 1.2
const LARGEST_LEAN = 4
const LEARNED_SUMMARY = 300

const stem = (token: Token): string =>
  token.vocabulary === 'en' ? token.key.replace(/(?:ies|es|s|ed|ing)$/, '') : token.key.slice(0, 6)

const featuresOf = (tokens: readonly Token[]): Set<string> => {
  const stems = tokens.filter(({ key }) => key.length >= 4 && !/^\d/.test(key)).map(stem)
  const features = new Set(stems)
  stems.forEach((one, at) => {
    const next = stems[at + 1]
    if (next !== undefined) features.add(`${one} ${next}`)
  })
  return features
}

const titleKey = (tokens: readonly Token[]): string => tokens.map(({ key }) => key).join(' ')

const tokensOf = ({ title, summary, lang }: Correction): { title: Token[]; summary: Token[] } => {
  const language = detectLanguage(`${title} ${summary ?? ''}`, lang)
  return { title: tokenise(title, language, 500), summary: tokenise(summary ?? '', language, LEARNED_SUMMARY) }
}

type Tally = { seen: number; lean: Lean }

/** Learns from corrections: words that stood in wrongly sorted items lean towards what staff said, held back by items where they did no harm. */
export const learn = (corrections: readonly Correction[]): Lesson => {
  const tallies = new Map<string, Tally>()
  const titles = new Map<string, readonly DimensionSlug[]>()
  for (const correction of corrections) {
    const tokens = tokensOf(correction)
    titles.set(titleKey(tokens.title), correction.is)
    for (const feature of featuresOf([...tokens.title, ...tokens.summary])) {
      const tally = tallies.get(feature) ?? { seen: 0, lean: new Map() }
      tally.seen += 1
      for (const slug of correction.is)
        if (!correction.was.includes(slug)) tally.lean.set(slug, (tally.lean.get(slug) ?? 0) + 1)
      for (const slug of correction.was)
        if (!correction.is.includes(slug)) tally.lean.set(slug, (tally.lean.get(slug) ?? 0) - 1)
      tallies.set(feature, tally)
    }
  }
  const words = new Map<string, Lean>()
  for (const [feature, { seen, lean }] of tallies) {
    const scale = (WORD_WEIGHT * (feature.includes(' ') ? 2 : 1)) / (seen + 1)
    const kept = [...lean].filter(([, count]) => count !== 0)
    if (kept.length > 0) words.set(feature, new Map(kept.map(([slug, count]) => [slug, count * scale])))
  }
  return { words, titles }
}

/** What a lesson says of an item: how far it leans to or from each dimension, with the words that made it lean. */
export const applyLesson = (lesson: Lesson, title: readonly Token[], summary: readonly Token[]): Taught => {
  const lean: Lean = new Map()
  const reasons: Taught['reasons'] = []
  for (const feature of featuresOf([...title, ...summary])) {
    for (const [dimension, weight] of lesson.words.get(feature) ?? []) {
      const before = lean.get(dimension) ?? 0
      lean.set(dimension, Math.max(-LARGEST_LEAN, Math.min(LARGEST_LEAN, before + weight)))
      reasons.push({ kind: 'correction', dimension, term: feature, weight })
    }
  }
  return { lean, verdict: lesson.titles.get(titleKey(title)), reasons }
}
