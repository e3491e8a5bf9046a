import { z } from 'zod'
import { webAddress } from './markup.ts'
import { badRequest } from './refusal.ts'

const buttonShape = z.object({
  text: z.string({ error: `can't parse inline keyboard button: Can't find field "text"` }),
  callback_data: z.string().optional(),
  url: z.string().optional(),
  switch_inline_query: z.string().optional(),
  switch_inline_query_current_chat: z.string().optional(),
  copy_text: z.object({ text: z.string() }).optional(),
  web_app: z.object({ url: z.string() }).optional(),
  style: z.string().optional(),
})

export type InlineButton = z.infer<typeof buttonShape>
export type InlineKeyboard = readonly (readonly InlineButton[])[]

const replyButton = z.union([z.string().transform((text) => ({ text })), z.object({ text: z.string() })])
const replyKeyboardShape = z.object({
  keyboard: z.array(z.array(replyButton)),
  is_persistent: z.boolean().optional(),
  resize_keyboard: z.boolean().optional(),
  one_time_keyboard: z.boolean().optional(),
  input_field_placeholder: z.string().max(64).optional(),
})

export type ReplyKeyboard = {
  readonly rows: readonly (readonly string[])[]
  readonly isOneTime: boolean
  readonly placeholder: string | undefined
}

/** What `reply_markup` asks for. */
export type Markup =
  | { readonly kind: 'none' }
  | { readonly kind: 'inline'; readonly keyboard: InlineKeyboard }
  | { readonly kind: 'reply'; readonly keyboard: ReplyKeyboard }
  | { readonly kind: 'remove' }
  | { readonly kind: 'force-reply'; readonly isSelective: boolean }

const greatestButtonCount = 100
const fields = z.record(z.string(), z.unknown())
const rowsShape = z.array(z.array(z.unknown()))

/** Reads `reply_markup`, given as an object or as its JSON text; refuses with Telegram's wording. */
export function parseMarkup(value: unknown, place: { readonly isPrivate: boolean }): Markup {
  if (value === undefined || value === '') return { kind: 'none' }
  const parsed = markupObject(value)
  if ('inline_keyboard' in parsed) {
    const keyboard = inlineKeyboard(parsed.inline_keyboard, place)
    return keyboard.length > 0 ? { kind: 'inline', keyboard } : { kind: 'none' }
  }
  if ('keyboard' in parsed) return replyKeyboard(parsed)
  if (parsed.remove_keyboard === true) return { kind: 'remove' }
  if (parsed.force_reply === true) return { kind: 'force-reply', isSelective: parsed.selective === true }
  return { kind: 'none' }
}

function markupObject(value: unknown): Record<string, unknown> {
  const parsed = typeof value === 'string' ? jsonOrUndefined(value) : value
  if (parsed === undefined) throw badRequest("can't parse reply keyboard markup JSON object")
  const object = fields.safeParse(parsed)
  if (!object.success) throw badRequest('object expected as reply markup')
  return object.data
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function inlineKeyboard(value: unknown, place: { readonly isPrivate: boolean }): InlineKeyboard {
  if (!Array.isArray(value)) throw badRequest('field "inline_keyboard" must be of type Array')
  const rows = rowsShape.safeParse(value)
  if (!rows.success) {
    throw badRequest('field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
  }
  const buttons = rows.data
    .map((row) => row.map((button) => inlineButton(button, place)).filter((button) => button.text !== ''))
    .filter((row) => row.length > 0)
  if (buttons.flat().length > greatestButtonCount) throw badRequest('reply markup is too long')
  return buttons
}

function inlineButton(value: unknown, place: { readonly isPrivate: boolean }): InlineButton {
  const parsed = buttonShape.safeParse(value)
  if (!parsed.success) {
    const missing = parsed.error.issues.find((issue) => issue.message.startsWith("can't parse"))
    throw badRequest(missing?.message ?? "can't parse inline keyboard button: Object expected")
  }
  const button = parsed.data
  if (button.style !== undefined && !['danger', 'success', 'primary'].includes(button.style)) {
    throw badRequest("can't parse inline keyboard button: invalid button style specified")
  }
  if (button.url)
    return { text: button.text, url: buttonAddress(button.url), ...(button.style ? { style: button.style } : {}) }
  if (button.web_app) return webAppButton(button, button.web_app.url, place)
  if (button.copy_text) {
    const { length } = button.copy_text.text
    if (length < 1 || length > 256) throw badRequest('BUTTON_COPY_TEXT_INVALID')
    return button
  }
  if (button.switch_inline_query !== undefined || button.switch_inline_query_current_chat !== undefined) return button
  if (!button.callback_data) {
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
  }
  // 1–64 bytes, not letters: a Cyrillic letter takes two.
  if (Buffer.byteLength(button.callback_data) > 64) throw badRequest('BUTTON_DATA_INVALID')
  return button
}

function buttonAddress(url: string): string {
  const refused = (reason: string) => badRequest(`inline keyboard button URL '${url}' is invalid: ${reason}`)
  const protocol = /^([a-z][a-z0-9+.-]*):\/\//i.exec(url)?.[1]?.toLowerCase()
  if (protocol !== undefined && !['http', 'https', 'tg', 'ton'].includes(protocol)) {
    throw refused('Unsupported URL protocol')
  }
  const address = webAddress(url)
  if (!address) throw refused('Wrong HTTP URL')
  if (address.length > 2048) throw badRequest('BUTTON_URL_INVALID')
  return address
}

function webAppButton(button: InlineButton, url: string, place: { readonly isPrivate: boolean }): InlineButton {
  if (!url.startsWith('https://')) {
    throw badRequest(`inline keyboard button Web App URL '${url}' is invalid: Only HTTPS links are allowed`)
  }
  if (!place.isPrivate) throw badRequest('BUTTON_TYPE_INVALID')
  return button
}

function replyKeyboard(value: Record<string, unknown>): Markup {
  const parsed = replyKeyboardShape.safeParse(value)
  if (!parsed.success) throw badRequest("can't parse keyboard button: Object expected")
  const rows = parsed.data.keyboard
    .map((row) => row.map((button) => button.text).filter((text) => text !== ''))
    .filter((row) => row.length > 0)
  if (rows.length === 0) return { kind: 'none' }
  const { one_time_keyboard: isOneTime = false, input_field_placeholder: placeholder } = parsed.data
  return { kind: 'reply', keyboard: { rows, isOneTime, placeholder } }
}
