import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { placesSchema, taxonomySchema } from '#src/domain/classify/taxonomy.ts'
import { compileTaxonomy } from '#src/domain/classify.ts'
import { type DimensionSlug, dimensionSlugSchema, dimensionSlugs } from '#src/domain/dimension.ts'

const rowSchema = z.object({
  lang: z.enum(['en', 'ru', 'kk']),
  title: z.string(),
  summary: z.string().nullable(),
  dimensions: z.array(dimensionSlugSchema),
  split: z.string(),
})

const reference = (name: string): unknown =>
  load(readFileSync(new URL(`../../data/reference/${name}`, import.meta.url), 'utf8'))

const classifier = compileTaxonomy(
  taxonomySchema.parse(reference('taxonomy.yaml')),
  placesSchema.parse(reference('places.yaml')),
)

/** @param set a language, `met-first` or `front-pages` */
const rowsOf = (set: string) =>
  readFileSync(new URL(`./headlines-${set}.jsonl`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => rowSchema.parse(JSON.parse(line)))

type Judged = { wanted: readonly DimensionSlug[]; given: readonly DimensionSlug[] }

const f1Of = (slug: DimensionSlug, judged: readonly Judged[]): number => {
  const right = judged.filter(({ wanted, given }) => wanted.includes(slug) && given.includes(slug)).length
  const wrong = judged.filter(({ wanted, given }) => wanted.includes(slug) !== given.includes(slug)).length
  return right + wrong === 0 ? 1 : (2 * right) / (2 * right + wrong)
}

const macroF1 = (judged: readonly Judged[]): number =>
  dimensionSlugs.reduce((sum, slug) => sum + f1Of(slug, judged), 0) / dimensionSlugs.length

const judge = (rows: ReturnType<typeof rowsOf>): Judged[] =>
  rows.map(({ title, summary, lang, dimensions }) => ({
    wanted: dimensions,
    given: classifier.classify({ title, summary, lang }).dimensions.map(({ slug }) => slug),
  }))

test.each([
  { language: 'en', floor: 0.85 },
  { language: 'ru', floor: 0.85 },
  { language: 'kk', floor: 0.85 },
])('sorts the labelled headlines in $language with macro-F1 over $floor', ({ language, floor }) => {
  const rows = rowsOf(language)
  const all = macroF1(judge(rows))
  const heldOut = macroF1(judge(rows.filter(({ split }) => split === 'holdout')))
  process.stdout.write(
    `classify ${language}: ${rows.length} headlines, macro-F1 ${all.toFixed(3)}, held out ${heldOut.toFixed(3)}\n`,
  )
  expect(all).toBeGreaterThan(floor)
  expect(heldOut).toBeGreaterThan(floor)
})

test('recognises off-topic items in at least 85 % of cases in every language', () => {
  for (const language of ['en', 'ru', 'kk']) {
    const offTopic = judge(rowsOf(language)).filter(({ wanted }) => wanted.length === 0)
    const recognised = offTopic.filter(({ given }) => given.length === 0).length
    expect(recognised / offTopic.length, language).toBeGreaterThanOrEqual(0.85)
  }
})

const judgedFirst = (set: string, language?: string) => {
  const judged = judge(rowsOf(set).filter(({ lang }) => language === undefined || lang === language))
  const offTopic = judged.filter(({ wanted }) => wanted.length === 0)
  const recognised = offTopic.filter(({ given }) => given.length === 0).length
  process.stdout.write(
    `classify ${language ?? 'en'}, ${set}: ${judged.length} headlines, macro-F1 ${macroF1(judged).toFixed(3)}, off-topic ${recognised}/${offTopic.length}\n`,
  )
  return { f1: macroF1(judged), offTopic: recognised / offTopic.length }
}

/**
 * Gathered and labelled from stored feeds and archives by people who did not know the classifier, in the mix of a desk's items; two labelled the
 * English ones and agreed. What the classifier before them made of them stands in the README.
 */
test.each([
  { language: 'en', floor: 0.8 },
  { language: 'ru', floor: 0.8 },
  { language: 'kk', floor: 0.7 },
])('sorts headlines in $language that were gathered by others, with macro-F1 over $floor', ({ language, floor }) => {
  const { f1, offTopic } = judgedFirst('met-first', language)
  expect(f1).toBeGreaterThan(floor)
  expect(offTopic).toBeGreaterThanOrEqual(0.85)
})

/** Two in five of them are off-topic. The vocabulary is never adapted to these: what they show is what a new outlet will. */
test('sorts English headlines of whole front pages that its vocabulary was never adapted to', () => {
  expect(judgedFirst('front-pages').f1).toBeGreaterThan(0.7)
})
