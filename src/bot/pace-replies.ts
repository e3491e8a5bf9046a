import type { Transformer } from 'grammy'
import type { CallKind } from '../outbox/chat-pace.ts'
import type { Pace } from '../outbox/pace.ts'

const newMessage = /^(send(?!ChatAction|MessageDraft|RichMessageDraft)|forward|copy)/
const change = /^edit(Message|Ephemeral)/

/**
 * Gives each of the bot's own messages its turn before the mail of the outbox, and lets that mail wait where a reply met a
 * 429. Install it on every `Api` that replies: `bot.api.config.use(…)`; conversations make their own.
 */
export function paceReplies(pace: Pace): Transformer {
  return async (call, method, payload, signal) => {
    const kind: CallKind | undefined = newMessage.test(method) ? 'message' : change.test(method) ? 'edit' : undefined
    const chat = 'chat_id' in payload ? String(payload.chat_id) : undefined
    if (kind !== undefined && chat !== undefined) await pace.take('reply', chat, kind)
    const answer = await call(method, payload, signal)
    if (!answer.ok && answer.parameters?.retry_after !== undefined && chat !== undefined) {
      pace.flooded(chat, answer.parameters.retry_after)
    }
    return answer
  }
}
