import { createHash } from 'node:crypto'
import type { Context, Filter } from 'grammy'
import type { InlineQueryResultArticle } from 'grammy/types'
import type { App } from '../app.ts'
import { ask } from '../ask/ask.ts'
import { type Language, languageFromTag } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import { plainText } from '../views/html.ts'
import { toMessages } from '../views/reply.ts'
import type { BotContext } from './context.ts'

/** Records change a few times a day at most; Telegram may give an answer again for so long. */
const cacheSeconds = 300
/** Telegram allows 256 units of a query; what a title shows is about this much. */
const titleUnits = 60

/**
 * Answers `@bot coordinator tourism` in any chat, from public records only: what is inserted is read by everybody there.
 * Without words it offers the examples of `/start`.
 */
export async function answerInline(ctx: Filter<BotContext, 'inline_query'> | Context, app: App): Promise<void> {
  const query = ctx.inlineQuery
  if (query === undefined) return
  const language = app.store.people.find(query.from.id)?.language ?? languageFromTag(query.from.language_code)
  const t = translatorFor(language)
  const text = query.query.trim()
  const questions =
    text === '' ? [t('bot.start-example-1'), t('bot.start-example-2'), t('bot.start-example-3')] : [text]
  const results = questions.flatMap((question) => article(question, language, app))
  await ctx.answerInlineQuery(results, {
    cache_time: cacheSeconds,
    // The language of an answer may be the asker's: what is kept for one is not for another.
    is_personal: true,
    ...(results.length > 0 ? {} : { button: { text: t('bot.inline-nothing'), start_parameter: 'inline' } }),
  })
}

function article(question: string, language: Language, app: App): InlineQueryResultArticle[] {
  const { store, lexicon, clock, config } = app
  const today = clock.today(config.timeZone)
  const { answered, reply } = ask({ text: question, language, book: store.records.book('public'), lexicon, today })
  const [message] = toMessages(reply.blocks)
  if (!answered || message === undefined) return []
  const words = plainText(message).replace(/\s+/g, ' ')
  return [
    {
      type: 'article',
      id: createHash('sha256').update(`${language}:${question}`).digest('hex').slice(0, 32),
      title: question.slice(0, titleUnits),
      description: words.slice(0, 120),
      input_message_content: {
        message_text: message.markup,
        parse_mode: 'HTML',
        link_preview_options: { is_disabled: true },
      },
    },
  ]
}
