import { compileVocabulary, type Evidence } from './classify/analyse.ts'
import { chooseAreas, chooseDimensions, type Scores, scoreEvidence } from './classify/decide.ts'
import { compileGazetteer, type PlaceFound } from './classify/gazetteer.ts'
import type { Lesson } from './classify/learn.ts'
import { applyLesson } from './classify/learn.ts'
import { detectLanguage } from './classify/script.ts'
import type { Places, Taxonomy } from './classify/taxonomy.ts'
import { tokenise } from './classify/tokenise.ts'
import type { AreaSlug, DimensionSlug } from './dimension.ts'
import { dimensionOfArea } from './dimension.ts'
import type { Language } from './language.ts'

/** A news item as a feed gives it; `lang` is what the feed claims, believed only where the script allows. */
export type NewsText = { title: string; summary?: string | null | undefined; lang?: string | undefined }

/** One reason of a decision, as data: staff see the term, what it spoke for, how strongly and where it stood. */
export type Reason =
  | { kind: 'area'; area: AreaSlug; dimension: DimensionSlug; term: string; weight: number; where: 'title' | 'summary' }
  | { kind: 'off-topic'; heading: string; term: string; weight: number; where: 'title' | 'summary' }
  | { kind: 'place'; term: string; states: readonly string[]; where: 'title' | 'summary' }
  /** No place is named: the home state of the text's language. */
  | { kind: 'home'; language: Language; state: string }
  | { kind: 'correction'; dimension: DimensionSlug; term: string; weight: number }

export type Classification = {
  language: Language
  /** Best first; the score grows with the evidence (3 is one certain term in the title). Empty: no dimension. */
  dimensions: { slug: DimensionSlug; score: number }[]
  areas: AreaSlug[]
  /** ISO 3166 alpha-3 of member states only, in the order they are named. */
  states: string[]
  /** Whether the item concerns Asia; null where there is no text to tell by. */
  inRegion: boolean | null
  reasons: Reason[]
}

export type Classifier = { classify: (item: NewsText, lesson?: Lesson) => Classification }

/** Headlines are under 300 characters and say it all; of summaries the first sentences do. */
const TITLE_LIMIT = 500
const SUMMARY_LIMIT = 900

const round = (score: number): number => Math.round(score * 100) / 100

type Located = { place: PlaceFound; where: 'title' | 'summary' }

const regionOf = (places: readonly Located[]): { states: string[]; inRegion: boolean } => {
  const states = new Set<string>()
  let asia = false
  for (const { place } of places) {
    if (place.kind === 'states') for (const state of place.states) states.add(state)
    if (place.kind === 'asia') asia = true
  }
  return { states: [...states], inRegion: asia || states.size > 0 }
}

const reasonsFor = (evidence: readonly Evidence[], places: readonly Located[]): Reason[] => [
  ...evidence.map(
    ({ subject, term, weight, where }): Reason =>
      subject.kind === 'area'
        ? { kind: 'area', area: subject.area, dimension: dimensionOfArea[subject.area], term, weight, where }
        : { kind: 'off-topic', heading: subject.heading, term, weight, where },
  ),
  ...places.map(
    ({ place, where }): Reason => ({
      kind: 'place',
      term: place.term,
      states: place.kind === 'states' ? place.states : [],
      where,
    }),
  ),
]

/**
 * Compiles the editable vocabulary and the place names into a classifier. Pure and synchronous; compile once, classify many
 * (some 5,000 items a second). Throws where a term of the vocabulary is empty after its signs are taken off.
 */
export const compileTaxonomy = (taxonomy: Taxonomy, places: Places): Classifier => {
  const vocabulary = compileVocabulary(taxonomy)
  const gazetteer = compileGazetteer(places)
  // The texts of both are a megabyte, which is let go of here.
  const { thresholds, summaryShare } = taxonomy
  const { home: homes } = places
  return {
    classify: (item, lesson) => {
      const summary = item.summary ?? ''
      const language = detectLanguage(`${item.title} ${summary.slice(0, 300)}`, item.lang)
      const titleTokens = tokenise(item.title, language, TITLE_LIMIT)
      const summaryTokens = tokenise(summary, language, SUMMARY_LIMIT)
      const evidence = [...vocabulary.find(titleTokens, 'title'), ...vocabulary.find(summaryTokens, 'summary')]
      const located: Located[] = [
        ...gazetteer.find(titleTokens).map((place) => ({ place, where: 'title' as const })),
        ...gazetteer.find(summaryTokens).map((place) => ({ place, where: 'summary' as const })),
      ]
      const lexical: Scores = scoreEvidence(evidence, summaryShare)
      const taught = lesson === undefined ? undefined : applyLesson(lesson, titleTokens, summaryTokens)
      const silent = titleTokens.length + summaryTokens.length === 0
      const home = located.length > 0 || silent ? undefined : homes[language]
      const named = regionOf(located)
      const inRegion = named.inRegion || home !== undefined
      const dimensions = chooseDimensions(lexical, { thresholds, inRegion }, taught)
      return {
        language,
        dimensions: dimensions.map(({ slug, score }) => ({ slug, score: round(score) })),
        areas: chooseAreas(lexical, dimensions),
        states: home === undefined ? named.states : [home],
        inRegion: silent ? null : inRegion,
        reasons: [
          ...reasonsFor(evidence, located),
          ...(home === undefined ? [] : [{ kind: 'home' as const, language, state: home }]),
          ...(taught?.reasons ?? []),
        ],
      }
    },
  }
}
