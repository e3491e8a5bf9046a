import type { CalendarDate } from '../domain/calendar.ts'
import type { Language } from '../domain/language.ts'
import { type Translate, translatorFor } from '../i18n/translator.ts'
import { html } from '../views/html.ts'
import type { RecordContext } from '../views/records/record-context.ts'
import { type Button, type Reply, reply } from '../views/reply.ts'
import { answer } from './answer.ts'
import { commandOf } from './command-of.ts'
import type { Topic, Understanding } from './question.ts'
import { topicButton } from './topic-button.ts'
import { type Asking, understand } from './understand.ts'

/** What was changed since a day the books do not tell: they hold the records as they are. */
type Changes = (since: CalendarDate | undefined, context: RecordContext) => Reply

export type Asked = {
  /** False where nothing on record answers, where the question is none of ours, and where it had to be asked back. */
  readonly answered: boolean
  readonly intent: Topic['kind'] | null
  /** That of the question, in which the reply is written. */
  readonly language: Language
  readonly reply: Reply
}

function declined(nearest: Topic['kind'] | undefined, t: Translate): Reply {
  const command = nearest === undefined ? undefined : commandOf[nearest]
  const pointer = command === undefined ? t('ask.help') : t('ask.nearest', { command })
  return reply(html`${t('ask.not-understood')} ${pointer}`)
}

export function noSuchDay(day: string, t: Translate): Reply {
  return reply(html`${t('ask.no-such-day', { day })}`)
}

/** Asks back with up to three buttons; each carries its whole question, so an old one still works after a restart. */
function askedBack(choices: readonly Topic[], context: RecordContext): Reply {
  const buttons = choices.flatMap((topic): Button[][] => {
    const button = topicButton(topic, context)
    return button === undefined ? [] : [[button]]
  })
  return buttons.length === 0
    ? declined(choices[0]?.kind, context.t)
    : reply(html`${context.t('ask.unsure')}`, { buttons })
}

/** Two answers in one reply: the blocks of both, the buttons of both, one picture at most. */
function together(replies: readonly Reply[]): Reply {
  const attachment = replies.find((each) => each.attachment !== undefined)?.attachment
  const buttons = replies.flatMap((each) => each.buttons ?? [])
  return {
    blocks: replies.flatMap((each) => each.blocks),
    ...(buttons.length > 0 ? { buttons } : {}),
    ...(attachment === undefined ? {} : { attachment }),
  }
}

/**
 * Answers a question as a person typed it, from the records that the book holds; a public book holds none that are restricted.
 *
 * @param question.language the reader's own language, used only where the question does not show one
 * @param question.changes tells what was changed; without it the answer names the command that does
 */
export function ask(question: Asking & { readonly text: string; readonly changes?: Changes }): Asked {
  const understanding: Understanding = understand(question.text, question)
  const { language } = understanding
  const t = translatorFor(language)
  const context: RecordContext = { book: question.book, today: question.today, t }
  if (understanding.kind === 'no-such-day')
    return { answered: false, intent: null, language, reply: noSuchDay(understanding.day, t) }
  if (understanding.kind === 'unsure')
    return { answered: false, intent: null, language, reply: askedBack(understanding.choices, context) }
  const first = understanding.kind === 'understood' ? understanding.topics[0] : undefined
  if (understanding.kind === 'not-understood' || first === undefined) {
    const nearest = understanding.kind === 'not-understood' ? understanding.nearest : undefined
    return { answered: false, intent: null, language, reply: declined(nearest, t) }
  }
  if (first.kind === 'changes' && question.changes !== undefined)
    return { answered: true, intent: first.kind, language, reply: question.changes(first.since, context) }
  const answers = understanding.topics.map((topic) => answer(topic, context))
  return {
    answered: answers.some((each) => each.answered),
    intent: first.kind,
    language,
    reply:
      answers.length === 1 && answers[0] !== undefined ? answers[0].reply : together(answers.map((each) => each.reply)),
  }
}
