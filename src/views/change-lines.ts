import { isPartialDate, partialDate } from '../domain/calendar.ts'
import { areaSlugSchema } from '../domain/dimension.ts'
import { localizedTextSchema } from '../domain/language.ts'
import { type RegisterName, registerNames } from '../domain/registers.ts'
import { shortened } from '../domain/shortened.ts'
import { formatDate, formatList, formatRange } from '../i18n/format.ts'
import type { MessageKey, Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { areaShortName, bodyName, organiserNames, stateNames, text } from './records/names.ts'
import type { RecordContext } from './records/record-context.ts'
import { sourceName } from './records/source-line.ts'
import { labelUnits } from './sources.ts'

type Body = Readonly<Record<string, unknown>>

/** A record as it is and as it was, both as the viewer may know them; without `before` it is new to them. */
export type Changed = {
  readonly register: RegisterName
  readonly id: string
  readonly after: Body
  readonly before: Body | undefined
}

type Field = Extract<MessageKey, `changes.field.${string}`>

const strings = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : typeof value === 'string' ? [value] : []

/** The span of a record, whatever its dates are called. */
function datesOf(body: Body, { t }: RecordContext): string {
  const date = (...names: readonly string[]) =>
    names.flatMap((name) => strings(body[name])).find((each) => isPartialDate(each))
  const start = date('start', 'from', 'date', 'due', 'approvedOn', 'since', 'sinceBy', 'inForceSince', 'openedOn')
  const end = date('end', 'until', 'validUntil')
  const hour = typeof body.startTime === 'string' ? `, ${body.startTime}` : ''
  if (start === undefined && end === undefined) return hour.slice(2)
  const [first, last] = [start, end].map((each) => (each === undefined ? undefined : partialDate(each)))
  return `${formatRange(first ?? last, first === undefined ? undefined : last, t)}${hour}`
}

/** Words of the locales for the states of a record; a state that has none is left out. */
function statusOf(register: RegisterName, body: Body, t: Translate): string {
  const is = <T extends string>(among: readonly T[]) => among.find((each) => each === body.status)
  if (register === 'events') {
    const status = is(['confirmed', 'held', 'postponed', 'cancelled'])
    return status === undefined
      ? body.status === 'planned'
        ? t('records.event.upcoming')
        : ''
      : t(`records.event.${status}`)
  }
  if (register === 'deadlines') return body.withdrawnOn === undefined ? '' : t('records.deadline.withdrawn')
  if (register === 'concept-papers') {
    const status = is(['submitted', 'approved', 'needs-update', 'up-to-date', 'not-elaborated'])
    return status === undefined ? '' : t(`records.paper-status.${status}`)
  }
  if (register === 'memoranda') {
    const status = is(['signed', 'in-preparation', 'proposed', 'approved', 'declined', 'unknown'])
    return status === undefined ? '' : t(`records.memorandum-status.${status}`)
  }
  if (register === 'coordinators') {
    const status = is(['appointed', 'offered', 'role-not-specified', 'vacant', 'reported', 'ended'])
    return status === undefined ? '' : t(`changes.coordination.${status}`)
  }
  if (body.adopted === true) return t('records.rules.adopted')
  return body.adopted === false ? t('records.rules.draft') : ''
}

function textOf(value: unknown, context: RecordContext): string {
  const found = localizedTextSchema.safeParse(value)
  return found.success ? text(found.data, context) : ''
}

const among = <T extends string>(value: unknown, values: readonly T[]) => values.find((each) => each === value)

/** What a reader is told of each part of a record; a part whose words are the same before and after has not changed for them. */
function partsOf(register: RegisterName, body: Body, context: RecordContext): ReadonlyMap<Field, string> {
  const { t, book } = context
  const firstText = (...names: readonly string[]) =>
    names.map((name) => textOf(body[name], context)).find(Boolean) ?? ''
  const area = areaSlugSchema.safeParse(body.area)
  const mode = among(body.mode, ['online', 'hybrid', 'in-person', 'silence-procedure'])
  const role = among(body.role, ['coordinator', 'co-coordinator', 'unspecified', 'concept-paper-author'])
  const instrument = among(body.instrument, ['memorandum', 'protocol', 'partnership', 'none'])
  const confidence = among(body.confidence, ['announced', 'derived', 'inferred', 'conflicting', 'contradicted'])
  const sources = strings(body.sources).flatMap((id) => {
    const source = book.sources.get(id)
    return source === undefined ? [] : [sourceName(source, context)]
  })
  const asOf = strings(body.asOf).find(isPartialDate)
  const numbers = [body.number, body.submitted, body.missing].filter(
    (each) => typeof each === 'number' || typeof each === 'string',
  )
  return new Map<Field, string>([
    ['changes.field.title', firstText('title', 'name', 'party', 'term', 'summary')],
    ['changes.field.dates', datesOf(body, context)],
    [
      'changes.field.status',
      [statusOf(register, body, t), textOf(body.statusWording, context)].filter(Boolean).join(', '),
    ],
    ['changes.field.place', textOf(body.place, context)],
    ['changes.field.mode', mode === undefined ? '' : t(`records.mode.${mode}`)],
    ['changes.field.subject', area.success ? areaShortName(area.data, context) : ''],
    [
      'changes.field.body',
      strings(body.body)
        .map((id) => bodyName(id, context))
        .join(', '),
    ],
    ['changes.field.state', stateNames(strings(body.state), context)],
    ['changes.field.organisers', organiserNames(strings(body.organisers), context)],
    ['changes.field.role', role === undefined ? '' : t(`records.role.${role}`)],
    ['changes.field.instrument', instrument === undefined ? '' : t(`records.instrument.${instrument}`)],
    ['changes.field.document', textOf(body.document, context)],
    ['changes.field.numbers', numbers.join(' / ')],
    ['changes.field.text', firstText('text', 'wording', 'progress', 'motto', 'entryIntoForce')],
    ['changes.field.note', textOf(body.note, context)],
    ['changes.field.confidence', confidence === undefined ? '' : t(`records.confidence.${confidence}`)],
    ['changes.field.sources', formatList([...new Set(sources)], t.language)],
    ['changes.field.as-of', asOf === undefined ? '' : formatDate(partialDate(asOf), t)],
  ])
}

/** Whether the viewer can see any difference; a link to a source that they may not see is none. */
function differs({ before, after }: Changed): boolean {
  return before === undefined || JSON.stringify(sorted(before)) !== JSON.stringify(sorted(after))
}

/** Without what every copy of a record repeats about its links. */
function sorted(body: Body): readonly (readonly [string, unknown])[] {
  return Object.entries(body)
    .filter(([name]) => !['related', 'visibility', 'remarks', 'discrepancies'].includes(name))
    .sort(([a], [b]) => a.localeCompare(b))
}

/** What was and what is, part by part. */
export function differenceLines({ register, before, after }: Changed, context: RecordContext): readonly Html[] {
  if (before === undefined) return []
  const { t } = context
  const [was, is] = [partsOf(register, before, context), partsOf(register, after, context)]
  const told = [...is].flatMap(([field, now]) => {
    const old = was.get(field) ?? ''
    if (old === now) return []
    const said = (value: string) => (value === '' ? t('changes.nothing') : shortened(value, labelUnits))
    return [html`${t(field)} — ${t('changes.was', { value: said(old) })}; ${t('changes.now', { value: said(now) })}`]
  })
  return told.length > 0 ? told : [html`${t('changes.field.other')}`]
}

/** The changes that the viewer can see, the register in the order of the menu and the latest first in each. */
export function visibleChanges(changes: readonly Changed[]): readonly Changed[] {
  const visible = changes.filter(differs)
  return registerNames.flatMap((register) => visible.filter((each) => each.register === register))
}
