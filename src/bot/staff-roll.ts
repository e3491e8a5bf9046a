import { type Api, GrammyError, HttpError, type MiddlewareFn } from 'grammy'
import type { Chat, ChatMember, ChatMemberUpdated, Message } from 'grammy/types'
import { isStaffChat } from '../actions/own-chats.ts'
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
export function createStaffRoll(api: Api, app: App) {
  const { config, store, clock, log } = app
  const { staffChat } = config
  const isStaff = ({ id, username }: Chat) => isStaffChat(app, { address: String(id), username })

  function noteMember(person: number, member: ChatMember): void {
    const isOut =
      member.status === 'left' || member.status === 'kicked' || (member.status === 'restricted' && !member.is_member)
    if (isOut) store.people.leftStaffChat(person)
    else store.people.noteInStaffChat(person, clock.now())
  }

  /** @returns whether Telegram answered */
  async function check(person: number): Promise<boolean> {
    if (staffChat === undefined) return true
    try {
      const address = store.chats.resolve(staffChat)
      noteMember(person, await api.getChatMember(address.startsWith('@') ? address : Number(address), person))
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
      if (isStaff(chat)) {
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

  return {
    note,
    refresh,

    /** Somebody came into the staff chat or left it; told where the bot administers it. */
    noteChange({ chat, new_chat_member: member }: ChatMemberUpdated): void {
      if (isStaff(chat) && !member.user.is_bot) noteMember(member.user.id, member)
    },

    /** The service message that somebody left is in their own name: of whoever wrote it nothing is noted. */
    noteLeft({ chat, left_chat_member: member }: Message): void {
      if (isStaff(chat) && member !== undefined) store.people.leftStaffChat(member.id)
    },
  }
}
