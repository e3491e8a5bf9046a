import {
  addDays,
  addMonths,
  type CalendarDate,
  calendarDate,
  dayOf,
  firstDay,
  isPartialDate,
  lastDay,
  partialDate,
} from '../domain/calendar.ts'
import type { Notions } from './notions.ts'
import type { Span } from './question.ts'

export type DatesFound = {
  /** Each date or range named, in the order of the text. */
  readonly spans: readonly Span[]
  /** Tokens that a date is made of. */
  readonly used: ReadonlySet<number>
}

/** Open ends of “since 2020” and “before 2010”: outside of everything on record. */
const farPast = calendarDate('1990-01-01')
const farFuture = calendarDate('2099-12-31')

type Meaning = {
  readonly months: Set<number>
  readonly units: Set<string>
  readonly numbers: Set<number>
  readonly cues: Set<string>
  /** Cues in Kazakh, which puts “since” and “until” after the date. */
  readonly after: Set<string>
}

function meaningsOf({ tokens, every }: Notions): Meaning[] {
  const meanings = tokens.map(
    (): Meaning => ({
      months: new Set(),
      units: new Set(),
      numbers: new Set(),
      cues: new Set(),
      after: new Set(),
    }),
  )
  for (const { alias, from, to, reading } of every) {
    for (let at = from; at <= to; at += 1) {
      const meaning = meanings[at]
      if (meaning === undefined) continue
      if (alias.group === 'months' && reading !== 'mistyped') meaning.months.add(Number(alias.id))
      if (alias.group === 'months' && reading === 'mistyped' && alias.text.length > 6)
        meaning.months.add(Number(alias.id))
      if (alias.group === 'units') meaning.units.add(alias.id)
      if (alias.group === 'numbers') meaning.numbers.add(Number(alias.id))
      if (alias.group === 'cues')
        (alias.language === 'kk' && /^(since|until)$/.test(alias.id) ? meaning.after : meaning.cues).add(alias.id)
    }
  }
  return meanings
}

const nothing: Meaning = {
  months: new Set(),
  units: new Set(),
  numbers: new Set(),
  cues: new Set(),
  after: new Set(),
}
const seasons: Readonly<Record<string, readonly [number, number]>> = { spring: [3, 5], summer: [6, 8], autumn: [9, 11] }

const spanOf = (date: string): Span | undefined => {
  if (!isPartialDate(date)) return undefined
  const [from, to] = [firstDay(partialDate(date)), lastDay(partialDate(date))]
  return from === undefined || to === undefined ? undefined : { from, to }
}
const two = (value: number) => String(value).padStart(2, '0')

