import type { Clearance } from '../domain/access.ts'
import { keyOf, type Moved, type Outlook, type Restriction, type Weighed } from '../domain/openness.ts'
import type { Source } from '../domain/record.ts'
import { type RegisterName, registerNames } from '../domain/registers.ts'
import { shortened } from '../domain/shortened.ts'
import { formatInstant, formatList } from '../i18n/format.ts'
import { type Html, html } from './html.ts'
import { pageStart } from './page-start.ts'
import { bold, bullet, lines } from './records/compose.ts'
import type { RecordContext } from './records/record-context.ts'
import { commentEntries, recordEntries } from './records/record-entries.ts'
import { type Attachment, buttonData, type Reply, reply } from './reply.ts'
import { labelUnits, sourceKey, sourceTitle } from './sources.ts'

/** What a decision on a source would do, as the action worked it out. */
export type ClearingShown = Outlook & { readonly source: Source; readonly to: Clearance; readonly mark: string }

const listPage = 10

function labels(context: RecordContext): ReadonlyMap<string, string> {
  const all = [...recordEntries(context), ...commentEntries(context)]
  return new Map(all.map(({ register, id, label }) => [`${register}/${id}`, label]))
}

function reasonOf(because: Restriction, names: ReadonlyMap<string, string>, { t, book }: RecordContext): string {
  switch (because.kind) {
    case 'offer':
      return t('sources.held-offer')
    case 'refers':
      return t('sources.held-refers', { record: names.get(because.to) ?? because.to })
    case 'names':
      return t('sources.held-names', { source: because.source })
    case 'sources':
      return t(`sources.${book.clearance}`)
  }
}

const inOrder = <T extends Pick<Weighed, 'register'>>(entries: readonly T[]): readonly T[] =>
  registerNames.flatMap((name: RegisterName) => entries.filter(({ register }) => register === name))

function unnamedNote({ unnamed }: Moved, { t }: RecordContext): string {
  return unnamed.length === 0 ? '' : ` [${t('sources.unnamed', { sources: formatList(unnamed, t.language) })}]`
}

function countLines(entries: readonly Weighed[], { t }: RecordContext): readonly Html[] {
  return registerNames.flatMap((register) => {
    const count = entries.filter((each) => each.register === register).length
    return count === 0 ? [] : [bullet(t('sources.counted', { register: t(`sources.register.${register}`), count }))]
  })
}

/** What would become public or restricted, counted by register, and what would not and why; then staff decide. */
export function clearingPreview(clearing: ClearingShown, context: RecordContext): Reply {
  const { t } = context
  const { source, to, moved, held, keptPublic, mark } = clearing
  const key = sourceKey(source.id)
  const clears = to === 'public'
  const names = labels(context)
  const what = t(clears ? 'sources.publishes' : 'sources.withdraws', { count: moved.length })
  const blocks = [
    lines([
      bold(t(clears ? 'sources.preview-clear' : 'sources.preview-restrict')),
      html`${sourceTitle(source, context)}`,
    ]),
    moved.length === 0 ? html`${t('sources.moves-nothing')}` : lines([html`${what}`, ...countLines(moved, context)]),
    ...(clears && held.length > 0
      ? [
          lines([
            html`${t('sources.held', { count: held.length })}`,
            ...held.slice(0, listPage).map((each) => {
              const name = shortened(names.get(keyOf(each)) ?? keyOf(each), labelUnits)
              return bullet(`${name} — ${reasonOf(each.because, names, context)}`)
            }),
          ]),
        ]
      : []),
    ...(keptPublic.length > 0 ? [html`${t('sources.kept-public', { count: keptPublic.length })}`] : []),
  ]
  const look = [
    { text: t('sources.list'), data: buttonData('sources', 'entries', `${key}.${to}`, 0) },
    { text: t('sources.download'), data: buttonData('sources', 'download', `${key}.${to}`) },
  ]
  return reply(blocks, {
    buttons: [
      ...(moved.length === 0 ? [] : [look]),
      [
        {
          text: t(clears ? 'sources.confirm-clear' : 'sources.confirm-restrict'),
          data: buttonData('sources', clears ? 'clear' : 'restrict', key, mark),
        },
      ],
      [{ text: t('sources.cancel'), data: buttonData('sources', 'cancel', key) }],
    ],
    placement: 'replace',
  })
}

