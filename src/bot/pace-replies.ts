import type { Transformer } from 'grammy'
import type { CallKind } from '../outbox/chat-pace.ts'
import type { Pace } from '../outbox/pace.ts'

const newMessage = /^(send(?!ChatAction|MessageDraft|RichMessageDraft)|forward|copy)/
const change = /^edit(Message|Ephemeral)/

/** A 429 says that nothing was done, so the call is made again when its wait is over; longer than this nobody waits for it. */
const longestWaitSeconds = 30
const attempts = 3

/**
 * Gives each of the bot's own messages its turn before the mail of the outbox, and lets that mail wait where a reply met a
 * 429. Install it on every `Api` that replies: `bot.api.config.use(…)`; conversations make their own.
 */
export function paceReplies(pace: Pace): Transformer {
  return async (call, method, payload, signal) => {
    const kind: CallKind | undefined = newMessage.test(method) ? 'message' : change.test(method) ? 'edit' : undefined
    const chat = 'chat_id' in payload ? String(payload.chat_id) : undefined
    for (let attempt = 1; ; attempt += 1) {
      if (kind !== undefined && chat !== undefined) await pace.take('reply', chat, kind)
      const answer = await call(method, payload, signal)
      const waitSeconds = answer.ok ? undefined : answer.parameters?.retry_after
      if (waitSeconds === undefined || chat === undefined) return answer
      pace.flooded(chat, waitSeconds)
      if (kind === undefined || attempt === attempts || waitSeconds > longestWaitSeconds) return answer
    }
  }
}
