import { dayOf } from '../../domain/calendar.ts'
import { type DateScan, spanOf, two } from './date-scan.ts'

const seasons: Readonly<Record<string, readonly [number, number]>> = { spring: [3, 5], summer: [6, 8], autumn: [9, 11] }

function scanSeason(scan: DateScan, index: number, season: string): void {
  const near = scan.yearNear(index, index)
  const [first, last] = seasons[season] ?? [1, 12]
  const year = near?.year ?? scan.unnamedYear(first)
  const [from, to] = [spanOf(`${year}-${two(first)}`), spanOf(`${year}-${two(last)}`)]
  if (from && to) scan.put({ from: from.from, to: to.to }, near === undefined ? [index] : [index, near.index])
}

/** “Fourth quarter of 2024”, «2-й квартал», «2025 жылдың бірінші жартысы», “Q4 2024”. */
function scanPart(scan: DateScan, index: number, unit: 'quarter' | 'half'): void {
  const isPart = (each: number) => scan.at(each).numbers.size > 0 || (scan.dayAt(each) ?? 9) <= 4
  const beside = [index - 1, index - 2, index + 1].find(isPart)
  if (beside === undefined) return
  const part = [...scan.at(beside).numbers][0] ?? scan.dayAt(beside) ?? 1
  const near = scan.yearNear(Math.min(index - 1, beside), index) ?? scan.yearNear(index, Math.max(index + 1, beside))
  const indexes = [index, beside, ...(near === undefined ? [] : [near.index])]
  const year = near?.year ?? scan.unnamedYear((part - 1) * (unit === 'quarter' ? 3 : 6) + 1)
  scan.put(spanOf(`${year}-${unit === 'quarter' ? 'Q' : 'H'}${part}`), indexes)
}

/** Quarters, halves and seasons of a year. */
export function scanParts(scan: DateScan): void {
  for (let index = 0; index < scan.tokens.length; index += 1) {
    if (scan.used.has(index)) continue
    const { units } = scan.at(index)
    const season = Object.keys(seasons).find((each) => units.has(each))
    if (season !== undefined) scanSeason(scan, index, season)
    else if (units.has('quarter')) scanPart(scan, index, 'quarter')
    else if (units.has('half')) scanPart(scan, index, 'half')
  }
}

/** What makes a decade of the year before it: “2000s”, “2000's”, «2000-х», «2000-е», «2000-жылдары». */
const decadeEnding = /^(?:'?s|-?(?:х|е|ых|ые|ми|ым|ыми)|-?жылдар\p{L}*)(?![\p{L}\p{N}])/iu

/** Without the hyphen the word may be of several years: «2010 және 2020 жылдар аралығында». */
const yearsWord = /^ жылдар\p{L}*(?![\p{L}\p{N}])/iu

/** “90s”, «90-х», «90-е годы», «90-жылдары»; «30-е апреля» is a day, so that «-е» needs the word for years. */
const shortDecade = /^(?:'?s|-?х|-?(?:е|ые) год\p{L}*|[- ]?жылдар\p{L}*)(?![\p{L}\p{N}])/iu
const shortDecades: Readonly<Record<string, number>> = { '90': 1990, '00': 2000, '10': 2010, '20': 2020 }

function scanShortDecade(scan: DateScan, index: number): void {
  const token = scan.tokens[index]
  const year = shortDecades[token?.raw ?? '']
  if (token === undefined || year === undefined || scan.used.has(index)) return
  if (!shortDecade.test(scan.text.slice(token.at + token.raw.length).slice(0, 24))) return
  scan.put({ from: dayOf(year, 1, 1), to: dayOf(year + 9, 12, 31) }, [index, index + 1])
}

/** Whether the year is written as a decade, and the token that says so. */
function decadeAt(scan: DateScan, index: number, year: number): readonly number[] | undefined {
  const token = scan.tokens[index]
  if (token === undefined || year % 10 !== 0) return undefined
  // No such ending is longer.
  const after = scan.text.slice(token.at + token.raw.length).slice(0, 24)
  const isOneOfSeveral = [index - 1, index - 2].some((each) => /^\d{4}$/.test(scan.tokens[each]?.raw ?? ''))
  const isDecade = decadeEnding.test(after) || (!isOneOfSeveral && yearsWord.test(after))
  return isDecade ? [index, index + 1] : undefined
}

/** “2018–2020”, “2023”, “the 2010s”. */
export function scanYears(scan: DateScan): void {
  for (let index = 0; index < scan.tokens.length; index += 1) {
    const year = scan.yearAt(index)
    if (year === undefined) {
      scanShortDecade(scan, index)
      continue
    }
    const decade = decadeAt(scan, index, year)
    if (decade !== undefined) {
      scan.put({ from: dayOf(year, 1, 1), to: dayOf(year + 9, 12, 31) }, decade)
      continue
    }
    const next = scan.yearAt(index + 1) === undefined ? scan.forth(index) : index + 1
    const last = scan.yearAt(next)
    if (last !== undefined && last > year && last - year < 40)
      scan.put({ from: dayOf(year, 1, 1), to: dayOf(last, 12, 31) }, [index, next], true)
    else scan.put(spanOf(String(year)), [index])
  }
}
