import { z } from 'zod'
import { messageEntity } from './entities.ts'
import type { Uploads } from './files.ts'
import { badRequest } from './refusal.ts'

/** A call as it came in: JSON values, or texts from a form. */
export type RawCall = { readonly values: Record<string, unknown>; readonly uploads: Uploads }

// Forms carry everything as text; JSON bodies carry the types themselves. Anything else is refused.
export const integer = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
])
export const flag = z.union([
  z.boolean(),
  z.enum(['true', 'True', '1']).transform(() => true),
  z.enum(['false', 'False', '0', '']).transform(() => false),
])
export const text = z.string()
export const chatReference = z.union([z.int(), z.string()])
export const linkPreview = json(z.record(z.string(), z.unknown()))
export const entityList = json(z.array(messageEntity))
export const replyParameters = json(
  z.object({ message_id: integer, chat_id: chatReference.optional(), allow_sending_without_reply: flag.optional() }),
)

/** A structured parameter: itself in a JSON body, its JSON text in a form. */
export function json<Shape extends z.ZodType>(shape: Shape) {
  const fromText = z.string().transform((value, context): unknown => {
    try {
      return JSON.parse(value)
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' })
      return z.NEVER
    }
  })
  return z.union([shape, fromText.pipe(shape)])
}

const wordings: Readonly<Record<string, string>> = {
  chat_id: 'chat_id is empty',
  link_preview_options: "can't parse link preview options JSON object",
  reply_parameters: 'object expected as reply parameters',
  media: "can't parse InputMedia: media not found",
}

/** The parameters of a call; unknown ones are ignored as Telegram does, wrong types are refused by name. */
export function parseParameters<Shape extends z.ZodObject>(
  shape: Shape,
  values: Record<string, unknown>,
): z.output<Shape> {
  const parsed = shape.safeParse(values)
  if (parsed.success) return parsed.data
  const name = String(parsed.error.issues[0]?.path[0] ?? '')
  const fallback = values[name] === undefined ? `parameter "${name}" is required` : `invalid ${name} specified`
  throw badRequest(wordings[name] ?? fallback)
}
