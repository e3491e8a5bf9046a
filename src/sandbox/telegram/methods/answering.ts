import { z } from 'zod'
import { formatText } from '../formatted-text.ts'
import { parseMarkup } from '../keyboards.ts'
import { method } from '../machine.ts'
import type { Content, InlineAnswer, InlineResult } from '../model.ts'
import { entityList, flag, integer, json, linkPreview, text } from '../parameters.ts'
import { badRequest } from '../refusal.ts'

export const answerCallbackQuery = method(
  {
    callback_query_id: text.optional(),
    text: text.optional(),
    show_alert: flag.optional(),
    url: text.optional(),
    cache_time: integer.optional(),
  },
  (parameters, { machine: { queries, world } }) => {
    const { callback_query_id: queryId = '', text: notice, show_alert: showAlert = false, url } = parameters
    const query = queries.get(queryId, 'callback')
    if ((notice ?? '').length > 200) throw badRequest('MESSAGE_TOO_LONG')
    if (url !== undefined && !url.includes(`t.me/${world.bot.username}`)) throw badRequest('URL_INVALID')
    queries.settle(queryId)
    const { userId, chatId } = query
    world.emit({ kind: 'answer', answer: { queryId, userId, chatId, text: notice || undefined, showAlert, url } })
    return true
  },
)

const inlineContent = z.object({
  message_text: text,
  parse_mode: text.optional(),
  entities: entityList.optional(),
  link_preview_options: linkPreview.optional(),
})
const article = z.object({
  type: z.literal('article'),
  id: text,
  title: text,
  description: text.optional(),
  url: text.optional(),
  input_message_content: inlineContent,
  reply_markup: z.unknown().optional(),
})

export const answerInlineQuery = method(
  {
    inline_query_id: text.optional(),
    results: json(z.array(z.unknown())),
    cache_time: integer.optional(),
    is_personal: flag.optional(),
    next_offset: text.optional(),
    button: json(z.object({ text, start_parameter: text.optional() })).optional(),
  },
  (parameters, { machine: { queries, world } }) => {
    const queryId = parameters.inline_query_id ?? ''
    queries.get(queryId, 'inline')
    if (parameters.results.length > 50) throw badRequest('RESULTS_TOO_MUCH')
    const results = parameters.results.map(inlineResult)
    const ids = new Set(results.map((result) => result.id))
    if (ids.size !== results.length) throw badRequest('RESULT_ID_DUPLICATE')
    if (Buffer.byteLength(parameters.next_offset ?? '') > 64) throw badRequest('NEXT_OFFSET_INVALID')
    queries.settle(queryId)
    const answer: InlineAnswer = {
      queryId,
      results,
      nextOffset: parameters.next_offset ?? '',
      cacheSeconds: parameters.cache_time ?? 300,
      isPersonal: parameters.is_personal ?? false,
      button: parameters.button,
    }
    world.inlineAnswers.set(queryId, answer)
    world.emit({ kind: 'inline-answer', queryId })
    return true
  },
)

function inlineResult(value: unknown): InlineResult {
  const parsed = article.safeParse(value)
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path.join('.') ?? ''
    throw badRequest(`can't parse inline query result: Can't find field "${field}"`)
  }
  const { id, title, description, input_message_content: input, reply_markup: replyMarkup } = parsed.data
  const size = Buffer.byteLength(id)
  if (size < 1 || size > 64) throw badRequest('RESULT_ID_INVALID')
  if (title === '') throw badRequest('ARTICLE_TITLE_EMPTY')
  const { message_text: source, parse_mode: parseMode, entities } = input
  const formatted = formatText({ text: source, parseMode, entities, purpose: 'text' })
  const markup = parseMarkup(replyMarkup, { isPrivate: false })
  const content: Content = {
    kind: 'text',
    text: formatted.text,
    entities: formatted.entities,
    linkPreview: input.link_preview_options,
  }
  return { id, title, description, content, keyboard: markup.kind === 'inline' ? markup.keyboard : undefined }
}
