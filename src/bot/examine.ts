import { Api, GrammyError } from 'grammy'
import type { Config } from '../config.ts'
import { apiOptions } from './send.ts'

export type Finding = { readonly subject: string; readonly isWell: boolean; readonly detail: string }

/** Asks Telegram about the token and about what the bot may do in its channels and the staff chat. Changes nothing. */
export async function examineTelegram(config: Config): Promise<readonly Finding[]> {
  const { botToken, telegramApiRoot } = config
  if (botToken === undefined) return [{ subject: 'token', isWell: true, detail: 'none given: the sandbox runs' }]
  const api = new Api(botToken, apiOptions(telegramApiRoot))
  try {
    const me = await api.getMe()
    const chats = [
      ...Object.entries(config.channels),
      ...(config.staffChat === undefined ? [] : [['staff', config.staffChat] as const]),
    ]
    const rights = await Promise.all(chats.map(([name, chat]) => examineChat(api, me.id, name, chat)))
    return [{ subject: 'token', isWell: true, detail: `@${me.username}` }, ...rights]
  } catch (error) {
    return [
      {
        subject: 'token',
        isWell: false,
        detail: refusalOf(error, 'take a new token from BotFather, and check the network'),
      },
    ]
  }
}

async function examineChat(api: Api, bot: number, name: string, chat: string): Promise<Finding> {
  const isStaff = name === 'staff'
  const subject = isStaff ? `staff chat ${chat}` : `channel ${name} ${chat}`
  try {
    const member = await api.getChatMember(chat.startsWith('@') ? chat : Number(chat), bot)
    const mayPost =
      member.status === 'creator' || (member.status === 'administrator' && member.can_post_messages === true)
    const isMember = mayPost || member.status === 'administrator' || member.status === 'member'
    const isWell = isStaff ? isMember : mayPost
    if (isStaff && isWell && (await isPublic(api, chat)))
      return {
        subject,
        isWell: false,
        detail: 'it has an @name, so anybody may join and is staff then: make it private',
      }
    const advice = isStaff ? 'add the bot to the staff chat' : 'make the bot an administrator who may post messages'
    return { subject, isWell, detail: isWell ? member.status : `the bot is ${member.status} there: ${advice}` }
  } catch (error) {
    return { subject, isWell: false, detail: refusalOf(error, 'check the id or @name, and add the bot there') }
  }
}

/** A group with an @name is found, read and joined by anybody. */
async function isPublic(api: Api, chat: string): Promise<boolean> {
  const found = await api.getChat(chat.startsWith('@') ? chat : Number(chat))
  return 'username' in found && found.username !== undefined
}

function refusalOf(error: unknown, advice: string): string {
  return `${error instanceof GrammyError ? error.description : 'Telegram does not answer'}: ${advice}`
}
