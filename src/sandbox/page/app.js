import { createChannels } from './channels.js'
import { drawLog, emptyLine, updateLog } from './chat.js'
import { createComposer } from './composer.js'
import { byId, initials } from './dom.js'
import { toast } from './notices.js'
import { askInline, chooseResult, doAs, press, receiveAnswer, receiveInline } from './questions.js'
import { follow } from './server.js'
import { drawChats, drawChoices, drawClock } from './side.js'
import { channelChats, now, openedChat, state } from './state.js'
import { wordsOf } from './strings.js'
import { drawViews, setView } from './views.js'

const channels = createChannels()
const composer = createComposer({
  send: (text) => {
    const { chatId } = state
    const replyTo = state.answering.get(chatId)
    setReply(chatId, undefined)
    doAs({ kind: 'send', chatId, text, replyTo })
  },
  leaveReply: () => setReply(state.chatId, undefined),
  askInline: (query) => askInline(query, composer.showInline),
  choose: chooseResult,
  startWith: (parameter) => {
    openChat(state.snapshot.userId)
    doAs({ kind: 'send', chatId: state.chatId, text: `/start ${parameter}`.trim() })
  },
})
let stopFollowing = () => {}

function connect(persona) {
  stopFollowing()
  stopFollowing = follow(persona, {
    onEvent: (name, data) => receive[name](data),
    onConnection: (isConnected) => {
      byId('connection').textContent = isConnected ? '' : state.words('lost')
    },
  })
}

const receive = {
  snapshot: (data) => {
    const withMessages = (one) => [one.id, { ...one, messages: byMessageId(one.messages) }]
    state.snapshot = data
    state.persona = data.persona
    state.words = wordsOf(data.language)
    state.chats = new Map(data.chats.map(withMessages))
    if (!state.chats.has(state.chatId)) state.chatId = data.userId
    drawAll()
  },
  clock: ({ now: instant, status }) => {
    state.clockOffsetMs = new Date(instant).getTime() - Date.now()
    state.status = status
    drawClock()
  },
  message: (message) => {
    const of = state.chats.get(message.chatId)
    if (!of) return
    const isNew = !of.messages.has(message.messageId)
    if (message.isDeleted) of.messages.delete(message.messageId)
    else of.messages.set(message.messageId, message)
    if (isNew && isAwaited(message)) setReply(of.id, message.messageId)
    if (of.kind === 'channel') channels.update(of, message, scene(of), isNew)
    else showMessage(of, message, isNew)
    drawViews(channels.unreadCount())
  },
  keyboard: ({ chatId, keyboard }) => {
    const of = state.chats.get(chatId)
    if (of) of.keyboard = keyboard
    if (chatId === state.chatId) drawComposer()
  },
  profile: ({ bot, language, chats }) => {
    const isOtherLanguage = language !== state.snapshot.language
    Object.assign(state.snapshot, { bot, language })
    for (const { id, title, commands } of chats) Object.assign(state.chats.get(id) ?? {}, { title, commands })
    state.words = wordsOf(language)
    if (isOtherLanguage) drawAll()
    else drawWords()
  },
  answer: receiveAnswer,
  inline: (answer) => receiveInline(answer, composer.showInline),
}

function setReply(chatId, messageId) {
  if (messageId === undefined) state.answering.delete(chatId)
  else state.answering.set(chatId, messageId)
  if (chatId === state.chatId) drawReply()
}

function drawReply() {
  const { id, messages } = openedChat()
  composer.setReply(messages.get(state.answering.get(id))?.text)
}

// As in Telegram's own apps: a question that wants a reply opens the field for it.
const isAwaited = ({ awaitsReplyOf }) => awaitsReplyOf === 'everybody' || awaitsReplyOf.includes(state.snapshot.userId)

const byMessageId = (messages) => new Map(messages.map((message) => [message.messageId, message]))

function showMessage(of, message, isNew) {
  const isOpen = of.id === state.chatId
  const log = byId('chat-log')
  if (isOpen) updateLog(log, message, scene(of))
  else if (isNew) state.unread.set(of.id, (state.unread.get(of.id) ?? 0) + 1)
  // Whoever writes, or is asked, reads on from there, however far back they have scrolled.
  if (isOpen && isNew && (message.from === state.snapshot.userId || isAwaited(message)))
    log.scrollTop = log.scrollHeight
  if (isOpen && message.from === 'bot') drawSubtitle()
  drawChats(openChat)
  drawStart()
}