/** Days, months, quarters, half-years, years, ranges and words like “next month”, as a question names them. */
export function datesIn(notions: Notions, text: string, today: CalendarDate): DatesFound {
  const { tokens } = notions
  const meanings = meaningsOf(notions)
  const at = (index: number) => meanings[index] ?? nothing
  const used = new Set<number>()
  const found: { span: Span; first: number; last: number }[] = []
  const thisYear = Number(today.slice(0, 4))

  const put = (span: Span | undefined, indexes: readonly number[]) => {
    if (span === undefined || indexes.length === 0) return false
    for (const index of indexes) used.add(index)
    found.push({ span, first: Math.min(...indexes), last: Math.max(...indexes) })
    return true
  }
  const yearAt = (index: number): number | undefined => {
    const raw = tokens[index]?.raw ?? ''
    return /^(19[5-9]\d|20\d\d)$/.test(raw) && !used.has(index) ? Number(raw) : undefined
  }
  const dayAt = (index: number): number | undefined => {
    const raw = tokens[index]?.raw ?? ''
    return /^\d{1,2}$/.test(raw) && Number(raw) >= 1 && Number(raw) <= 31 && !used.has(index) ? Number(raw) : undefined
  }
  const isSmall = (index: number) => {
    const token = tokens[index]
    return token !== undefined && token.script !== 'digits' && (token.key.length <= 3 || at(index).units.has('year'))
  }

  /** 15.06.2022, 15/06/2022, 2022-06-15, 2022-06, 06.2022. */
  for (const match of text.matchAll(/\b(\d{4})-(\d{2})(?:-(\d{2}))?\b|\b(?:(\d{1,2})[./-])?(\d{1,2})[./-](\d{4})\b/g)) {
    const [whole, isoYear, isoMonth, isoDay, day, month, year] = match
    const date =
      isoYear === undefined
        ? `${year}-${two(Number(month))}${day === undefined ? '' : `-${two(Number(day))}`}`
        : `${isoYear}-${isoMonth}${isoDay === undefined ? '' : `-${isoDay}`}`
    const inside = tokens.flatMap((token, index) =>
      token.at >= match.index && token.at < match.index + whole.length ? [index] : [],
    )
    put(spanOf(date), inside)
  }

  const yearNear = (first: number, last: number): { year: number; index: number } | undefined => {
    for (let index = last + 1; index <= last + 3; index += 1) {
      const year = yearAt(index)
      if (year !== undefined) return { year, index }
      if (!isSmall(index)) break
    }
    for (let index = first - 1; index >= first - 3; index -= 1) {
      const year = yearAt(index)
      if (year !== undefined) return { year, index }
      if (!isSmall(index)) break
    }
    return undefined
  }
  const back = (index: number) => {
    let before = index - 1
    while (before >= 0 && index - before < 4 && isSmall(before) && at(before).units.size === 0) before -= 1
    return before
  }
  const forth = (index: number) => {
    let after = index + 1
    while (after < tokens.length && after - index < 3 && isSmall(after) && at(after).units.size === 0) after += 1
    return after
  }

  /** The year that a month without one means: the next or last such month where the text says so, else of this year. */
  const yearOfMonth = (month: number, index: number): number => {
    const cues = new Set([...at(index - 1).cues, ...at(index - 2).cues])
    const current = Number(today.slice(5, 7))
    if (cues.has('past-unit') || cues.has('last') || cues.has('previous'))
      return month < current ? thisYear : thisYear - 1
    if (cues.has('next')) return month > current ? thisYear : thisYear + 1
    return thisYear
  }

  for (let index = 0; index < tokens.length; index += 1) {
    if (used.has(index)) continue
    const month = [...at(index).months][0]
    if (month === undefined) continue
    // “may” the verb: a month only beside a number or a preposition.
    if (
      tokens[index]?.key === 'may' &&
      tokens[index]?.raw !== 'May' &&
      dayAt(index - 1) === undefined &&
      yearAt(index + 1) === undefined
    )
      continue
    const indexes = [index]
    let days: number[] = []
    const before = back(index)
    const dayBefore = dayAt(before)
    if (dayBefore !== undefined) {
      indexes.push(before)
      days = [dayBefore]
      const earlier = back(before)
      const first = dayAt(earlier)
      if (first !== undefined && first < dayBefore) {
        indexes.push(earlier)
        days = [first, dayBefore]
      }
    } else {
      const after = index + 1
      const dayAfter = dayAt(after)
      if (dayAfter !== undefined) {
        indexes.push(after)
        days = [dayAfter]
        const later = forth(after)
        const last = dayAt(later)
        if (last !== undefined && last > dayAfter) {
          indexes.push(later)
          days = [dayAfter, last]
        }
      }
    }
    const near = yearNear(Math.min(...indexes), Math.max(...indexes))
    if (near !== undefined) indexes.push(near.index)
    const year = near?.year ?? yearOfMonth(month, index)
    const half = [index - 1, index - 2, index - 3].find((each) => at(each).units.has('half'))
    if (half !== undefined && days.length === 0) {
      const part = [half - 1, half - 2].map((each) => [...at(each).numbers][0]).find((each) => each !== undefined) ?? 1
      const whole = spanOf(`${year}-${two(month)}`)
      if (whole !== undefined) {
        const middle = dayOf(year, month, 15)
        put(part === 2 ? { from: addDays(middle, 1), to: whole.to } : { from: whole.from, to: middle }, [
          ...indexes,
          half,
          half - 1,
        ])
        continue
      }
    }
    const first = spanOf(days[0] === undefined ? `${year}-${two(month)}` : `${year}-${two(month)}-${two(days[0])}`)
    const last = days[1] === undefined ? first : spanOf(`${year}-${two(month)}-${two(days[1])}`)
    if (first !== undefined && last !== undefined) put({ from: first.from, to: last.to }, indexes)
  }

  /** Quarters, halves and seasons of a year; “2018–2020”; a year alone. */
  for (let index = 0; index < tokens.length; index += 1) {
    const unit = (['quarter', 'half'] as const).find((each) => at(index).units.has(each))
    const season = Object.keys(seasons).find((each) => at(index).units.has(each))
    if (used.has(index) || (unit === undefined && season === undefined)) continue
    const near = yearNear(index - 1, index) ?? yearNear(index, index + 1)
    const year = near?.year ?? thisYear
    if (season !== undefined) {
      const [first, last] = seasons[season] ?? [1, 12]
      const from = spanOf(`${year}-${two(first)}`)
      const to = spanOf(`${year}-${two(last)}`)
      if (from && to) put({ from: from.from, to: to.to }, near === undefined ? [index] : [index, near.index])
      continue
    }
    const neighbour = [index - 1, index - 2, index + 1].find(
      (each) => at(each).numbers.size > 0 || (dayAt(each) ?? 9) <= 4,
    )
    const part = neighbour === undefined ? undefined : ([...at(neighbour).numbers][0] ?? dayAt(neighbour))
    if (part === undefined || neighbour === undefined) continue
    const date = `${year}-${unit === 'quarter' ? 'Q' : 'H'}${part}`
    put(spanOf(date), [index, neighbour, ...(near === undefined ? [] : [near.index])])
  }
  for (let index = 0; index < tokens.length; index += 1) {
    const quarter = /^q([1-4])$/i.exec(`${tokens[index]?.raw ?? ''}${tokens[index + 1]?.raw ?? ''}`)
    const year = yearAt(index)
    if (quarter !== null && tokens[index]?.raw.toLowerCase() === 'q') {
      const near = yearNear(index, index + 1)
      put(spanOf(`${near?.year ?? thisYear}-Q${quarter[1]}`), [index, index + 1, ...(near ? [near.index] : [])])
      continue
    }
    if (year === undefined) continue
    const next = yearAt(index + 1) === undefined ? forth(index) : index + 1
    const last = yearAt(next)
    if (last !== undefined && last > year && last - year < 40) {
      put({ from: dayOf(year, 1, 1), to: dayOf(last, 12, 31) }, [index, next])
    } else put(spanOf(String(year)), [index])
  }

  relativeDates(put, at, used, tokens.length, today)
  return { spans: joined(found, at, text, notions), used }
}

