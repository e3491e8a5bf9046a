import { wordsOf } from './strings.js'

/** What the page knows; the server's events change it and the drawing reads it. */
export const state = {
  persona: location.hash.slice(1) || 'public',
  /** The last snapshot: bot, personas, userId, language, timeZone. */
  snapshot: undefined,
  /** Chats by id, each with its messages by id. */
  chats: new Map(),
  chatId: undefined,
  /** By chat: the message that is answered by what is written next. */
  answering: new Map(),
  /** New messages per chat that is not open. */
  unread: new Map(),
  words: wordsOf('en'),
  clockOffsetMs: 0,
  status: [],
}

/** The chat that is open. */
export const openedChat = () => state.chats.get(state.chatId)

/** What the bot's clock shows. */
export const now = () => new Date(Date.now() + state.clockOffsetMs)

/** The private chat and the groups; channels stand apart. */
export const ownChats = () => [...state.chats.values()].filter(({ kind }) => kind !== 'channel')
export const channelChats = () => [...state.chats.values()].filter(({ kind }) => kind === 'channel')
