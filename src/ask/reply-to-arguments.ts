import { shortened } from '../domain/shortened.ts'
import { html } from '../views/html.ts'
import type { RecordContext } from '../views/records/record-context.ts'
import { type Attachment, type Button, type Reply, reply } from '../views/reply.ts'
import { answer } from './answer.ts'
import { noSuchDay } from './ask.ts'
import { commandOf } from './command-of.ts'
import type { Lexicon } from './lexicon.ts'
import type { Topic } from './question.ts'
import { topicButton } from './topic-button.ts'
import { decodeTopic } from './topic-code.ts'
import { understandArguments } from './understand-arguments.ts'

/** What stays of a text that was not understood when it is said back. */
const echoLength = 60

type Asked = Pick<RecordContext, 'book' | 'today' | 't'> & { readonly text: string }

function notFound(kind: Topic['kind'], nearest: readonly Topic[], asked: Asked): Reply {
  const { t } = asked
  const unanswered = { text: `${commandOf[kind] ?? ''} ${asked.text}`.trim(), language: t.language }
  const echo = shortened(asked.text, echoLength)
  const buttons = nearest.flatMap((topic): Button[][] => {
    const button = topicButton(topic, asked)
    return button === undefined ? [] : [[button]]
  })
  return buttons.length === 0
    ? reply(html`${t('records.guide.not-found', { text: echo })}`, { unanswered })
    : reply(html`${t('records.guide.nearest', { text: echo })}`, { buttons, unanswered })
}

/** A picture beside the words, where a topic has one. */
type Illustrate = (topic: Topic, context: Pick<RecordContext, 'book' | 'today' | 't'>) => Attachment | undefined

type Guide = {
  /** What the command is about. */
  readonly kind: Topic['kind']
  /** What it shows without arguments. */
  readonly overview: Topic
  readonly illustrate?: Illustrate
}

function illustrated(topic: Topic, context: RecordContext, illustrate: Illustrate | undefined): Reply {
  const attachment = illustrate?.(topic, context)
  const { reply: answered } = answer(topic, context)
  return attachment === undefined ? answered : { ...answered, attachment }
}

/**
 * What a command of one kind of records answers to what follows it: without arguments its overview, else what they mean,
 * else the nearest things on record as buttons.
 */
export function replyToArguments({ kind, overview, illustrate }: Guide, asked: Asked, lexicon: Lexicon): Reply {
  const { book, today, t } = asked
  if (asked.text === '') return illustrated(overview, asked, illustrate)
  const meant = understandArguments(kind, asked.text, { book, lexicon, today, language: t.language })
  switch (meant.kind) {
    case 'understood':
      return illustrated(meant.topic, asked, illustrate)
    case 'no-such-day':
      return noSuchDay(meant.day, t)
    case 'unknown':
      return notFound(kind, meant.nearest, asked)
  }
}

type Pressed = Pick<RecordContext, 'book' | 'today' | 't'> & {
  readonly id: string
  readonly version: string | undefined
}

/** What a button of a record answer asks: a new message, or the next page in place of the one it stands under. */
export function replyToButton(command: string, button: string, pressed: Pressed): Reply {
  const { book, today, t } = pressed
  const topic = decodeTopic(command, button, pressed.id)
  if (topic === undefined) return reply(html`${t('records.guide.what')}`)
  const offset = Number(pressed.version ?? 0)
  const context = { book, today, t, ...(Number.isInteger(offset) && offset > 0 ? { offset } : {}) }
  const { reply: answered } = answer(topic, context)
  return button === 'page' ? { ...answered, placement: 'replace' } : answered
}
