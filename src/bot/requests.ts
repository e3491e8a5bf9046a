import type { Chat, User } from 'grammy/types'
import { isStaffChat } from '../actions/own-chats.ts'
import type { App } from '../app.ts'
import { type AccessLevel, accessHeld, clearanceAt, mayUse, type Place } from '../domain/access.ts'
import { type Language, languageFromTag } from '../domain/language.ts'
import { translatorFor } from '../i18n/translator.ts'
import type { Administration } from './administration.ts'
import type { Command } from './command.ts'
import type { Request, Viewer } from './request.ts'

/** Telegram's stand-in sender for an administrator of a group who writes as the group itself. */
export const anonymousAdministrator = 1087968824

export type Origin = {
  readonly user: User
  readonly chat: Pick<Chat, 'id' | 'type'> & { readonly username?: string | undefined }
  readonly thread: number
  readonly updateKey: string
  readonly botName: string
}

/** The desk's commands belong into the staff chat or a private chat of staff; nothing is hidden where it may be used. */
export function mayUseHere(command: Pick<Command, 'access' | 'where'>, access: AccessLevel, place: Place): boolean {
  if (!mayUse(access, command.access)) return false
  if (command.where === 'private') return place === 'private'
  // Who administers a group is asked when it comes to it.
  if (command.where === 'administrators') return place === 'private'
  return command.where !== 'staff' || place === 'private' || place === 'staff-chat'
}

/** Turns where a message came from into what commands are asked. */
export function createRequests(app: App, commands: readonly Command[], administration: Administration) {
  const { config, store, clock } = app

  function placeOf(chat: Origin['chat']): Place {
    if (isStaffChat(app, { address: String(chat.id), username: chat.username })) return 'staff-chat'
    if (chat.type === 'private') return 'private'
    return chat.type === 'channel' ? 'channel' : 'group'
  }

  /** Whoever is in the staff chat is staff; everybody else holds what they were granted. */
  function accessOf(user: number, place: Place): AccessLevel {
    if (config.administrators.includes(user)) return 'administrator'
    const held = user === anonymousAdministrator ? 'public' : accessHeld(store.people.find(user))
    if (mayUse(held, 'staff')) return held
    return place === 'staff-chat' || store.people.inStaffChatSince(user) !== undefined ? 'staff' : held
  }

  /** What several people read is in the chat's language; what one reads is in theirs. */
  function languageOf(user: User, address: string, place: Place): Language {
    const chosen = place === 'private' ? store.people.find(user.id)?.language : store.people.chatLanguage(address)
    if (chosen) return chosen
    return place === 'staff-chat' ? 'en' : languageFromTag(user.language_code)
  }

  return {
    placeOf,

    /** @param text what follows the command, or the whole of a question */
    request(origin: Origin, text: string): Request {
      const { user, chat, thread, updateKey, botName } = origin
      const place = placeOf(chat)
      const address = String(chat.id)
      const access = accessOf(user.id, place)
      const viewer: Viewer = { id: user.id, access, name: [user.first_name, user.last_name].filter(Boolean).join(' ') }
      const clearance = clearanceAt(place, access)
      return {
        viewer,
        chat: { address, thread, place },
        clearance,
        get book() {
          return store.records.book(clearance)
        },
        t: translatorFor(languageOf(user, address, place)),
        text: text.trim(),
        now: clock.now(),
        today: clock.today(config.timeZone),
        menu: commands.filter((command) => mayUseHere(command, access, place)),
        updateKey,
        botName,
        administers: (target) =>
          user.id === anonymousAdministrator && target === address
            ? administration.ofGroupItself(target)
            : administration.of(user.id, target),
      }
    },
  }
}

export type Requests = ReturnType<typeof createRequests>
