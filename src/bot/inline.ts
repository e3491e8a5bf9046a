import { createHash } from 'node:crypto'
import { type Context, GrammyError } from 'grammy'
import type { InlineQueryResultArticle } from 'grammy/types'
import { noteUnanswered } from '../actions/note-unanswered.ts'
import type { App } from '../app.ts'
import { ask } from '../ask/ask.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import { type Language, languageFromTag } from '../domain/language.ts'
import { levelled } from '../domain/levelled.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { shortened } from '../domain/shortened.ts'
import { translatorFor } from '../i18n/translator.ts'
import { html, plainText } from '../views/html.ts'
import { toMessages } from '../views/reply.ts'

/** Records change a few times a day at most; Telegram may give an answer again for so long. */
const cacheSeconds = 300
/** Telegram allows 256 units of a query; what a title and a description show is about this much. */
const titleUnits = 60
const descriptionUnits = 120
/** Who has typed no further letter for so long has asked. */
const pauseMilliseconds = 10_000
const mostKept = 1000

type Found = {
  readonly articles: readonly InlineQueryResultArticle[]
  /** Of the question; an unanswered one is counted in it. */
  readonly language: Language
}

type Typed = { readonly text: string; readonly language: Language; readonly at: number }

function look(question: string, language: Language, book: RecordBook, today: CalendarDate, app: App): Found {
  const asked = ask({ text: question, language, book, lexicon: app.lexicon, today })
  const [message, ...rest] = toMessages(asked.reply.blocks)
  if (!asked.answered || message === undefined) return { articles: [], language: asked.language }
  // One article is one message; what it has no room for is not left out in silence.
  const whole = html`${message}\n\n<i>${translatorFor(asked.language)('bot.inline-rest')}</i>`
  const [text] = rest.length === 0 ? [message] : toMessages([whole])
  const article: InlineQueryResultArticle = {
    type: 'article',
    id: createHash('sha256').update(`${language}:${question}`).digest('hex').slice(0, 32),
    title: shortened(question.toWellFormed(), titleUnits),
    description: shortened(plainText(message).replace(/\s+/g, ' '), descriptionUnits),
    // No buttons: under a message that was sent by way of the bot a press could only be answered by changing that message.
    input_message_content: {
      message_text: (text ?? message).markup,
      parse_mode: 'HTML',
      link_preview_options: { is_disabled: true },
    },
  }
  return { articles: [article], language: asked.language }
}

/** Public answers by language and question, as long as the public's records and the day are the same. */
function createAnswers(app: App) {
  const kept = new Map<string, Found>()
  let madeOf: { readonly book: RecordBook; readonly today: CalendarDate } | undefined

  return (question: string, language: Language): Found => {
    const book = app.store.records.book('public')
    const today = app.clock.today(app.config.timeZone)
    if (madeOf?.book !== book || madeOf.today !== today || kept.size >= mostKept) kept.clear()
    madeOf = { book, today }
    const key = `${language}:${question}`
    const found = kept.get(key) ?? look(question, language, book, today, app)
    kept.set(key, found)
    return found
  }
}

/**
 * Questions are typed letter by letter, and each letter is a query: counted is only what somebody stopped at, when nothing
 * followed for a while. Who types is remembered for these seconds, in memory alone.
 */
function createPauses(app: App) {
  const typed = new Map<number, Typed>()

  return {
    note(user: number, question: string, language: Language): void {
      const before = typed.get(user)
      // Whoever deletes letters asks nothing new.
      const isShorter = before !== undefined && levelled(before.text).startsWith(levelled(question))
      if (typed.size >= mostKept) typed.delete(typed.keys().next().value ?? user)
      typed.set(user, { ...(isShorter ? before : { text: question, language }), at: app.clock.now().getTime() })
    },

    forget(user: number): void {
      typed.delete(user)
    },

    /** Counts what nobody went on typing. */
    settle(): void {
      const until = app.clock.now().getTime() - pauseMilliseconds
      for (const [user, { text, language, at }] of typed) {
        if (at > until) continue
        typed.delete(user)
        noteUnanswered(app, { text, language, clearance: 'public' })
      }
    },
  }
}

const isLate = (error: unknown) => error instanceof GrammyError && error.description.includes('query is too old')

/**
 * Answers `@bot coordinator tourism` in any chat, from public records only, whoever asks: what is inserted is read by
 * everybody there. Without words it offers the examples of `/start`.
 */
export function createInline(app: App) {
  const answers = createAnswers(app)
  const pauses = createPauses(app)

  return {
    async answer(ctx: Context): Promise<void> {
      const query = ctx.inlineQuery
      if (query === undefined) return
      const language = app.store.people.find(query.from.id)?.language ?? languageFromTag(query.from.language_code)
      const t = translatorFor(language)
      const text = query.query.trim()
      const examples = [t('bot.start-example-1'), t('bot.start-example-2'), t('bot.start-example-3')]
      const found = (text === '' ? examples : [text]).map((question) => answers(question, language))
      const results = found.flatMap(({ articles }) => articles)
      // The examples, shown when everything was deleted, answer nothing.
      if (results.length > 0 && text !== '') pauses.forget(query.from.id)
      else pauses.note(query.from.id, text, found[0]?.language ?? language)
      try {
        await ctx.answerInlineQuery(results, {
          cache_time: cacheSeconds,
          // The language of an answer may be the asker's: what is kept for one is not for another.
          is_personal: true,
          ...(results.length > 0 ? {} : { button: { text: t('bot.inline-nothing'), start_parameter: 'inline' } }),
        })
      } catch (error) {
        if (!isLate(error)) throw error
        app.log.debug({ err: error }, 'an inline query was answered too late')
      }
    },

    /** To be called with every update. */
    settle(): void {
      try {
        pauses.settle()
      } catch (error) {
        app.log.warn({ err: error }, 'a question without an answer could not be counted')
      }
    },
  }
}
