import { type EditionContent, itemsOf } from '../domain/edition.ts'
import { type Item, titleFor } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import { shortened } from '../domain/shortened.ts'
import { capitalised, formatTime } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { itemLine } from './item-line.ts'
import { type Button, type ButtonRows, buttonData, type Reply, reply } from './reply.ts'

export type Draft = {
  readonly language: Language
  readonly number: number
  readonly messages: readonly Html[]
  readonly content: EditionContent
  readonly note: string | null
  readonly scheduledAt: Date | null
  readonly today: 'out' | 'planned' | 'usual' | 'over'
  readonly droppedIds: readonly number[]
  readonly passedOver: number
  readonly mark: string
}

type Desk = {
  readonly timeZone: string
  /** The usual hour of the edition. */
  readonly usual: string
  /** How many items have room under a dimension. */
  readonly perDimension: number
  readonly t: Translate
}

const titleUnits = 90
const buttonsPerRow = 6

/** A button of the desk; `mark` is of the draft that staff saw, so that a repeated or late press changes nothing. */
function deskButton(name: string, text: string, draft: Pick<Draft, 'language' | 'mark'>, itemId?: number): Button {
  const id = itemId === undefined ? draft.language : `${draft.language}.${itemId}`
  return { text, data: buttonData('edition', name, id, draft.mark) }
}

function statusLines(draft: Draft, { timeZone, usual, perDimension, t }: Desk): Html[] {
  const lines = [
    draft.scheduledAt === null
      ? undefined
      : t('desk.edition-planned', { time: formatTime(draft.scheduledAt, timeZone) }),
    draft.today === 'out' ? t('desk.edition-out-today') : undefined,
    draft.today === 'over' ? t('desk.edition-hour-over', { time: usual }) : undefined,
    draft.droppedIds.length === 0 ? undefined : t('desk.edition-dropped', { count: draft.droppedIds.length }),
    draft.passedOver === 0 ? undefined : t('desk.edition-passed-over', { count: draft.passedOver, most: perDimension }),
  ].filter((line) => line !== undefined)
  return lines.map((line) => html`\n<i>${line}</i>`)
}

/** The edition exactly as it would go out, and what can be done with it. */
export function previewView(draft: Draft, desk: Desk): Reply {
  const { t } = desk
  const heading = t('desk.edition-preview', { language: t(`desk.languages.${draft.language}`) })
  const hours = [
    ...(draft.today === 'out' ? [] : [deskButton('schedule', t('desk.schedule'), draft)]),
    ...(draft.scheduledAt === null ? [] : [deskButton('unschedule', t('desk.unschedule'), draft)]),
  ]
  const buttons: ButtonRows = [
    [{ text: t('desk.publish'), data: buttonData('publish', 'draft', draft.language, draft.mark) }],
    [
      deskButton('arrange', t('desk.arrange'), draft),
      deskButton('note', draft.note === null ? t('desk.add-note') : t('desk.change-note'), draft),
    ],
    ...(hours.length === 0 ? [] : [hours]),
    ...(draft.droppedIds.length === 0 ? [] : [[deskButton('restore', t('desk.restore'), draft)]]),
  ]
  return reply([html`<i>${heading}</i>${statusLines(draft, desk)}`, ...draft.messages], { buttons })
}

/** The items of the edition, numbered in its order; a press opens one. */
export function arrangeView(draft: Draft, { t }: Desk): Reply {
  const items = itemsOf(draft.content)
  let number = 0
  const sections = draft.content.sections.map(({ dimension, items: own }) => {
    const lines = own.map((item) => {
      number += 1
      return html`\n${number}. ${shortened(titleFor(item, draft.language), titleUnits)} — <i>${item.feedName}</i>`
    })
    return html`<b>${t(`dimension.${dimension}`)}</b>${lines}`
  })
  const numbers = items.map((item, index) => deskButton('item', String(index + 1), draft, item.id))
  const rows: Button[][] = []
  for (let start = 0; start < numbers.length; start += buttonsPerRow)
    rows.push(numbers.slice(start, start + buttonsPerRow))
  const heading = capitalised(t('desk.arrange-heading', { language: t(`desk.languages.${draft.language}`) }))
  return reply([html`<b>${heading}</b>`, ...sections], {
    buttons: [...rows, [previewButton(draft, t)]],
    placement: 'replace',
  })
}

function previewButton({ language }: Pick<Draft, 'language'>, t: Translate): Button {
  return { text: t('desk.to-preview'), data: buttonData('edition', 'show', language) }
}

/** One item of the edition as it will read there, and what can be done with it. */
export function editionItemView(draft: Draft, item: Item, { t, timeZone }: Desk, channel: Translate): Reply {
  const section = draft.content.sections.find(({ items }) => items.some(({ id }) => id === item.id))
  const at = section?.items.findIndex(({ id }) => id === item.id) ?? 0
  const last = (section?.items.length ?? 1) - 1
  const moves = [
    ...(at > 0 ? [deskButton('up', t('desk.move-up'), draft, item.id)] : []),
    ...(at < last ? [deskButton('down', t('desk.move-down'), draft, item.id)] : []),
  ]
  const place = html`<i>${t('desk.edition-place', { number: at + 1, of: last + 1 })}${section === undefined ? '' : ` · ${t(`dimension.${section.dimension}`)}`}</i>`
  const buttons: ButtonRows = [
    ...(moves.length === 0 ? [] : [moves]),
    [deskButton('title', t('desk.edit-title'), draft, item.id), deskButton('drop', t('desk.drop'), draft, item.id)],
    [deskButton('arrange', t('desk.back'), draft), previewButton(draft, t)],
  ]
  return reply([place, itemLine(item, { t: channel, timeZone })], { buttons, placement: 'replace' })
}

/** @param droppedCount accepted items that staff left out of this channel's edition, and may take back */
export function nothingToPreview(language: Language, droppedCount: number, t: Translate): Html {
  const named = { language: t(`desk.languages.${language}`) }
  const said =
    droppedCount === 0
      ? t('desk.edition-none', named)
      : t('desk.edition-all-dropped', { ...named, total: droppedCount })
  return html`${capitalised(said)}`
}

/** Where there is no edition to show: why, and the way back to what was left out of it. */
export function nothingView(language: Language, droppedCount: number, t: Translate): Reply {
  const restore: ButtonRows =
    droppedCount === 0 ? [] : [[{ text: t('desk.restore'), data: buttonData('edition', 'restore', language) }]]
  return reply(nothingToPreview(language, droppedCount, t), { buttons: restore })
}

/** @param edition.today as it was before it went out @param desk.usual the hour at which no further edition of today goes out, since this one took its place */
export function publishedLine(
  edition: Pick<Draft, 'language' | 'number' | 'today'> & { readonly count: number },
  { usual, t }: Pick<Desk, 'usual' | 't'>,
): Html {
  const { language, number, count, today } = edition
  const line = capitalised(t('desk.published', { language: t(`desk.languages.${language}`), number, count }))
  return today === 'usual' ? html`${line} ${t('desk.published-early', { time: usual })}` : html`${line}`
}
