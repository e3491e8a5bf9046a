import { z } from 'zod'
import { languageSchema } from '../domain/language.ts'
import type { SandboxPageOptions, SandboxPersona } from './page-options.ts'

const whose = { persona: z.string() }

/** What a visitor does on the page, in the role of one persona. */
export const actionSchema = z.discriminatedUnion('kind', [
  z.object({
    ...whose,
    kind: z.literal('send'),
    chatId: z.int(),
    text: z.string().min(1).max(4096),
    replyTo: z.int().optional(),
  }),
  z.object({ ...whose, kind: z.literal('press'), chatId: z.int(), messageId: z.int(), data: z.string() }),
  z.object({ ...whose, kind: z.literal('inline'), query: z.string().max(256), offset: z.string().max(64) }),
  z.object({ ...whose, kind: z.literal('choose'), chatId: z.int(), queryId: z.string(), resultId: z.string() }),
  z.object({ ...whose, kind: z.literal('language'), language: languageSchema }),
])

export type Action = z.infer<typeof actionSchema>

/** Does it; throws where Telegram's own apps would not offer it. */
export function perform(
  { telegram }: SandboxPageOptions,
  { userId }: SandboxPersona,
  action: Action,
): Record<string, unknown> {
  switch (action.kind) {
    case 'send': {
      const { chatId, text, replyTo } = action
      return {
        messageId: telegram.sendText(userId, text, { chatId, ...(replyTo === undefined ? {} : { replyTo }) }).messageId,
      }
    }
    case 'press':
      return { queryId: telegram.press(userId, action.chatId, action.messageId, action.data) }
    case 'inline':
      return { queryId: telegram.inlineQuery(userId, action.query, action.offset) }
    case 'choose':
      return { messageId: telegram.chooseInlineResult(userId, action) }
    case 'language':
      telegram.setLanguage(userId, action.language)
      return {}
  }
}
