import type { AreaSlug } from '../dimension.ts'
import { areaSlugs } from '../dimension.ts'
import type { Language } from '../language.ts'
import { languages } from '../language.ts'
import { splitTerms, type Taxonomy, type WordBlock } from './taxonomy.ts'
import { type Hit, TermIndex } from './term-index.ts'
import type { Token } from './tokenise.ts'

/** What a term speaks for: a priority area, or an off-topic heading of the taxonomy. */
export type Subject = { kind: 'area'; area: AreaSlug } | { kind: 'off-topic'; heading: string }

type Meaning =
  | { kind: 'evidence'; subject: Subject; weight: number }
  | { kind: 'except'; subject: Subject }
  | { kind: 'silence' }

/** One piece of evidence: a term, what it speaks for and how strongly there. */
export type Evidence = { subject: Subject; term: string; weight: number; where: 'title' | 'summary' }

export type Vocabulary = { find: (tokens: readonly Token[], where: 'title' | 'summary') => Evidence[] }

const sameSubject = (one: Subject, other: Subject): boolean =>
  one.kind === 'area'
    ? other.kind === 'area' && one.area === other.area
    : other.kind === 'off-topic' && one.heading === other.heading

/** `term (2.5)` carries its own weight. */
const ownWeight = /^(.+?)\s*\((\d+(?:\.\d+)?)\)$/

const addBlock = (
  index: TermIndex<Meaning>,
  block: WordBlock,
  { subject, language, weights }: { subject: Subject; language: Language; weights: Taxonomy['weights'] },
): void => {
  // Hundreds of terms of a block mean the same, so they share one meaning.
  const meanings = new Map<number, Meaning>()
  const evidence = (weight: number): Meaning => {
    const meaning = meanings.get(weight) ?? { kind: 'evidence', subject, weight }
    meanings.set(weight, meaning)
    return meaning
  }
  for (const tier of ['sure', 'likely', 'hint'] as const) {
    for (const text of splitTerms(block[tier])) {
      const own = ownWeight.exec(text)
      index.add(own?.[1] ?? text, language, evidence(own?.[2] === undefined ? weights[tier] : Number(own[2])))
    }
  }
  const except: Meaning = { kind: 'except', subject }
  for (const phrase of splitTerms(block.except)) index.add(phrase, language, except)
}

const overlaps = (one: Hit<unknown>, other: Hit<unknown>): boolean => one.start < other.end && other.start < one.end

/** A phrase with gaps says nothing about the words inside its gaps. */
const isInside = (inner: Hit<unknown>, outer: Hit<unknown>): boolean =>
  !outer.gapped &&
  outer.start <= inner.start &&
  inner.end <= outer.end &&
  outer.end - outer.start > inner.end - inner.start

/** Of a term with alternatives (`oil|crude & war|siege`) staff read the first of each side: "oil… & war…". */
const shown = (term: string): string => (term.includes('|') ? term.replaceAll(/\|[^&]*?(?=\s*(?:&|$))/g, '…') : term)

type Piece = { hit: Hit<Meaning>; evidence: Evidence }

/** Two terms for one subject that are forms of the same word ("truck", "trucks") are one piece of evidence. */
const saysTheSame = (one: Piece, other: Piece): boolean =>
  one.hit.start >= 0 &&
  one.hit.start === other.hit.start &&
  one.hit.end === other.hit.end &&
  sameSubject(one.evidence.subject, other.evidence.subject)

const outranks = (one: Piece, other: Piece, isFirst: boolean): boolean =>
  one.evidence.weight > other.evidence.weight || (one.evidence.weight === other.evidence.weight && isFirst)

const evidenceIn = (hits: readonly Hit<Meaning>[], where: 'title' | 'summary'): Evidence[] => {
  const veils = hits.filter((hit) => hit.value.kind !== 'evidence')
  const pieces: Piece[] = []
  for (const hit of hits) {
    const { value } = hit
    if (value.kind !== 'evidence') continue
    const veiled = veils.some(
      (veil) =>
        overlaps(veil, hit) &&
        // An exception says nothing against a longer phrase around it: "fuels" is no reason to drop "fossil fuels".
        !isInside(veil, hit) &&
        (veil.value.kind === 'silence' ||
          (veil.value.kind === 'except' && sameSubject(veil.value.subject, value.subject))),
    )
    if (!veiled)
      pieces.push({ hit, evidence: { subject: value.subject, term: shown(hit.term), weight: value.weight, where } })
  }
  // The longer phrase knows better: in "money laundering" there is no "money".
  const kept = pieces.filter(({ hit }) => !pieces.some((other) => isInside(hit, other.hit)))
  return kept
    .filter(
      (piece, at) =>
        !kept.some(
          (other, otherAt) => otherAt !== at && saysTheSame(piece, other) && outranks(other, piece, otherAt < at),
        ),
    )
    .map(({ evidence }) => evidence)
}

/** Builds the word index of a taxonomy once; finding is linear in the text. */
export const compileVocabulary = (taxonomy: Taxonomy): Vocabulary => {
  const index = new TermIndex<Meaning>()
  const { weights } = taxonomy
  for (const language of languages) {
    for (const area of areaSlugs) {
      const block = taxonomy.areas[area]?.[language]
      if (block !== undefined) addBlock(index, block, { subject: { kind: 'area', area }, language, weights })
    }
    for (const [heading, topic] of Object.entries(taxonomy.offTopic)) {
      const block = topic[language]
      if (block !== undefined) addBlock(index, block, { subject: { kind: 'off-topic', heading }, language, weights })
    }
    for (const phrase of splitTerms(taxonomy.silence[language])) index.add(phrase, language, { kind: 'silence' })
  }
  index.seal()
  return { find: (tokens, where) => evidenceIn(index.find(tokens), where) }
}
