import { type AreaSlug, type DimensionSlug, dimensionOfArea } from '../../domain/dimension.ts'
import { html } from '../html.ts'
import { inRows } from '../reply.ts'
import { type Block, bold, bullet, compose, noteLines } from './compose.ts'
import { areaName, capitalised, dimensionName } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

type Known = RecordContext['book']['areas'][number]

export type AreasQuery = { readonly areas?: readonly AreaSlug[]; readonly dimensions?: readonly DimensionSlug[] }

function ofAreas(areas: readonly Known[], context: RecordContext): RecordAnswer {
  const { t } = context
  const blocks = areas.map(
    (area): Block => [
      bold(areaName(area.id, context)),
      html`${t('records.areas.dimension')}: ${dimensionName(area.dimension, context)}`,
      ...noteLines(area, context),
    ],
  )
  const [only] = areas
  const buttons =
    only === undefined || areas.length > 1
      ? []
      : inRows([
          ...recordButton(t('records.button.coordinator'), 'coordinators', 'open', { a: [only.id] }),
          ...recordButton(t('records.button.concept-paper'), 'papers', 'open', { a: [only.id] }),
          ...recordButton(t('records.button.meetings'), 'meetings', 'open', { a: [only.id] }),
        ])
  return compose({ blocks, records: areas, buttons }, context)
}

/** Dimensions with their priority areas, or the dimension of some areas. */
export function areasView(query: AreasQuery, context: RecordContext): RecordAnswer {
  const { t, book } = context
  if (query.areas !== undefined && query.areas.length > 0) {
    const wanted = query.areas
    const found = book.areas.filter((area) => wanted.includes(area.id))
    return found.length === 0 ? nothingOnRecord(context) : ofAreas(found, context)
  }
  const dimensions = book.dimensions.filter(({ id }) => query.dimensions === undefined || query.dimensions.includes(id))
  const areas = book.areas.filter(({ id }) => dimensions.some((dimension) => dimension.id === dimensionOfArea[id]))
  const blocks = dimensions.map(({ id }): Block => {
    const own = areas.filter((area) => dimensionOfArea[area.id] === id)
    const count =
      dimensions.length > 1
        ? []
        : [html`${capitalised(t(`records.areas.count-${book.clearance}`, { count: own.length }), context)}`]
    return [bold(dimensionName(id, context)), ...count, ...own.map((area) => bullet(areaName(area.id, context)))]
  })
  const counts = [
    t('records.areas.dimensions', { count: dimensions.length }),
    t(`records.areas.count-${book.clearance}`, { count: areas.length }),
  ]
  const buttons = inRows(
    dimensions.length === 1
      ? dimensions.flatMap(({ id }) => [
          ...recordButton(t('records.button.coordinators'), 'coordinators', 'open', { d: [id] }),
          ...recordButton(t('records.button.meetings'), 'meetings', 'open', { d: [id] }),
        ])
      : [],
  )
  const heading: Block = dimensions.length > 1 ? [html`${counts.join('; ')}`] : []
  return compose(
    { blocks: [heading, ...blocks], records: [...dimensions, ...areas], buttons, differences: false },
    context,
  )
}
