import type { App } from '../app.ts'
import { isNameOf } from '../domain/chat-name.ts'
import { type Language, languages } from '../domain/language.ts'
import { isPrivateChat } from '../domain/subscription.ts'

/** A chat as an update, mail or a subscription names it; only an update knows its @name as well. */
type Named = { readonly address: string; readonly username?: string | undefined }
type Parts = Pick<App, 'store' | 'config'>

/** The configuration's address may be of a group that became a supergroup since, or an @name where the other is a number. */
function isSame({ store: { chats } }: Parts, configured: string | undefined, { address, username }: Named): boolean {
  if (configured === undefined) return false
  if (configured === address || isNameOf(configured, username)) return true
  return chats.resolve(configured) === address || chats.numberOf(configured) === address
}

export function isStaffChat(app: Parts, chat: Named): boolean {
  return isSame(app, app.config.staffChat, chat)
}

/** The language of the Secretariat's channel that this is; undefined where it is none of them. */
export function ownChannel(app: Parts, chat: Named): Language | undefined {
  if (isPrivateChat(chat.address)) return undefined
  return languages.find((language) => isSame(app, app.config.channels[language], chat))
}
