import { type Api, GrammyError } from 'grammy'
import type { Clock } from '../clock.ts'
import type { Administration as Finding } from './request.ts'

/** What Telegram said is believed for so long: a screen of buttons asks many times in a minute. */
const believedMilliseconds = 60_000
const mostRemembered = 2000

export type Administration = ReturnType<typeof createAdministration>

/** Finds out who administers which group or channel. */
export function createAdministration(api: Api, clock: Clock) {
  const known = new Map<string, { readonly at: number; readonly finding: Finding }>()

  async function ask(user: number, chat: string | number): Promise<Finding> {
    try {
      const found = await api.getChat(chat)
      if (found.type === 'private') return { kind: 'unreachable' }
      const { status } = await api.getChatMember(found.id, user)
      if (status !== 'creator' && status !== 'administrator') return { kind: 'not-administrator' }
      return administrator(found)
    } catch (error) {
      // 400 and 403: no such chat, the bot is not in it, or may not see who is.
      if (error instanceof GrammyError && (error.error_code === 400 || error.error_code === 403)) {
        return { kind: 'unreachable' }
      }
      throw error
    }
  }

  return {
    async of(user: number, chat: string): Promise<Finding> {
      const key = `${user}:${chat}`
      const kept = known.get(key)
      const now = clock.now().getTime()
      if (kept !== undefined && Math.abs(now - kept.at) < believedMilliseconds) return kept.finding
      const finding = await ask(user, chat.startsWith('@') ? chat : Number(chat))
      if (known.size >= mostRemembered) known.clear()
      known.set(key, { at: now, finding })
      return finding
    },

    /** Who writes as the group itself is one of its administrators. */
    async ofGroupItself(chat: string): Promise<Finding> {
      const found = await api.getChat(Number(chat))
      return found.type === 'private' ? { kind: 'unreachable' } : administrator(found)
    },
  }
}

function administrator(chat: { id: number; type: string; title?: string }): Finding {
  return {
    kind: 'administrator',
    chat: String(chat.id),
    title: chat.title ?? String(chat.id),
    is: chat.type === 'channel' ? 'channel' : 'group',
  }
}
