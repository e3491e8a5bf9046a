import { formatDate } from '../../i18n/format.ts'
import { type Html, html } from '../html.ts'
import { type Block, bold, bullet, compose, noteLines } from './compose.ts'
import { capitalised, text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

type Organization = RecordContext['book']['organizations'][number]
type Memorandum = RecordContext['book']['memoranda'][number]

const kinds = ['observer', 'partner', 'memorandum-partner'] as const

function organizationName(organization: Organization, context: RecordContext): string {
  const name = text(organization.name, context)
  return organization.abbreviation === undefined ? name : `${name} (${text(organization.abbreviation, context)})`
}

function memorandumText(memorandum: Memorandum, context: RecordContext): string {
  const { t } = context
  const status =
    memorandum.statusWording === undefined
      ? t(`records.memorandum-status.${memorandum.status}`)
      : text(memorandum.statusWording, context)
  if (memorandum.instrument === 'none') return status
  const date = memorandum.date === undefined ? '' : `, ${formatDate(memorandum.date, t)}`
  return `${t(`records.instrument.${memorandum.instrument}`)}${date}: ${status}`
}

/** One memorandum or another instrument, with the partner's name. */
function memorandumBlock(memorandum: Memorandum, context: RecordContext): readonly Html[] {
  return [
    bold(text(memorandum.party, context)),
    html`${capitalised(memorandumText(memorandum, context), context)}`,
    ...noteLines(memorandum, context),
  ]
}

function memorandaOf(organization: Organization, { book }: RecordContext): readonly Memorandum[] {
  return book.memoranda.filter((each) => each.organization === organization.id)
}

/** Organisations that are observers, partners or parties to a memorandum. */
export function organizationsView(
  query: { readonly organizations?: readonly string[] },
  context: RecordContext,
): RecordAnswer {
  const { t, book } = context
  if (query.organizations !== undefined) {
    const found = query.organizations.flatMap((id) => book.organizations.find((each) => each.id === id) ?? [])
    if (found.length === 0) return nothingOnRecord(context)
    const memoranda = found.flatMap((each) => memorandaOf(each, context))
    const blocks = found.map(
      (each): Block => [
        html`${bold(organizationName(each, context))}: ${t(`records.organization-kind.${each.kind}`)}`,
        ...noteLines(each, context),
        ...memorandaOf(each, context).map((own) => bullet(capitalised(memorandumText(own, context), context))),
      ],
    )
    return compose({ blocks, records: [...found, ...memoranda] }, context)
  }
  const blocks = kinds.flatMap((kind): Block[] => {
    const own = book.organizations.filter((each) => each.kind === kind)
    return own.length === 0
      ? []
      : [[bold(t(`records.organization-kinds.${kind}`)), ...own.map((each) => bullet(organizationName(each, context)))]]
  })
  const facts = book.facts.filter((fact) => fact.about.includes('partners'))
  const notes = facts.map((fact): Block => [html`${text(fact.text, context)}`])
  return compose(
    { blocks: [...blocks, ...notes], records: [...book.organizations, ...facts], differences: false },
    context,
  )
}

/** Memoranda and other instruments of cooperation. */
export function memorandaView(query: { readonly memoranda?: readonly string[] }, context: RecordContext): RecordAnswer {
  const { t, book } = context
  if (query.memoranda !== undefined) {
    const found = query.memoranda.flatMap((id) => book.memoranda.find((each) => each.id === id) ?? [])
    if (found.length === 0) return nothingOnRecord(context)
    return compose({ blocks: found.map((each) => memorandumBlock(each, context)), records: found }, context)
  }
  const rows = book.memoranda.map((each) =>
    bullet(html`${bold(text(each.party, context))} — ${memorandumText(each, context)}`),
  )
  if (rows.length === 0) return nothingOnRecord(context)
  return compose(
    { blocks: [[bold(t('records.memoranda.heading'))], rows], records: book.memoranda, differences: false },
    context,
  )
}