/** “next month”, “this week”, “tomorrow”, «в прошлом году», «келесі ай». */
function relativeDates(
  put: (span: Span | undefined, indexes: readonly number[]) => boolean,
  at: (index: number) => Meaning,
  used: ReadonlySet<number>,
  count: number,
  today: CalendarDate,
): void {
  const monthOf = (date: CalendarDate) => spanOf(date.slice(0, 7))
  for (let index = 0; index < count; index += 1) {
    if (used.has(index)) continue
    const { cues } = at(index)
    const day = cues.has('tomorrow') ? 1 : cues.has('yesterday') ? -1 : cues.has('today') ? 0 : undefined
    if (day !== undefined) {
      put({ from: addDays(today, day), to: addDays(today, day) }, [index])
      continue
    }
    if (cues.has('this-year')) {
      put(spanOf(today.slice(0, 4)), [index])
      continue
    }
    const shift = cues.has('next') ? 1 : cues.has('past-unit') ? -1 : cues.has('this') ? 0 : undefined
    if (shift === undefined) continue
    for (const next of [index + 1, index]) {
      const { units } = at(next)
      if (used.has(next) || (next === index && shift !== -1)) continue
      if (units.has('year')) put(spanOf(String(Number(today.slice(0, 4)) + shift)), [index, next])
      else if (units.has('month'))
        put(monthOf(addMonths(calendarDate(`${today.slice(0, 7)}-01`), shift)), [index, next])
      else if (units.has('quarter')) {
        const first = addMonths(calendarDate(`${today.slice(0, 7)}-01`), shift * 3)
        put(spanOf(`${first.slice(0, 4)}-Q${Math.ceil(Number(first.slice(5, 7)) / 3)}`), [index, next])
      } else if (units.has('week')) {
        const monday = addDays(today, -((new Date(`${today}T00:00:00Z`).getUTCDay() + 6) % 7) + shift * 7)
        put({ from: monday, to: addDays(monday, 6) }, [index, next])
      } else continue
      break
    }
  }
}

/** Two dates with nothing but “to”, «по» or a dash between them are one range; “since” and “before” open an end. */
function joined(
  found: readonly { span: Span; first: number; last: number }[],
  at: (index: number) => Meaning,
  text: string,
  { tokens }: Notions,
): readonly Span[] {
  const sorted = [...found].sort((a, b) => a.first - b.first)
  const spans: Span[] = []
  for (let index = 0; index < sorted.length; index += 1) {
    const one = sorted[index]
    const next = sorted[index + 1]
    if (one === undefined) continue
    const between = next === undefined ? -1 : next.first - one.last
    if (next !== undefined && between >= 1 && between <= 2 && one.span.from < next.span.from) {
      const gap = text.slice(tokens[one.last]?.at ?? 0, tokens[next.first]?.at ?? 0)
      if (between === 2 || /-/.test(gap)) {
        spans.push({ from: one.span.from, to: next.span.to })
        index += 1
        continue
      }
    }
    const cues = new Set([...at(one.first - 1).cues, ...at(one.last + 1).after, ...at(one.last + 2).after])
    const whole = one.span.to.slice(5) === '12-31' && one.span.from.slice(5) === '01-01'
    if (whole && cues.has('since')) spans.push({ from: one.span.from, to: farFuture })
    else if (whole && cues.has('until')) spans.push({ from: farPast, to: addDays(one.span.from, -1) })
    else spans.push(one.span)
  }
  return spans
}
