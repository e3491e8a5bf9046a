import { statusesOn } from '../../domain/ratification.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html, plainText } from '../html.ts'
import { text } from '../records/names.ts'
import type { RecordContext } from '../records/record-context.ts'
import { sourceLine } from '../records/source-line.ts'
import type { Attachment } from '../reply.ts'
import { colours, drawing, page, smallPrint, writing } from './drawing.ts'
import { renderChart } from './render-chart.ts'

type Treaty = RecordContext['book']['treaties'][number]
type Status = RecordContext['book']['ratification-status'][number]

/** One seal for each instrument that is needed; those still missing are left empty. */
function seals(submitted: number, required: number): readonly Html[] {
  const gap = (page.width - page.margin * 2) / required
  const radius = Math.min(34, gap / 2 - 5)
  return Array.from({ length: required }, (_, index) => {
    const x = page.margin + gap * (index + 0.5)
    const fill = index < submitted ? colours.fill : colours.paper
    return html`<circle cx="${x}" cy="290" r="${radius}" fill="${fill}" stroke="${colours.fill}" stroke-width="4"/>`
  })
}

function draw(treaty: Treaty, status: Status, required: number, context: RecordContext): Html {
  const { t } = context
  const { submitted, missing } = status
  const sentence = t('records.treaty.status', { submitted, required, missing, date: formatDate(status.date, t) })
  const rule = treaty.daysAfter === undefined ? '' : t('records.treaty.rule', { required, days: treaty.daysAfter })
  const mark = status.visibility === 'restricted' ? [t('records.restricted.mark')] : []
  const source = plainText(sourceLine([status], context) ?? html``)
  const small = smallPrint([sentence, rule, ...mark, source].filter(Boolean), 390)
  return drawing(400 + small.height, [
    writing(text(treaty.shortTitle, context), page.margin, 76, { size: 36, bold: true }),
    writing(`${submitted} / ${required}`, page.margin, 190, { size: 84, bold: true, colour: colours.fill }),
    ...seals(submitted, required),
    ...small.lines,
  ])
}

/** How many instruments are in, by the latest statement known on the day; none where no statement is. */
export function ratificationChart(context: RecordContext, treatyId = 'convention'): Attachment | undefined {
  const { book, today } = context
  const treaty = book.treaties.find(({ id }) => id === treatyId)
  const [status] = statusesOn(
    book['ratification-status'].filter((each) => each.treaty === treatyId),
    today,
  )
  if (treaty === undefined || status === undefined) return undefined
  const required = treaty.requiredInstruments ?? status.submitted + status.missing
  const bytes = renderChart(draw(treaty, status, required, context))
  return { kind: 'picture', fileName: `${treatyId}.png`, bytes }
}
