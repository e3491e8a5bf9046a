import type { ChosenResult, SendOptions, Sent, SentFile } from './acting.ts'
import * as acting from './acting.ts'
import type { NewChat, NewGroup, NewPerson } from './founding.ts'
import * as founding from './founding.ts'
import type { Machine } from './machine.ts'
import * as membership from './membership.ts'
import type { Chat, MemberStatus, Person } from './model.ts'
import type { BotCommand } from './profile.ts'

/** What people do in the small Telegram: tests and the page speak for them through this. */
export function createPeople(machine: Machine) {
  return {
    createUser: (made: NewPerson): Person => founding.createUser(machine, made),
    createChannel: (made: NewChat): Chat => founding.createChannel(machine, made),
    createGroup: (made: NewGroup): Chat => founding.createGroup(machine, made),
    migrateGroup: (chatId: number): Chat => founding.migrateGroup(machine, chatId),
    /** Writes as a person, to the bot or into `chatId`; throws where the person is not in that chat. */
    sendText: (userId: number, text: string, options?: SendOptions): Sent =>
      acting.sendText(machine, userId, text, options),
    editText: (userId: number, messageId: number, text: string, chatId?: number): Sent =>
      acting.editText(machine, userId, messageId, text, chatId),
    sendDocument: (userId: number, file: SentFile, chatId?: number): Sent =>
      acting.sendDocument(machine, userId, file, chatId),
    sendLocation: (userId: number, latitude: number, longitude: number): Sent =>
      acting.sendLocation(machine, userId, latitude, longitude),
    /** Presses an inline button by its data; throws where the message shows no such button. Answers the query's id. */
    press: (userId: number, chatId: number, messageId: number, data: string): string =>
      acting.press(machine, userId, chatId, messageId, data),
    inlineQuery: (userId: number, query: string, offset?: string): string =>
      acting.inlineQuery(machine, userId, query, offset),
    chooseInlineResult: (userId: number, chosen: ChosenResult): number =>
      acting.chooseInlineResult(machine, userId, chosen),
    postToChannel: (chatId: number, html: string): number => acting.postToChannel(machine, chatId, html),
    block: (userId: number): void => membership.setBlocked(machine, userId, true),
    unblock: (userId: number): void => membership.setBlocked(machine, userId, false),
    setBotStatus: (chatId: number, status: MemberStatus, byUserId: number): void =>
      membership.setBotStatus(machine, chatId, status, byUserId),
    leave: (chatId: number, userId: number): void => membership.leave(machine, chatId, userId),
    deleteAccount: (userId: number): void => membership.deleteAccount(machine, userId),
    setTopic: (chatId: number, threadId: number, to: 'open' | 'closed' | 'deleted'): void =>
      membership.setTopic(machine, chatId, threadId, to),
    muteBot: (chatId: number, isMuted: boolean): void => membership.muteBot(machine, chatId, isMuted),
    setLanguage: (userId: number, languageCode: string | undefined): void => {
      machine.world.getPerson(userId).languageCode = languageCode
      machine.world.emit({ kind: 'profile' })
    },
    commandsFor: (userId: number, chatId?: number): readonly BotCommand[] =>
      membership.commandsFor(machine, userId, chatId),
  }
}
