import { type BlockList, compileBlockList } from '../domain/block-words.ts'
import { type Lesson, learn } from '../domain/classify/learn.ts'
import type { Classification, Classifier } from '../domain/classify.ts'
import { confidenceOf } from '../domain/confidence.ts'
import type { DimensionSlug } from '../domain/dimension.ts'
import type { ItemState, Judgement } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import type { Feed } from '../store/feeds.ts'
import type { Store } from '../store/store.ts'

/** What is to become of an item, and why. */
export type Sorted = {
  readonly language: Language
  readonly judgement: Judgement
  readonly confidence: number | null
  readonly state: Extract<ItemState, 'awaiting' | 'accepted' | 'declined'>
  readonly rule: string | null
}

export type Sort = (text: { title: string; summary: string | null }, claimed: string | undefined) => Sorted

/** For one poll of a feed: what staff change meanwhile holds from the next poll on. */
export type Sorter = (feed: Feed) => Sort

type Parts = {
  readonly store: Pick<Store, 'desk'>
  /** Looked at when the first item is sorted: it is slow to make. */
  readonly classifier: Classifier
}

type Mode = {
  /** `auto`: what has a dimension and concerns the region is accepted without review. */
  readonly editionMode: 'review' | 'auto'
}

/** Classifies items by the taxonomy and what staff taught, then by the rules that they set. Both are looked up again when they change. */
export function createSorter(parts: Parts, { editionMode }: Mode): Sorter {
  const { store } = parts
  const lesson = remembered<Lesson | undefined>(
    () => store.desk.correctionState(),
    () => lessonOf(store),
  )
  const blockList = remembered<BlockList>(
    () => JSON.stringify(store.desk.blockWords().map(({ phrase }) => phrase)),
    () => compileBlockList(store.desk.blockWords().map(({ phrase }) => phrase)),
  )
  return (feed) => {
    const [taught, blocking] = [lesson(), blockList()]
    return ({ title, summary }, claimed) => {
      const lang = feed.language ?? claimed
      const text = { title, summary, ...(lang === undefined ? {} : { lang }) }
      const found = parts.classifier.classify(text, taught)
      const judgement = toJudgement(found, feed.defaultDimension)
      const confidence = found.dimensions[0] === undefined ? null : confidenceOf(found.dimensions[0].score)
      const decision = decide({ feed, judgement, confidence, blocked: blocking.find(text), editionMode })
      return { language: found.language, judgement, confidence, ...decision }
    }
  }
}

function lessonOf(store: Pick<Store, 'desk'>): Lesson | undefined {
  const lessons = store.desk.lessons()
  if (lessons.length === 0) return undefined
  return learn(
    lessons.map(({ title, summary, lang, was, stands }) => ({
      ...{ title, summary, was, is: stands },
      ...(lang === null ? {} : { lang }),
    })),
  )
}

/** Made once, and again when what it was made from has changed. */
function remembered<T>(state: () => string, make: () => T): () => T {
  let kept: { readonly state: string; readonly value: T } | undefined
  return () => {
    const now = state()
    if (kept?.state !== now) kept = { state: now, value: make() }
    return kept.value
  }
}

type Case = {
  readonly feed: Feed
  readonly judgement: Judgement
  readonly confidence: number | null
  readonly blocked: string | undefined
  readonly editionMode: 'review' | 'auto'
}

/** Blocked words first; then the feed's own rule; then the mode of the edition. What no rule settles awaits review. */
function decide({ feed, judgement, confidence, blocked, editionMode }: Case): Pick<Sorted, 'state' | 'rule'> {
  if (blocked !== undefined) return { state: 'declined', rule: `block-word:${blocked}` }
  const isRelevant = judgement.dimensions.length > 0 && judgement.inRegion !== false
  if (editionMode === 'auto') return { state: isRelevant ? 'accepted' : 'declined', rule: 'auto-mode' }
  const isSure = feed.autoAccept !== null && confidence !== null && confidence >= feed.autoAccept
  return isRelevant && isSure ? { state: 'accepted', rule: 'auto-accept' } : { state: 'awaiting', rule: null }
}

/** Terms named in the reasons, at most; a card shows fewer. */
const termsKept = 8

/** A term of the taxonomy without the signs of its notation. */
function readable(term: string): string {
  return term
    .replace(/[=*]/g, '')
    .replace(/\s*\.\.\s*/g, ' … ')
    .replace(/\s*&\s*/g, ' + ')
    .replaceAll('|', '/')
}

function toJudgement(found: Classification, defaultDimension: DimensionSlug | null): Judgement {
  const { areas, states, inRegion, reasons } = found
  const dimensions =
    found.dimensions.length === 0 && defaultDimension !== null
      ? [{ slug: defaultDimension, score: 0 }]
      : found.dimensions
  const evidence = dimensions.map(({ slug }) => {
    const own = reasons.flatMap((reason) =>
      (reason.kind === 'area' || reason.kind === 'correction') && reason.dimension === slug && reason.weight > 0
        ? [reason]
        : [],
    )
    const terms = own.toSorted((a, b) => b.weight - a.weight).map(({ term }) => readable(term))
    return { dimension: slug, terms: [...new Set(terms)].slice(0, termsKept) }
  })
  const terms = reasons.flatMap((reason) => (reason.kind === 'area' ? [readable(reason.term)] : []))
  return { dimensions, areas, states, inRegion, reasons: [...new Set(terms)], evidence }
}
