import { GrammyError, HttpError } from 'grammy'
import { z } from 'zod'
import type { OutgoingMail } from '../outbox/mail.ts'
import type { SendOutcome } from '../outbox/outcome.ts'

/**
 * Where Telegram gives no more than a code that means many things, its description decides. The words are those of
 * tdlib/telegram-bot-api (Client.cpp) and td (MessagesManager.cpp, DialogManager.cpp), read in 2026.
 */
const described: readonly { readonly pattern: RegExp; readonly outcome: (description: string) => SendOutcome }[] = [
  { pattern: /bot was blocked|can't initiate conversation/i, outcome: () => ({ type: 'blocked' }) },
  { pattern: /user is deactivated|INPUT_USER_DEACTIVATED/i, outcome: () => gone('deactivated') },
  { pattern: /bot was kicked|group chat was deleted|group chat was deactivated/i, outcome: () => gone('kicked') },
  { pattern: /bot is not a (participant|member)/i, outcome: () => gone('not-member') },
  {
    pattern: /chat not found|PEER_ID_INVALID|CHANNEL_PRIVATE|CHANNEL_INVALID|CHAT_ID_INVALID/i,
    outcome: () => gone('not-found'),
  },
  { pattern: /TOPIC_CLOSED/i, outcome: () => ({ type: 'topic-closed' }) },
  { pattern: /TOPIC_DELETED|TOPIC_ID_INVALID|message thread not found/i, outcome: () => ({ type: 'topic-gone' }) },
  {
    pattern:
      /not enough rights|need administrator rights|have no rights|CHAT_(WRITE|SEND_\w+)_FORBIDDEN|CHAT_ADMIN_REQUIRED|CHAT_RESTRICTED/i,
    outcome: (description) => ({ type: 'no-rights', description }),
  },
]

/** No more is said of it in the Bot API; the words are those of the Stars' own errors in Telegram's API. */
const noStars = /BALANCE_TOO_LOW|ALLOW_PAYMENT|STARS|not enough .*stars/i
const wrongMarkup = /can't parse|ENTIT(Y|IES)|unsupported parse_mode/i
const notModified = /message is not modified/i

/** What Telegram or the network refuses is no bug of ours and cannot be said to the person either. */
export const isTelegramTrouble = (error: unknown): boolean =>
  error instanceof HttpError || (error instanceof GrammyError && (error.error_code === 403 || error.error_code === 429))

function gone(reason: 'deactivated' | 'kicked' | 'not-member' | 'not-found'): SendOutcome {
  return { type: 'chat-gone', reason }
}

/** Telegram's "no" as an outcome. */
export function outcomeOfError(error: GrammyError, mail: OutgoingMail): SendOutcome {
  const { error_code: code, description, parameters } = error
  if (parameters.migrate_to_chat_id !== undefined)
    return { type: 'migrated', to: String(parameters.migrate_to_chat_id) }
  if (code === 429) return { type: 'flood', retryAfterSeconds: parameters.retry_after ?? 5 }
  if (code >= 500) return { type: 'unknown', cause: 'server-error', reason: `${code}` }
  // The token is refused, so is every call: nothing is wrong with this mail.
  if (code === 401 || code === 404) return { type: 'not-sent', reason: description }
  if (mail.payload.kind === 'edit' && notModified.test(description)) return unchanged(mail.chat, mail.payload.messageId)
  if (mail.isPaid && noStars.test(description)) return { type: 'not-paid', description }
  const known = described.find(({ pattern }) => pattern.test(description))
  if (known !== undefined) return known.outcome(description)
  if (code === 403) return { type: 'blocked' }
  // A message that is refused for an unknown reason gets its plain attempt too, rather than be lost for a tag.
  const isNew = mail.payload.kind !== 'edit'
  return { type: 'refused', description, markup: isNew || wrongMarkup.test(description) }
}

function unchanged(chat: string, messageId: number): SendOutcome {
  return { type: 'sent', messageId, chat: { id: chat, kind: chat.startsWith('-') ? 'supergroup' : 'private' } }
}

/** Errors of a connection that never came about; every other may have come after the request was read. */
const neverConnected = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'])

/** What node-fetch and Node put on an error of the network. */
const networkError = z.object({ name: z.string().catch(''), code: z.string().catch(''), type: z.string().catch('') })

/** No answer of Telegram's as an outcome. */
export function outcomeOfHttpError({ error }: HttpError): SendOutcome {
  const { name, code, type } = networkError.parse(error)
  if (neverConnected.has(code) || code.startsWith('CERT_') || code === 'DEPTH_ZERO_SELF_SIGNED_CERT') {
    return { type: 'not-sent', reason: code }
  }
  // A page instead of JSON comes from the gateway before Telegram, like its 502.
  const cause = type === 'invalid-json' ? 'server-error' : 'no-answer'
  return { type: 'unknown', cause, reason: code || type || name }
}