/** What a bubble needs to know about who reads it and where. */
function scene(of) {
  const { bot, userId, personas, timeZone, language } = state.snapshot
  return {
    say: state.words,
    language,
    timeZone,
    now,
    botName: bot.username,
    botTitle: bot.firstName,
    userId,
    isGroup: of.kind === 'group',
    nameOf: (id) => personas.find((person) => person.userId === id)?.name ?? '',
    messages: of.messages,
    onPress: press,
    onReply: (message) => {
      setReply(of.id, message.messageId)
      composer.focus()
    },
    onCommand: (command) => of.kind !== 'channel' && doAs({ kind: 'send', chatId: state.chatId, text: command }),
    onMention: openMention,
    onInsert: composer.insert,
    onCopy: async (text) => {
      await navigator.clipboard?.writeText(text).catch(() => {})
      toast(state.words('copied'))
    },
  }
}

function openMention(name) {
  const target = channelChats().find(({ username }) => username?.toLowerCase() === name.toLowerCase())
  if (!target) return
  channels.show(target.language)
  setView('channels')
}

function openChat(chatId) {
  state.chatId = chatId
  state.unread.set(chatId, 0)
  drawChats(openChat)
  drawChat()
  setView('chat')
  drawViews(channels.unreadCount())
}

function drawAll() {
  drawWords()
  channels.draw(channelChats(), scene({ kind: 'channel', messages: new Map() }))
  drawChat()
}

function drawWords() {
  const { language, bot } = state.snapshot
  document.documentElement.lang = language
  document.title = `${bot.firstName} · ${state.words('subtitle')}`
  byId('bot-name').textContent = bot.firstName
  for (const place of document.querySelectorAll('[data-text]')) place.textContent = state.words(place.dataset.text)
  for (const place of document.querySelectorAll('[data-label]')) {
    place.setAttribute('aria-label', state.words(place.dataset.label))
  }
  drawChoices({ choosePersona, chooseLanguage: (code) => doAs({ kind: 'language', language: code }) })
  drawChats(openChat)
  drawChatHead()
  drawComposer()
  drawStart()
  drawViews(channels.unreadCount())
  drawClock()
}

function choosePersona(kind) {
  location.hash = kind
  state.persona = kind
  state.chatId = undefined
  state.unread.clear()
  state.answering.clear()
  connect(kind)
}

function drawChat() {
  const of = openedChat()
  const { bot } = state.snapshot
  const isIntroduced = of.kind === 'private' && bot.description !== ''
  const empty = isIntroduced ? emptyLine(bot.description, bot.firstName) : emptyLine(state.words('emptyChat'))
  drawChatHead()
  drawLog(byId('chat-log'), [...of.messages.values()], scene(of), empty)
  drawComposer()
  drawStart()
}

function drawChatHead() {
  const { kind, title } = openedChat()
  byId('chat-avatar').textContent = initials(title)
  byId('chat-avatar').className = `avatar ${kind}`
  byId('chat-title').textContent = title
  drawSubtitle()
}

function drawSubtitle() {
  const isGroup = openedChat().kind === 'group'
  byId('chat-subtitle').textContent = isGroup
    ? state.words('group')
    : `@${state.snapshot.bot.username} · ${state.words('bot')}`
}

function drawComposer() {
  composer.setChat(openedChat(), { say: state.words, botName: state.snapshot.bot.username })
  drawReply()
}

// A private chat begins with the Start button, as in Telegram's own apps.
function drawStart() {
  const { kind, messages } = openedChat()
  const hasWritten = [...messages.values()].some(({ from }) => from === state.snapshot.userId)
  byId('start').hidden = kind !== 'private' || hasWritten
  byId('composer').hidden = !byId('start').hidden
}

byId('start').addEventListener('click', async () => {
  await doAs({ kind: 'send', chatId: state.chatId, text: '/start' })
  byId('composer-text').focus()
})
setInterval(drawClock, 1000)
connect(state.persona)
