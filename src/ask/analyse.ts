import type { CalendarDate } from '../domain/calendar.ts'
import type { Language } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import type { Span } from '../domain/span.ts'
import { type BookIndex, featuresOf } from './book-index.ts'
import { type DatesFound, datesIn } from './dates.ts'
import { otherLayouts, relaid } from './keyboard-layout.ts'
import { languageOf } from './language.ts'
import type { LexiconGroup } from './lexicon.ts'
import { mostTokens, normalise, type Token, tokenise } from './normalise.ts'
import { idsByGroup, type Notions, notionsOf, unknownTokens } from './notions.ts'
import type { Match, Vocabulary } from './vocabulary.ts'

/** A question taken apart: all that the readings of it are made from. */
export type Analysis = {
  readonly text: string
  readonly language: Language
  readonly today: CalendarDate
  readonly book: RecordBook
  readonly index: BookIndex
  readonly notions: Notions
  readonly dates: DatesFound
  readonly spans: readonly Span[]
  readonly unknown: readonly number[]
  /** Whether any of these cues is there. */
  readonly has: (...cues: readonly string[]) => boolean
  readonly ids: (group: LexiconGroup) => readonly string[]
  /** Ordinals and small numbers that are no part of a date. */
  readonly numbers: readonly number[]
  /** What records are searched by: the question's notions and the rough stems of its unknown words. */
  readonly features: ReadonlySet<string>
}

/** At most so many words of one question are tried as slips of the finger. */
const mostCorrections = 8

type Reading = {
  readonly text: string
  readonly tokens: readonly Token[]
  readonly matches: readonly Match[]
  readonly known: number
}

type Typed = { readonly text: string; readonly tokens: readonly Token[] }

const typed = (text: string): Typed => ({ text, tokens: tokenise(text) })

function read({ text, tokens }: Typed, vocabulary: Vocabulary, transliterate: boolean, corrections = 0): Reading {
  const matches = vocabulary.find(tokens, { transliterate, corrections })
  const known = new Set<number>()
  for (const match of matches) for (let at = match.from; at <= match.to; at += 1) known.add(at)
  let letters = 0
  let read = 0
  tokens.forEach((token, at) => {
    if (token.script === 'digits') return
    letters += token.key.length
    if (known.has(at)) read += token.key.length
  })
  return { text, tokens, matches, known: letters === 0 ? 1 : read / letters }
}

/** Words typed before the layout was changed, among others that are Cyrillic. */
function partlyRelaid(text: string, plain: Reading): Typed | undefined {
  if (!/\p{Script=Cyrillic}/u.test(text) || !/[a-z]{4}/i.test(text)) return undefined
  const known = new Set(plain.matches.flatMap(({ from, to }) => plain.tokens.slice(from, to + 1).map(({ raw }) => raw)))
  const other = relaid(text, (word) => !known.has(word))
  return other === text ? undefined : typed(other)
}

/** The text as the vocabulary knows it best: as typed, as transliterated, or as typed under another keyboard layout. */
function bestReading(text: string, vocabulary: Vocabulary): Reading {
  const asTyped = typed(text)
  const plain = read(asTyped, vocabulary, false)
  if (plain.known === 1) return plain
  const mixed = partlyRelaid(text, plain)
  const relaidReading = mixed === undefined ? undefined : read(mixed, vocabulary, false)
  if (relaidReading !== undefined && relaidReading.known > plain.known + 0.1) return relaidReading
  const corrected = read(asTyped, vocabulary, false, mostCorrections)
  if (plain.known >= 0.75 || plain.tokens.length > 40) return corrected
  const latin = plain.tokens.some((token) => token.script === 'latin')
  const transliterated = latin ? read(asTyped, vocabulary, true) : plain
  // Slips leave a word unknown; another layout leaves hardly any known.
  const layouts = plain.known < 0.45 ? otherLayouts(text).map((each) => read(typed(each), vocabulary, false)) : []
  const best = [...layouts].sort((a, b) => b.known - a.known)[0]
  if (best !== undefined && best.known >= 0.6 && best.known > Math.max(plain.known, transliterated.known) + 0.2)
    return best.known === 1 ? best : read(best, vocabulary, false, mostCorrections)
  if (transliterated.known <= plain.known + 0.15) return corrected
  const heard = read(asTyped, vocabulary, true, mostCorrections)
  return heard.known > corrected.known + 0.05 || transliterated.known > corrected.known ? heard : corrected
}

type Setting = {
  readonly today: CalendarDate
  readonly book: RecordBook
  readonly index: BookIndex
  /** It is asked of what is over: a month without its year is the last such month. */
  readonly looksBack?: boolean
}

/** «Заседания прошли», «прошедшие заседания»: they took place; only «прошлое», «прошедшее» means the one before. */
const tookPlace = /^прош(?:[её]л|ла|ло|ли|едшие|едших)$/iu

function isPastOnly({ alias, from }: Match, tokens: readonly Token[]): boolean {
  const isOfOrder = alias.group === 'cues' && ['previous', 'last', 'past-unit'].includes(alias.id)
  return isOfOrder && tookPlace.test(tokens[from]?.raw ?? '')
}

function analysisOf(reading: Reading, language: Language | undefined, setting: Setting): Analysis {
  const notions = notionsOf(
    reading.tokens,
    reading.matches.filter((match) => !isPastOnly(match, reading.tokens)),
  )
  const dates = datesIn(notions, reading.text, setting)
  const byGroup = idsByGroup(notions.matches)
  const cues = new Set(byGroup.get('cues') ?? [])
  const numbers = new Set<number>()
  for (const match of notions.matches) if (match.alias.group === 'numbers') numbers.add(Number(match.alias.id))
  reading.tokens.forEach((token, at) => {
    if (token.script === 'digits' && token.raw.length < 3 && !dates.used.has(at)) numbers.add(Number(token.raw))
  })
  const outsideDates = reading.tokens.map((token, at) =>
    dates.used.has(at) ? { ...token, script: 'other' as const } : token,
  )
  return {
    ...setting,
    text: reading.text,
    language: language ?? languageOf(notions),
    notions,
    dates,
    spans: dates.spans,
    unknown: unknownTokens(notions, dates.used),
    has: (...wanted) => wanted.some((cue) => cues.has(cue)),
    ids: (group) => byGroup.get(group) ?? [],
    numbers: [...numbers],
    features: featuresOf(
      outsideDates,
      notions.every.filter((match) => !(match.alias.group === 'numbers' && dates.used.has(match.from))),
    ),
  }
}

/** @param hint the reader's own language, used only where the text does not show one */
export function analyse(text: string, setting: Setting, hint?: Language): Analysis {
  const reading = bestReading(normalise(text), setting.index.vocabulary)
  const notions = notionsOf(reading.tokens, reading.matches)
  return analysisOf(reading, languageOf(notions, hint), setting)
}

/** The part of a question between two tokens, both included, as a question of its own in the same language. */
export function partOf(whole: Analysis, from: number, to: number): Analysis {
  const { tokens, every } = whole.notions
  const matches = every
    .filter((match) => match.from >= from && match.to <= to)
    .map((match) => ({ ...match, from: match.from - from, to: match.to - from }))
  const start = tokens[from]?.at ?? 0
  const end = tokens[to + 1]?.at ?? whole.text.length
  const part = tokens.slice(from, to + 1).map((token) => ({ ...token, at: token.at - start }))
  return analysisOf({ text: whole.text.slice(start, end), tokens: part, matches, known: 1 }, whole.language, whole)
}

export function isTooLong(analysis: Analysis): boolean {
  return analysis.notions.tokens.length >= mostTokens
}
