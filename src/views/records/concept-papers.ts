import { firstDay } from '../../domain/calendar.ts'
import { type AreaSlug, type DimensionSlug, dimensionOfArea } from '../../domain/dimension.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose, labelled, noteLines } from './compose.ts'
import { areaName, areaShortName, bodyName, stateName, stateNames } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

type Known = RecordContext['book']['concept-papers'][number]

export type PapersQuery = {
  readonly areas?: readonly AreaSlug[]
  readonly dimensions?: readonly DimensionSlug[]
  readonly states?: readonly string[]
}

/** A paper that was approved later was none yet on a rehearsed day. */
function known(paper: Known, { today }: RecordContext): boolean {
  return paper.approvedOn === undefined || (firstDay(paper.approvedOn) ?? '') <= today
}

function statusText(paper: Known, context: RecordContext): string {
  const { t } = context
  const status = t(`records.paper-status.${paper.status}`)
  const date = paper.approvedOn === undefined ? '' : formatDate(paper.approvedOn, t)
  return date === '' ? status : t('records.papers.dated', { status, date })
}

function paperLines(paper: Known, context: RecordContext): readonly Html[] {
  const { t } = context
  return [
    html`${t(`records.papers.${paper.kind}`)}: ${statusText(paper, context)}`,
    ...labelled(
      t('records.papers.approved-by'),
      paper.approvedBy === undefined ? undefined : bodyName(paper.approvedBy, context),
    ),
    ...labelled(t('records.papers.prepared-by'), stateNames(paper.preparedBy, context)),
    ...labelled(
      t('records.papers.valid-until'),
      paper.validUntil === undefined ? undefined : formatDate(paper.validUntil, t),
    ),
    ...noteLines(paper, context),
  ]
}

function byArea(areas: readonly AreaSlug[], query: PapersQuery, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const own = book['concept-papers'].filter((paper) => areas.includes(paper.area) && known(paper, context))
  const authors = (query.states ?? []).flatMap((state): Html[] => {
    if (own.some((paper) => paper.preparedBy.includes(state))) return []
    return [html`${t(`records.papers.not-author-${book.clearance}`, { state: stateName(state, context) })}`]
  })
  const blocks = areas.map((area): Block => {
    const papers = own.filter((paper) => paper.area === area)
    const none = html`${t(`records.papers.none-${book.clearance}`)}`
    const body = papers.length === 0 ? [none] : papers.flatMap((paper) => paperLines(paper, context))
    return [bold(areaName(area, context)), ...authors, ...body]
  })
  const [area] = areas
  const buttons =
    area === undefined || areas.length > 1
      ? []
      : [
          [
            ...recordButton(t('records.button.coordinator'), 'coordinators', 'open', { a: [area] }),
            ...recordButton(t('records.button.meetings'), 'meetings', 'open', { a: [area] }),
          ],
        ]
  return compose({ blocks, records: own, buttons, answered: own.length > 0 }, context)
}

/** Papers that States prepared, as the papers or the register of coordinators say. */
function byState(states: readonly string[], context: RecordContext): RecordAnswer {
  const { t, book } = context
  const own = book['concept-papers'].filter(
    (paper) => known(paper, context) && paper.preparedBy.some((state) => states.includes(state)),
  )
  const authors = book.coordinators.filter(
    ({ role, state, area }) =>
      role === 'concept-paper-author' && states.includes(state ?? '') && !own.some((paper) => paper.area === area),
  )
  const rows = [
    ...own.map((paper) => bullet(`${areaName(paper.area, context)}: ${statusText(paper, context)}`)),
    ...authors.map((record) => bullet(`${areaName(record.area, context)}: ${t('records.papers.among-authors')}`)),
  ]
  const notes = authors.flatMap((record) => noteLines(record, context))
  const none = rows.length === 0 ? [html`${t(`records.papers.state-none-${book.clearance}`)}`] : []
  const blocks: Block[] = [[bold(stateNames(states, context)), ...none, ...rows], notes]
  return compose({ blocks, records: [...own, ...authors], answered: rows.length > 0 }, context)
}

function overview(query: PapersQuery, context: RecordContext): RecordAnswer {
  const { t, book } = context
  const areas = book.areas
    .map((area) => area.id)
    .filter((area) => query.dimensions === undefined || query.dimensions.includes(dimensionOfArea[area]))
  const records: Known[] = []
  const rows = areas.map((area) => {
    const paper = book['concept-papers'].find(
      (each) => each.area === area && each.kind === 'concept-paper' && known(each, context),
    )
    if (paper === undefined)
      return bullet(`${areaShortName(area, context)}: ${t(`records.papers.short-none-${book.clearance}`)}`)
    records.push(paper)
    return bullet(`${areaShortName(area, context)}: ${statusText(paper, context)}`)
  })
  return compose({ blocks: [[bold(t('records.papers.heading'))], rows], records, differences: false }, context)
}

/** Concept papers and action plans of priority areas. */
export function conceptPapersView(query: PapersQuery, context: RecordContext): RecordAnswer {
  const { areas, states } = query
  if (areas?.length === 0) return nothingOnRecord(context)
  if (areas !== undefined && areas.length > 0) {
    const listed = areas.filter((slug) => context.book.areas.some((area) => area.id === slug))
    return listed.length === 0 ? nothingOnRecord(context) : byArea(listed, query, context)
  }
  if (states !== undefined && states.length > 0) return byState(states, context)
  return overview(query, context)
}