/** The entries themselves, page by page. */
export function clearingEntries(clearing: ClearingShown, context: RecordContext): Reply {
  const { t } = context
  const { source, to } = clearing
  const key = sourceKey(source.id)
  const names = labels(context)
  const moved = inOrder(clearing.moved)
  const offset = pageStart(context.offset, moved.length, listPage)
  const page = moved.slice(offset, offset + listPage)
  const shown = t('records.meetings.shown', { first: offset + 1, last: offset + page.length, total: moved.length })
  const blocks = registerNames
    .filter((name) => page.some(({ register }) => register === name))
    .map((name) =>
      lines([
        bold(t(`sources.register.${name}`)),
        ...page
          .filter(({ register }) => register === name)
          .map((each) =>
            bullet(`${shortened(names.get(keyOf(each)) ?? keyOf(each), labelUnits)}${unnamedNote(each, context)}`),
          ),
      ]),
    )
  const turn = (label: string, at: number) => ({
    text: label,
    data: buttonData('sources', 'entries', `${key}.${to}`, at),
  })
  const turns = [
    ...(offset > 0 ? [turn(t('records.button.earlier-page'), Math.max(0, offset - listPage))] : []),
    ...(offset + listPage < moved.length ? [turn(t('records.button.later-page'), offset + listPage)] : []),
  ]
  const back = { text: t('sources.back'), data: buttonData('sources', 'preview', `${key}.${to}`) }
  return reply([html`${sourceTitle(source, context)} · ${shown}`, ...blocks], {
    buttons: [...(turns.length === 0 ? [] : [turns]), [back]],
    placement: 'replace',
  })
}

/** Fields in words, one to a line, in every language that they are kept in. */
function fieldLines(value: object, path = ''): readonly string[] {
  return Object.entries(value).flatMap(([name, each]: [string, unknown]): readonly string[] => {
    const here = path === '' ? name : `${path}.${name}`
    if (each === null || each === undefined || name === 'id') return []
    if (typeof each === 'object' && !Array.isArray(each)) return fieldLines(each, here)
    const said = Array.isArray(each) ? each.map(String).join(', ') : String(each)
    return said === '' ? [] : [`    ${here}: ${said.replace(/\s+/g, ' ')}`]
  })
}

/** The same list as a file, with every word of every entry. */
export function clearingFile(clearing: ClearingShown, timeZone: string, now: Date, context: RecordContext): Reply {
  const { t } = context
  const { source, to, held } = clearing
  const names = labels(context)
  const title = t(to === 'public' ? 'sources.file-heading-clear' : 'sources.file-heading-restrict', {
    source: sourceTitle(source, context),
  })
  const moved = inOrder(clearing.moved)
  const entries = registerNames
    .filter((name) => moved.some(({ register }) => register === name))
    .flatMap((name) => [
      '',
      `${t(`sources.register.${name}`)} (${moved.filter(({ register }) => register === name).length})`,
      ...moved
        .filter(({ register }) => register === name)
        .flatMap((each) => [
          '',
          `  ${keyOf(each)}: ${names.get(keyOf(each)) ?? ''}${unnamedNote(each, context)}`,
          ...fieldLines(each.body),
        ]),
    ])
  const kept = held.map(
    (each) => `  ${keyOf(each)}: ${names.get(keyOf(each)) ?? ''} — ${reasonOf(each.because, names, context)}`,
  )
  const stays = to === 'public' && kept.length > 0 ? ['', t('sources.held', { count: kept.length }), ...kept] : []
  const text = [title, formatInstant(now, timeZone, t.language), ...entries, ...stays, ''].join('\n')
  const attachment: Attachment = {
    kind: 'document',
    fileName: `${source.id
      .replace(/^https?:\/\//, '')
      .replace(/[^A-Za-z0-9]+/g, '-')
      .slice(0, 60)}.txt`,
    // With a byte order mark, or Windows opens Cyrillic text as if it were Latin.
    bytes: new TextEncoder().encode(`\uFEFF${text}`),
  }
  return reply(html`${t('sources.file-caption')}`, { attachment })
}

/** What was done, and the way back. */
export function clearingDone({ source, to, moved }: ClearingShown, undo: string, context: RecordContext): Reply {
  const { t } = context
  const key = sourceKey(source.id)
  const clears = to === 'public'
  const told = { source: sourceTitle(source, context), count: moved.length }
  const back = { text: t('sources.undo'), data: buttonData('sources', clears ? 'restrict' : 'clear', key, undo) }
  return reply(html`${t(clears ? 'sources.cleared' : 'sources.restricted-again', told)}`, {
    buttons: [[back]],
    placement: 'replace',
  })
}
