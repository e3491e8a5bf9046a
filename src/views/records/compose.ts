import type { CalendarDate } from '../../domain/calendar.ts'
import type { Remark } from '../../domain/record.ts'
import type { Span } from '../../domain/span.ts'
import { formatDate } from '../../i18n/format.ts'
import { type Html, html, joinHtml, plainText, visibleLength } from '../html.ts'
import type { ButtonRows, Reply } from '../reply.ts'
import { capitalised, text, unofficialMark } from './names.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { type AnyRecord, differenceLines, isRestricted, restrictedMark, sourceLine } from './source-line.ts'
import { spanLabel } from './span-label.ts'

/** An answer that is longer is read by nobody; what is left out is said. In UTF-16 units of visible text. */
const answerLength = 2600

/** What several sources say differently is for those who want to know: it is folded, and a press opens it. */
const differencesLength = 1000
const folded = (block: Html) => html`<blockquote expandable>${block}</blockquote>`
const asIs = (block: Html) => block

/** A label and what it says: “Place: Baku”; nothing where there is nothing to say. */
export function labelled(label: string, value: string | Html | undefined): readonly Html[] {
  return value === undefined || value === '' ? [] : [html`${label}: ${value}`]
}

export function lines(parts: readonly Html[]): Html {
  return joinHtml(parts, '\n')
}

export function bullet(content: string | Html): Html {
  return html`• ${content}`
}

export function bold(content: string | Html): Html {
  return html`<b>${content}</b>`
}

/** “As of 1 March 2024”, where another day than today was asked for. */
export function onLine(on: CalendarDate | undefined, { t, today }: RecordContext): readonly Block[] {
  return on === undefined || on === today ? [] : [[html`<i>${t('records.on-date', { date: formatDate(on, t) })}</i>`]]
}

/** The same of a day, or the name of a span of days. */
export function whenLine(
  { on, span }: { readonly on?: CalendarDate; readonly span?: Span },
  context: RecordContext,
): readonly Block[] {
  if (span === undefined) return onLine(on, context)
  return [[html`<i>${capitalised(spanLabel(span, context.t), context)}</i>`]]
}

/** What the record says beyond its fields: its note, how sure its sources are, and what restricted sources add. */
export function noteLines(record: AnyRecord, context: RecordContext): readonly Html[] {
  const { t } = context
  const told = record.confidence === 'conflicting' && record.discrepancies.length > 0
  const confidence =
    record.confidence === 'stated' || told ? [] : [html`<i>${t(`records.confidence.${record.confidence}`)}</i>`]
  const note = record.note === undefined ? [] : [html`${text(record.note, context)}`]
  const remarks = record.remarks.map((remark) => {
    // A remark of a document that was cleared is told to everybody, and like everything else.
    return remark.visibility === 'public'
      ? html`${text(remark.text, context)}`
      : html`${restrictedMark} ${t('records.restricted.remark')}: ${text(remark.text, context)}`
  })
  return [...confidence, ...note, ...remarks]
}

/** Keeps whole lines while they fit; what is left out is said. */
function shorten(blocks: readonly Block[], units: number, context: RecordContext): readonly Html[] {
  const kept: Html[] = []
  let left = units
  for (const block of blocks) {
    const fitting: Html[] = []
    for (const line of block) {
      left -= visibleLength(line) + 1
      if (left > 0) fitting.push(line)
    }
    if (fitting.length > 0) kept.push(lines(fitting))
    if (left <= 0) return [...kept, html`<i>${context.t('records.shortened')}</i>`]
  }
  return kept
}

/** Lines that belong together. */
export type Block = readonly Html[]

type Parts = {
  readonly blocks: readonly Block[]
  /** The records that the blocks speak of: for the sources, the differences and the mark of a restricted answer. */
  readonly records: readonly AnyRecord[]
  readonly buttons?: ButtonRows
  readonly answered?: boolean
  /** Differences are told of single records; in a long list they would bury the facts. */
  readonly differences?: boolean
}

/** A list leaves remarks out, a long answer may cut them off: only those that are read need their sources named. */
function toldIn(body: readonly Html[], records: readonly AnyRecord[], context: RecordContext): readonly Remark[] {
  const remarks = records.flatMap((record) => record.remarks)
  if (remarks.length === 0) return []
  const told = body.map((block) => plainText(block)).join('\n')
  return remarks.filter((remark) => told.includes(text(remark.text, context)))
}

function footOf(body: readonly Html[], records: readonly AnyRecord[], context: RecordContext): readonly Html[] {
  const unofficial = body.some((block) => plainText(block).includes(unofficialMark))
    ? [html`<i>${unofficialMark} ${context.t('records.unofficial')}</i>`]
    : []
  const source = sourceLine(records, context, toldIn(body, records, context))
  const foot = source === undefined ? unofficial : [...unofficial, source]
  return foot.length === 0 ? [] : [lines(foot)]
}

/** Facts first, then where sources differ, then the source; a restricted answer is marked before everything. */
export function compose(parts: Parts, context: RecordContext): RecordAnswer {
  const differences = parts.differences === false ? [] : differenceLines(parts.records, context)
  const facts = shorten(parts.blocks, answerLength, context)
  const body = [
    ...facts,
    ...shorten([differences], differencesLength, context).map(differences.length > 1 ? folded : asIs),
  ]
  const restricted = isRestricted(parts.records) || body.some((block) => plainText(block).includes(restrictedMark))
  const head = restricted ? [html`${restrictedMark} <i>${context.t('records.restricted.mark')}</i>`] : []
  const blocks = [...head, ...body, ...footOf(body, parts.records, context)]
  const buttons = (parts.buttons ?? []).filter((row) => row.length > 0)
  const reply: Reply = buttons.length === 0 ? { blocks } : { blocks, buttons }
  return { reply, answered: parts.answered ?? true }
}
