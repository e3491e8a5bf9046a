import type { CalendarDate } from '../../domain/calendar.ts'
import { lastDay } from '../../domain/calendar.ts'
import { inOrderOfTerms, latestOn, runsOf, termOn, termsDuring } from '../../domain/chair-on.ts'
import type { Span } from '../../domain/span.ts'
import { formatDate, formatRange } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose, noteLines } from './compose.ts'
import { capitalised, stateName, text } from './names.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'
import { sinceLabel, spanLabel } from './span-label.ts'

type Known = RecordContext['book']['chairmanships'][number]

export type ChairmanshipsQuery = {
  readonly which: 'current' | 'next' | 'previous' | 'first' | 'all' | 'state' | 'on'
  readonly states?: readonly string[]
  /** The day or the span of `which: 'on'`; without either today. */
  readonly on?: CalendarDate
  readonly span?: Span
}

function termText(term: Known, { t }: RecordContext): string {
  return term.until === undefined ? sinceLabel(term.from, t) : formatRange(term.from, term.until, t)
}

function termLine(term: Known, context: RecordContext): Html {
  return bullet(html`${bold(stateName(term.state, context))}: ${termText(term, context)}`)
}

function termBlock(term: Known, context: RecordContext): Block {
  const { t } = context
  const motto = term.motto === undefined ? [] : [html`${t('records.chair.motto')}: ${text(term.motto, context)}`]
  return [
    html`${bold(stateName(term.state, context))}: ${termText(term, context)}`,
    ...motto,
    ...noteLines(term, context),
  ]
}

function titled(
  title: string,
  terms: readonly Known[],
  context: RecordContext,
  lead: readonly Html[] = [],
): RecordAnswer {
  const { t } = context
  const blocks = terms.map((term) => termBlock(term, context))
  const buttons = [recordButton(t('records.button.all-chairs'), 'chair', 'open', { w: ['all'] })]
  return compose({ blocks: [[bold(title), ...lead], ...blocks], records: terms, buttons }, context)
}

function current(context: RecordContext): RecordAnswer {
  const { t, book, today } = context
  const term = latestOn(book.chairmanships, today)
  if (term === undefined) return none(context)
  const over = term.until !== undefined && (lastDay(term.until) ?? '9999') < today
  return titled(t('records.chair.current'), [term], context, over ? [html`${t('records.chair.over')}`] : [])
}

/** Nobody who comes next is on record: says so, with the chairmanship that is. */
function noSuccessor(context: RecordContext): RecordAnswer {
  const { t, book, today } = context
  const term = latestOn(book.chairmanships, today)
  const sentence = html`${t(`records.chair.no-successor-${book.clearance}`)}`
  return compose(
    {
      blocks: [[sentence], ...(term === undefined ? [] : [termBlock(term, context)])],
      records: term === undefined ? [] : [term],
    },
    context,
  )
}

function none(context: RecordContext): RecordAnswer {
  const { t, book } = context
  return compose(
    { blocks: [[html`${t(`records.chair.none-${book.clearance}`)}`]], records: [], answered: false },
    context,
  )
}

/** The runs of a State, latest first, and what stands before or after each. */
function beside(step: -1 | 1, query: ChairmanshipsQuery, context: RecordContext): readonly Known[] {
  const { book, today } = context
  const runs = runsOf(book.chairmanships)
  const now = latestOn(book.chairmanships, today)
  const states = query.states !== undefined && query.states.length > 0 ? query.states : undefined
  const own = runs.flatMap((run, index) => {
    const isOwn =
      states === undefined ? run.some((term) => term === now) : run.some((term) => states.includes(term.state))
    return isOwn ? [index] : []
  })
  return own.toReversed().flatMap((index) => runs[index + step] ?? [])
}

function ofStates(states: readonly string[], context: RecordContext): RecordAnswer {
  const { t, book } = context
  const terms = inOrderOfTerms(book.chairmanships).filter((term) => states.includes(term.state))
  const [only] = terms
  // One term is told whole, with its motto; several are a list.
  const told: Block[] =
    only !== undefined && terms.length === 1
      ? [termBlock(only, context)]
      : [terms.map((term) => termLine(term, context)), terms.flatMap((term) => noteLines(term, context))]
  const without = states.filter((state) => !terms.some((term) => term.state === state))
  const blocks: Block[] = [
    [bold(t('records.chair.heading')), ...(told[0] ?? [])],
    without.map((state) => html`${stateName(state, context)}: ${t(`records.chair.state-none-${book.clearance}`)}`),
    ...told.slice(1),
  ]
  return compose({ blocks, records: terms }, context)
}

function on(date: CalendarDate, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const term = termOn(book.chairmanships, date)
  return term === undefined
    ? none(context)
    : titled(t('records.on-date', { date: formatDate(date, t) }), [term], context)
}

function during(span: Span, context: RecordContext): RecordAnswer {
  const terms = termsDuring(context.book.chairmanships, span)
  return terms.length === 0 ? none(context) : titled(capitalised(spanLabel(span, context.t), context), terms, context)
}

function all(context: RecordContext): RecordAnswer {
  const { t, book } = context
  const terms = inOrderOfTerms(book.chairmanships)
  return compose(
    {
      blocks: [[bold(t('records.chair.heading'))], terms.map((term) => termLine(term, context))],
      records: terms,
      differences: false,
    },
    context,
  )
}

/** Who has chaired CICA, chairs it or is to chair it, by the dates on record. */
export function chairmanshipsView(query: ChairmanshipsQuery, context: RecordContext): RecordAnswer {
  const { t, book, today } = context
  switch (query.which) {
    case 'current':
      return current(context)
    case 'next': {
      const found = beside(1, query, context)
      return found.length === 0 ? noSuccessor(context) : titled(t('records.chair.next'), found, context)
    }
    case 'previous': {
      const found = beside(-1, query, context)
      return found.length === 0 ? none(context) : titled(t('records.chair.previous'), found, context)
    }
    case 'first':
      return titled(t('records.chair.first'), inOrderOfTerms(book.chairmanships).slice(0, 1), context)
    case 'state':
      return query.states === undefined || query.states.length === 0 ? all(context) : ofStates(query.states, context)
    case 'on':
      return query.span === undefined ? on(query.on ?? today, context) : during(query.span, context)
    case 'all':
      return all(context)
  }
}
