import { z } from 'zod'
import type { Language } from '../domain/language.ts'
import { postLink } from '../domain/post-link.ts'
import { shortened } from '../domain/shortened.ts'
import type { Translate } from '../i18n/translator.ts'
import { undecidedButtons } from './delivery.ts'
import { type Html, html, plainText } from './html.ts'
import { buttonData, type Reply, reply } from './reply.ts'

type Message = {
  readonly id: number
  readonly chat: string
  readonly language: Language
  readonly markup: string
  readonly messageId: number | null
}

const troubleTypes = ['blocked', 'chat-gone', 'no-rights', 'topic-closed', 'topic-gone', 'refused', 'not-sent'] as const
type Trouble = (typeof troubleTypes)[number]
const outcomeSchema = z.object({ type: z.enum(troubleTypes) })

/** Why an edit was given up, from what the outbox wrote down of it. */
export function troubleOf(outcome: string | null): Trouble {
  const parsed = outcomeSchema.safeParse(JSON.parse(outcome ?? 'null'))
  return parsed.success ? parsed.data.type : 'not-sent'
}

const excerptUnits = 120

/** The beginning of a post, so that staff know which it is. */
export function excerpt({ markup }: Pick<Message, 'markup'>): string {
  return shortened(plainText({ markup }).replace(/\s+/g, ' ').trim(), excerptUnits)
}

function shown(message: Message): Html {
  const link = message.messageId === null ? undefined : postLink(message.chat, message.messageId)
  return html`<blockquote>${excerpt(message)}</blockquote>${link === undefined ? '' : `\n${link}`}`
}

const channelOf = ({ language }: Message, t: Translate) => t(`desk.languages.${language}`)

/** A correction or retraction that did not reach its channel: the post reads as before. */
export function uneditedNote(message: Message, trouble: Trouble, t: Translate): Reply {
  const said = t('desk.unedited', { language: channelOf(message, t), reason: t(`desk.trouble.${trouble}`) })
  return reply(html`${said}\n${shown(message)}`, {
    buttons: [[{ text: t('desk.edit-again'), data: buttonData('status', 'edit', message.id) }]],
  })
}

/** A post that cannot be edited, for nobody knows its number. */
export function unnumberedNote(message: Message, t: Translate): Reply {
  return reply(html`${t('desk.number-unknown', { language: channelOf(message, t) })}\n${shown(message)}`, {
    buttons: [linkButton(message, t)],
  })
}

/** Nobody can find out whether a post stands in its channel: staff look, and decide with one press. */
export function undecidedPostNote(row: number, message: Message, t: Translate): Reply {
  const said = t('desk.undecided-post', { language: channelOf(message, t) })
  return reply(html`${said}\n${shown(message)}`, { buttons: undecidedButtons(row, t) })
}

/** Staff found the post in its channel: with its link it can be corrected later. */
export function foundView(message: Message, t: Translate): Reply {
  return reply(html`${t('desk.link-helps')}`, { placement: 'replace', buttons: [linkButton(message, t)] })
}

const linkButton = ({ id }: Message, t: Translate) => [
  { text: t('desk.give-link'), data: buttonData('status', 'link', id) },
]
