import { type CalendarDate, firstDay, isPartialDate, lastDay, partialDate } from '../../domain/calendar.ts'
import type { Span } from '../../domain/span.ts'
import type { Token } from '../normalise.ts'
import type { Notions } from '../notions.ts'

/** What a token may mean in a date. */
export type Meaning = {
  readonly months: Set<number>
  readonly units: Set<string>
  /** Ordinal numbers in words. */
  readonly numbers: Set<number>
  /** Cardinal numbers, in figures or words. */
  readonly amounts: Set<number>
  readonly cues: Set<string>
  /** Cues in Kazakh, which puts “since” and “until” after the date. */
  readonly after: Set<string>
}

const newMeaning = (): Meaning => ({
  months: new Set(),
  units: new Set(),
  numbers: new Set(),
  amounts: new Set(),
  cues: new Set(),
  after: new Set(),
})

const nothing = newMeaning()
const boundaries: ReadonlySet<string> = new Set(['since', 'until', 'after', 'before-date'])

function meaningsOf({ tokens, every }: Notions): readonly Meaning[] {
  const meanings = tokens.map(newMeaning)
  for (const { alias, from, to, reading } of every) {
    for (const meaning of meanings.slice(from, to + 1)) {
      // A slip in a short month's name makes another word of it.
      if (alias.group === 'months' && (reading !== 'mistyped' || alias.text.length > 6))
        meaning.months.add(Number(alias.id))
      if (alias.group === 'units') meaning.units.add(alias.id)
      if (alias.group === 'numbers') meaning.numbers.add(Number(alias.id))
      if (alias.group === 'amounts') meaning.amounts.add(Number(alias.id))
      // Russian “byl” (was) is in Latin letters also Kazakh «биыл» (this year).
      const isVerb = alias.id === 'this-year' && reading === 'transliterated' && tokens[from]?.key === 'byl'
      if (alias.group === 'cues' && !isVerb) {
        const follows = alias.language === 'kk' && boundaries.has(alias.id)
        ;(follows ? meaning.after : meaning.cues).add(alias.id)
      }
    }
  }
  tokens.forEach((token, index) => {
    if (token.script === 'digits' && token.raw.length < 3) meanings[index]?.amounts.add(Number(token.raw))
  })
  return meanings
}

export type FoundDate = {
  readonly span: Span
  readonly first: number
  readonly last: number
  /** Both ends were named: «с 1 по 31 декабря» has no open end. */
  readonly closed: boolean
}

/** The days that a date of any precision covers; undefined where it is no date. */
export function spanOf(date: string): Span | undefined {
  if (!isPartialDate(date)) return undefined
  const [from, to] = [firstDay(partialDate(date)), lastDay(partialDate(date))]
  return from === undefined || to === undefined ? undefined : { from, to }
}

export const two = (value: number) => String(value).padStart(2, '0')

/** A question's tokens on their way to dates: each token is taken once, by the most telling pattern first. */
export class DateScan {
  readonly tokens: readonly Token[]
  readonly text: string
  readonly today: CalendarDate
  readonly thisYear: number
  readonly used = new Set<number>()
  readonly found: FoundDate[] = []
  /** Days and months that no calendar has, as they were written. */
  readonly impossible: string[] = []
  readonly #meanings: readonly Meaning[]
  readonly #looksBack: boolean

  constructor(
    notions: Notions,
    text: string,
    { today, looksBack = false }: { readonly today: CalendarDate; readonly looksBack?: boolean },
  ) {
    this.#looksBack = looksBack
    this.tokens = notions.tokens
    this.text = text
    this.today = today
    this.thisYear = Number(today.slice(0, 4))
    this.#meanings = meaningsOf(notions)
  }

  /** The year of a day that is named without one: this year, or where the text looks back the last year in which it has come. */
  unnamedYear(month: number, day = 1): number {
    const isAhead = `${two(month)}-${two(day)}` > this.today.slice(5)
    return this.#looksBack && isAhead ? this.thisYear - 1 : this.thisYear
  }

  at(index: number): Meaning {
    return this.#meanings[index] ?? nothing
  }

  put(span: Span | undefined, indexes: readonly number[], closed = false): void {
    if (span === undefined || indexes.length === 0) return
    for (const index of indexes) this.used.add(index)
    this.found.push({ span, first: Math.min(...indexes), last: Math.max(...indexes), closed })
  }

  /** A date that was written and does not exist; its tokens are no part of another one. */
  refuse(written: string, indexes: readonly number[]): void {
    for (const index of indexes) this.used.add(index)
    this.impossible.push(written)
  }

  /** What stands in the text from the first of these tokens to the last. */
  written(indexes: readonly number[]): string {
    const [first, last] = [this.tokens[Math.min(...indexes)], this.tokens[Math.max(...indexes)]]
    return first === undefined || last === undefined ? '' : this.text.slice(first.at, last.at + last.raw.length)
  }

  /** A number between 1950 and 2099 that no date has taken yet. */
  yearAt(index: number): number | undefined {
    const raw = this.tokens[index]?.raw ?? ''
    return /^(19[5-9]\d|20\d\d)$/.test(raw) && !this.used.has(index) ? Number(raw) : undefined
  }

  /** A number from 1 to 31 that no date has taken yet. */
  dayAt(index: number): number | undefined {
    const raw = this.tokens[index]?.raw ?? ''
    const isDay = /^\d{1,2}$/.test(raw) && Number(raw) >= 1 && Number(raw) <= 31
    return isDay && !this.used.has(index) ? Number(raw) : undefined
  }

  /** Endings such as “th”, «го», «ші», prepositions and the word “year” may stand inside a date. */
  isSmall(index: number): boolean {
    const token = this.tokens[index]
    if (token === undefined || token.script === 'digits' || this.at(index).months.size > 0) return false
    return token.key.length <= 3 || this.at(index).units.has('year')
  }

  /** The nearest token before that is not small. */
  back(index: number): number {
    let before = index - 1
    while (before >= 0 && index - before < 4 && this.isSmall(before) && this.at(before).units.size === 0) before -= 1
    return before
  }

  /** The nearest token after that is not small. */
  forth(index: number): number {
    let after = index + 1
    while (after - index < 3 && this.isSmall(after) && this.at(after).units.size === 0) after += 1
    return after
  }

  /** A year beside these tokens, rather after than before: “June 2024”, «2024 жылғы маусым». */
  yearNear(first: number, last: number): { readonly year: number; readonly index: number } | undefined {
    for (const [start, step] of [
      [last + 1, 1],
      [first - 1, -1],
    ] as const) {
      for (let index = start; Math.abs(index - start) < 3; index += step) {
        const year = this.yearAt(index)
        if (year !== undefined) return { year, index }
        if (!this.isSmall(index)) break
      }
    }
    return undefined
  }
}
