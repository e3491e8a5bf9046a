import type { YearFigures } from '../../domain/figures.ts'
import { yearFigures } from '../../domain/figures.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose } from './compose.ts'
import { areaShortName, bodyName, dimensionName } from './names.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

function rows<K>(counts: ReadonlyMap<K, number>, name: (key: K) => string): readonly Html[] {
  return [...counts].map(([key, count]) => bullet(`${name(key)}: ${count}`))
}

/** Of a year of which no such event is on record nobody may say that there were none. */
export function cbmEvents({ cbmEvents: count }: YearFigures, { t, book }: RecordContext): string {
  return count === 0 ? t(`records.figures.cbm-none-${book.clearance}`) : t('records.figures.cbm', { count })
}

function empty(figures: YearFigures, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const sentence = html`${t(`records.figures.none-${book.clearance}`, { year: figures.year })}`
  return compose({ blocks: [[sentence]], records: [], answered: false }, context)
}

/** Events of a year in figures; what the annual report says in words is told where a fact of it is in the book. */
export function figuresView(query: { readonly year: number }, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const figures = yearFigures(book.events, query.year)
  if (figures.events.length === 0) return empty(figures, context)
  const areas = [...figures.byArea].length > 1 ? rows(figures.byArea, (slug) => areaShortName(slug, context)) : []
  // A year of which the report was cleared is told to the public as the report tells it.
  const basis = figures.isReported ? 'restricted' : book.clearance
  const blocks: Block[] = [
    [bold(t('records.figures.heading', { year: figures.year })), html`<i>${t(`records.figures.basis-${basis}`)}</i>`],
    [bold(cbmEvents(figures, context)), ...rows(figures.byDimension, (slug) => dimensionName(slug, context))],
    areas.length === 0 ? [] : [html`${t('records.figures.areas')}`, ...areas],
    [
      bold(t('records.figures.meetings', { count: figures.bodyMeetings })),
      ...rows(figures.byBody, (id) => bodyName(id, context)),
    ],
    // A total of public records alone would be taken for the report's.
    basis === 'public' ? [] : [bold(t('records.figures.total', { count: figures.cbmEvents + figures.bodyMeetings }))],
    figures.others === 0 ? [] : [html`${t('records.figures.others', { count: figures.others })}`],
  ]
  return compose({ blocks, records: figures.events, differences: false }, context)
}
