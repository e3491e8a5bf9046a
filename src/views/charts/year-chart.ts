import { dimensionSlugs } from '../../domain/dimension.ts'
import { type YearFigures, yearFigures } from '../../domain/figures.ts'
import { type Html, html, plainText } from '../html.ts'
import { cbmEvents } from '../records/figures.ts'
import { bodyName, dimensionName, unofficialMark } from '../records/names.ts'
import type { RecordContext } from '../records/record-context.ts'
import { sourceLine } from '../records/source-line.ts'
import type { Attachment } from '../reply.ts'
import { box, colours, drawing, page, smallPrint, writing } from './drawing.ts'
import { renderChart } from './render-chart.ts'

type Bar = { readonly label: string; readonly count: number }

/** A label, its bar and its number take so many pixels together. */
const step = 82
const headHeight = 150
const sectionHeight = 70

function bars(rows: readonly Bar[], most: number, top: number, colour: string): readonly Html[] {
  const { margin, width, bar } = page
  const room = width - margin * 2 - 70
  return rows.flatMap(({ label, count }, index) => {
    const y = top + index * step
    return [
      writing(label, margin, y, { size: 24 }),
      box(margin, y + 12, room, bar, colours.rail),
      ...(count === 0 ? [] : [box(margin, y + 12, Math.max(10, (room * count) / most), bar, colour)]),
      writing(String(count), width - margin, y + 12 + bar - 8, { size: 28, bold: true, end: true }),
    ]
  })
}

function plain(name: string): string {
  return name.replaceAll(unofficialMark, '')
}

function draw(figures: YearFigures, context: RecordContext): Html {
  const { t, book } = context
  const dimensions = dimensionSlugs.map((slug) => ({
    label: plain(dimensionName(slug, context)),
    count: figures.byDimension.get(slug) ?? 0,
  }))
  const bodies = [...figures.byBody].map(([id, count]) => ({ label: plain(bodyName(id, context)), count }))
  const most = Math.max(1, ...dimensions.map(({ count }) => count), ...bodies.map(({ count }) => count))
  const second = headHeight + sectionHeight + dimensions.length * step
  const restricted = figures.events.some(({ visibility }) => visibility === 'restricted')
  const basis = restricted
    ? t('records.restricted.mark')
    : t(`records.figures.basis-${figures.isReported ? 'restricted' : book.clearance}`)
  const foot = second + sectionHeight + bodies.length * step + 10
  const source = smallPrint([plainText(sourceLine(figures.events, context) ?? html``)], foot)
  return drawing(foot + source.height + 20, [
    writing(
      `${t('records.membership.cica')} · ${t('records.figures.heading', { year: figures.year })}`,
      page.margin,
      76,
      { size: 40, bold: true },
    ),
    writing(basis, page.margin, 118, { size: 22, colour: colours.quiet }),
    writing(cbmEvents(figures, context), page.margin, headHeight + 30, {
      size: 28,
      bold: true,
    }),
    ...bars(dimensions, most, headHeight + sectionHeight, colours.fill),
    writing(t('records.figures.meetings', { count: figures.bodyMeetings }), page.margin, second + 30, {
      size: 28,
      bold: true,
    }),
    ...bars(bodies, most, second + sectionHeight, colours.second),
    ...source.lines,
  ])
}

/** The figures of a year as a picture; none for a year without a counted event. */
export function yearChart(year: number, context: RecordContext): Attachment | undefined {
  const figures = yearFigures(context.book.events, year)
  if (figures.events.length === 0) return undefined
  return { kind: 'picture', fileName: `cica-${year}.png`, bytes: renderChart(draw(figures, context)) }
}
