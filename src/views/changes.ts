import type { CalendarDate } from '../domain/calendar.ts'
import type { Source } from '../domain/record.ts'
import { registerNames } from '../domain/registers.ts'
import { shortened } from '../domain/shortened.ts'
import { formatDate } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Changed, differenceLines, visibleChanges } from './change-lines.ts'
import { html } from './html.ts'
import { pageStart } from './page-start.ts'
import { bold, lines } from './records/compose.ts'
import type { RecordContext } from './records/record-context.ts'
import { commentEntries, recordEntries } from './records/record-entries.ts'
import { restrictedMark } from './records/source-line.ts'
import { type Button, buttonData, type Reply, reply } from './reply.ts'
import { labelUnits, sourceTitle } from './sources.ts'

type Cleared = { readonly source: Source; readonly count: number }

export type ChangesShown = {
  readonly since: CalendarDate
  readonly changes: readonly Changed[]
  readonly cleared: readonly Cleared[]
  /** The day from which changes are noted at all. */
  readonly filledOn: CalendarDate | undefined
}

const pageLength = 8

function spans(t: Translate): Button[] {
  return [7, 30, 90].map((count) => ({
    text: t('changes.days', { count }),
    data: buttonData('changes', 'days', count),
  }))
}

/** What was added and what was changed since a day, with what it was before; and the documents that were cleared. */
export function changesView(shown: ChangesShown, context: RecordContext): Reply {
  const { t, book } = context
  const { since, cleared, filledOn } = shown
  const changes = visibleChanges(shown.changes)
  const date = formatDate(since, t)
  const note =
    filledOn !== undefined && since < filledOn
      ? [html`<i>${t('changes.filled', { date: formatDate(filledOn, t) })}</i>`]
      : []
  if (changes.length + cleared.length === 0) {
    return reply([html`${t(`changes.none-${book.clearance}`, { date })}`, ...note], {
      buttons: [spans(t)],
      placement: 'replace',
    })
  }
  const entries = [...recordEntries(context), ...commentEntries(context)]
  const named = new Map(entries.map((each) => [`${each.register}/${each.id}`, each]))
  const offset = pageStart(context.offset, changes.length, pageLength)
  const page = changes.slice(offset, offset + pageLength)
  const total =
    changes.length > pageLength
      ? ` · ${t('records.meetings.shown', { first: offset + 1, last: offset + page.length, total: changes.length })}`
      : ''
  const blocks = registerNames
    .filter((name) => page.some(({ register }) => register === name))
    .flatMap((name) => [
      bold(t(`sources.register.${name}`)),
      ...page
        .filter(({ register }) => register === name)
        .map((change) => {
          const entry = named.get(`${change.register}/${change.id}`)
          const mark = entry?.record.visibility === 'restricted' ? `${restrictedMark} ` : ''
          const kind = t(change.before === undefined ? 'changes.added' : 'changes.changed')
          const label = shortened(entry?.label ?? change.id, labelUnits)
          return lines([html`• ${mark}${label} — <i>${kind}</i>`, ...differenceLines(change, context)])
        }),
    ])
  const made = cleared.map(
    ({ source, count }) => html`${t('changes.cleared', { source: sourceTitle(source, context), count })}`,
  )
  const turn = (label: string, to: number) => ({ text: label, data: buttonData('changes', 'since', since, to) })
  const turns = [
    ...(offset > 0 ? [turn(t('records.button.earlier-page'), Math.max(0, offset - pageLength))] : []),
    ...(offset + pageLength < changes.length ? [turn(t('records.button.later-page'), offset + pageLength)] : []),
  ]
  return reply(
    [
      html`${bold(t('changes.heading', { date }))}${total}`,
      ...(offset === 0 && made.length > 0 ? [lines(made)] : []),
      ...blocks,
      ...note,
    ],
    { buttons: [...(turns.length === 0 ? [] : [turns]), spans(t)], placement: 'replace' },
  )
}
