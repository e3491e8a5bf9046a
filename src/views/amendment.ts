import type { AmendmentKind } from '../domain/amendment.ts'
import type { Item } from '../domain/item.ts'
import type { Language } from '../domain/language.ts'
import { shortened } from '../domain/shortened.ts'
import { capitalised, formatInstant } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { itemLine, type NewsContext } from './item-line.ts'
import { type Button, type ButtonRows, buttonData, type Reply, reply } from './reply.ts'
import { unusedWords } from './unused-words.ts'

/** Items offered on one screen. */
export const amendPage = 8
const titleUnits = 80

type Command = 'correct' | 'retract'
export const commandOf: Readonly<Record<AmendmentKind, Command>> = { correction: 'correct', retraction: 'retract' }

/** What was published lately, newest first: which of it is meant? */
export function publishedItemsView(
  kind: AmendmentKind,
  items: readonly Item[],
  about: {
    readonly timeZone: string
    readonly t: Translate
    readonly words: string
    /** What the button to earlier ones carries. */
    readonly earlier: string | undefined
  },
): Reply {
  const { timeZone, t, words, earlier } = about
  const command = commandOf[kind]
  if (items.length === 0) {
    const none = words === '' ? html`${t('desk.amend-none')}` : unusedWords('desk.amend-none-with', words, t)
    return reply(none, { placement: 'replace', buttons: [] })
  }
  const lines = items.map((item, index) => {
    const when = item.decidedAt === null ? '' : ` · ${formatInstant(new Date(item.decidedAt), timeZone, t.language)}`
    const state = item.retractedAt === null ? '' : ` · ${t('desk.is-retracted')}`
    return html`${index + 1}. ${shortened(item.title, titleUnits)} — <i>${item.feedName}${when}${state}</i>`
  })
  const open = items.filter((item) => item.retractedAt === null)
  const numbers = open.map(
    (item): Button => ({ text: String(items.indexOf(item) + 1), data: buttonData(command, 'item', item.id) }),
  )
  const more: Button[] = earlier === undefined ? [] : [{ text: t('news.more'), data: earlier }]
  const question = kind === 'correction' ? t('desk.correct-which') : t('desk.retract-which')
  return reply([html`<b>${question}</b>`, joinHtml(lines, '\n')], {
    buttons: [numbers, more].filter((row) => row.length > 0),
    placement: 'replace',
  })
}

/** One published item as readers see it now, and what can be corrected. */
export function amendItemView(
  kind: AmendmentKind,
  item: Item,
  { channels, ...context }: NewsContext & { readonly channels: readonly Language[] },
): Reply {
  const { t } = context
  const command = commandOf[kind]
  const one = (name: string, text: string): Button => ({ text, data: buttonData(command, name, item.id) })
  const where = html`<i>${t('desk.published-in', { names: channels.map((each) => t(`desk.languages.${each}`)).join(', ') })}</i>`
  const buttons: ButtonRows =
    kind === 'correction'
      ? [[one('title', t('desk.correct-title')), one('note', t('desk.correct-note'))], [one('list', t('desk.back'))]]
      : [
          [one('plain', t('desk.retract-plain')), one('reason', t('desk.retract-reason'))],
          [one('list', t('desk.back'))],
        ]
  return reply([itemLine(item, context), where], { buttons, placement: 'replace' })
}

/** How the item will read in each channel; nothing changes before it is confirmed. */
export function proposalView(
  proposal: { readonly id: number; readonly kind: AmendmentKind; readonly item: Item },
  translators: readonly Translate[],
  { t, timeZone }: NewsContext,
): Reply {
  const { id, kind, item } = proposal
  const command = commandOf[kind]
  const shown: Html[] = translators.map(
    (channel) =>
      html`<i>${capitalised(t('desk.urgent-preview', { language: t(`desk.languages.${channel.language}`) }))}</i>\n${itemLine(item, { t: channel, timeZone })}`,
  )
  const question = kind === 'correction' ? t('desk.correct-question') : t('desk.retract-question')
  return reply([html`<b>${question}</b>`, ...shown], {
    buttons: [
      [
        {
          text: kind === 'correction' ? t('desk.correct-confirm') : t('desk.retract-confirm'),
          data: buttonData(command, 'apply', id),
        },
        { text: t('desk.cancel'), data: buttonData(command, 'leave', id) },
      ],
    ],
    placement: 'replace',
  })
}

/** Where the new title of an item stands: in channels, only here, among what awaits publication, or in the review queue again. */
export type Standing = 'published' | 'kept' | 'accepted' | 'queue'

const retitledHeadings = {
  published: 'desk.retitled',
  kept: 'desk.retitled-kept',
  accepted: 'desk.retitled-accepted',
  queue: 'desk.retitled-queue',
} as const satisfies Record<Standing, string>

/** An outlet changed a title: what it was, what it is now, and for what is published the two ways to answer it. */
export function retitledNote(
  change: { readonly id: number; readonly from: string; readonly to: string; readonly standing: Standing },
  t: Translate,
): Reply {
  const { id, from, to, standing } = change
  const text = html`<b>${t(retitledHeadings[standing])}</b>\n${t('desk.retitled-from', { title: from })}\n${t('desk.retitled-to', { title: to })}`
  if (standing !== 'published' && standing !== 'kept') return reply(text)
  return reply(text, {
    buttons: [
      [
        { text: t('desk.correct-confirm'), data: buttonData('correct', 'item', id) },
        { text: t('desk.retract-confirm'), data: buttonData('retract', 'item', id) },
      ],
    ],
  })
}
