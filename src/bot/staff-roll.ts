import { type Api, GrammyError, HttpError, type MiddlewareFn } from 'grammy'
import { staffBelievedMinutes } from '../actions/staff-now.ts'
import type { App } from '../app.ts'
import type { BotContext } from './context.ts'
import { anonymousAdministrator } from './requests.ts'

/** So long after somebody was found in the staff chat Telegram is asked again. */
const believedMinutes = 10

/**
 * Whoever is in the staff chat is staff in the private chat too. Those who act there are noted; in a private chat Telegram
 * is asked again from time to time whether one of them still is there, so leaving the staff chat ends it.
 */
export function createStaffRoll(api: Api, { config, store, clock, log }: App) {
  const { staffChat } = config
  const isStaffChat = (id: number, username: string | undefined) =>
    (staffChat !== undefined && store.chats.resolve(staffChat) === String(id)) ||
    (username !== undefined && staffChat === `@${username}`)

  /** @returns whether Telegram answered */
  async function check(person: number): Promise<boolean> {
    if (staffChat === undefined) return true
    try {
      const address = store.chats.resolve(staffChat)
      const { status } = await api.getChatMember(address.startsWith('@') ? address : Number(address), person)
      if (status === 'left' || status === 'kicked') store.people.leftStaffChat(person)
      else store.people.noteInStaffChat(person, clock.now())
      return true
    } catch (error) {
      if (!(error instanceof GrammyError || error instanceof HttpError)) throw error
      log.warn({ err: error }, 'Telegram does not say who is in the staff chat')
      return false
    }
  }

  const note: MiddlewareFn<BotContext> = async (ctx, next) => {
    const { from, chat } = ctx
    if (from !== undefined && chat !== undefined && staffChat !== undefined && !from.is_bot) {
      const since = store.people.inStaffChatSince(from.id)
      const isOld = since === undefined || clock.now().getTime() - since.getTime() > believedMinutes * 60_000
      const username = 'username' in chat ? chat.username : undefined
      if (isStaffChat(chat.id, username)) {
        if (isOld && from.id !== anonymousAdministrator) store.people.noteInStaffChat(from.id, clock.now())
      } else if (since !== undefined && isOld) {
        // Where Telegram does not answer, nobody knows: access that cannot be confirmed is not given.
        if (!(await check(from.id))) store.people.leftStaffChat(from.id)
      }
    }
    await next()
  }

  let askedAt = 0

  /** Asks again who is there in time for what they are sent in private, which goes by it as their answers do. */
  async function refresh(): Promise<void> {
    const now = clock.now().getTime()
    if (now - askedAt < 60_000) return
    askedAt = now
    for (const person of store.people.inStaffChatBefore(new Date(now - (staffBelievedMinutes / 2) * 60_000)))
      await check(person)
  }

  return { note, refresh }
}
