import type { Machine, Warning } from './machine.ts'
import type { CallbackAnswer, Chat, InlineAnswer, Person, StoredFile, WorldEvent } from './model.ts'
import type { CallRecord } from './server.ts'
import { type MessageView, viewMessage } from './transcript.ts'
import type { Update } from './updates.ts'
import { waitUntil } from './wait-until.ts'

const rememberedAnswers = 1000

export type WaitForMessage = {
  /** Only messages with a greater id. */
  readonly after?: number
  readonly timeoutMs?: number
}

/** What tests and the page look at: chats as people see them, what the bot did, and waiting for either. */
export function createWatching(machine: Machine, calls: CallRecord[]) {
  const { world, updates, webhook, queries, profile, warnings } = machine
  const answers: CallbackAnswer[] = []
  world.listen((event) => {
    if (event.kind === 'answer') answers.push(event.answer)
    if (answers.length > rememberedAnswers) answers.shift()
  })
  const transcript = (chatId: number): readonly MessageView[] => {
    const chat = world.getChat(chatId)
    return [...chat.messages.values()].map((message) => viewMessage(chat, message))
  }
  const visible = (chatId: number): readonly MessageView[] => transcript(chatId).filter((view) => !view.isDeleted)
  const waitFor = <Answer>(find: () => Answer, timeoutMs = 3000) => waitUntil(world, find, timeoutMs)

  return {
    /** Everything that changes, as it changes; returns the way to stop listening. */
    listen: (listener: (event: WorldEvent) => void): (() => void) => world.listen(listener),
    /** A chat by its id; throws where there is none. */
    chat: (chatId: number): Chat => world.getChat(chatId),
    person: (userId: number): Person => world.getPerson(userId),
    file: (fileId: string): StoredFile | undefined => world.files.get(fileId),
    inlineAnswer: (queryId: string): InlineAnswer | undefined => world.inlineAnswers.get(queryId),
    /** What an empty chat with the bot shows, in that language. */
    description: (languageCode: string): string => profile.text('description', languageCode),
    /** All messages of a chat in order, deleted ones included and marked, each with its earlier wordings. */
    transcript,
    /** The messages people see now. */
    visible,
    /** The newest message of the bot in that chat, or undefined. */
    lastFromBot: (chatId: number): MessageView | undefined => visible(chatId).findLast(({ from }) => from === 'bot'),
    waitFor,
    /** Waits for the newest message of the bot, sent or edited, whose text contains or matches. */
    waitForMessage: (chatId: number, match: RegExp | string = '', wait: WaitForMessage = {}): Promise<MessageView> => {
      const isWanted = ({ from, messageId, text }: MessageView) =>
        from === 'bot' &&
        messageId > (wait.after ?? 0) &&
        (typeof match === 'string' ? text.includes(match) : match.test(text))
      return waitFor(() => visible(chatId).findLast(isWanted), wait.timeoutMs)
    },
    /** The bot's answer to a press, by the id that `press` returned. */
    waitForAnswer: (queryId: string, timeoutMs?: number): Promise<CallbackAnswer> =>
      waitFor(() => answers.find((answer) => answer.queryId === queryId), timeoutMs),
    waitForInlineAnswer: (queryId: string, timeoutMs?: number): Promise<InlineAnswer> =>
      waitFor(() => world.inlineAnswers.get(queryId), timeoutMs),
    /** Until the bot polls or has set a webhook. */
    waitForBot: (timeoutMs = 10_000): Promise<true> =>
      waitFor(() => (updates.hasPolled || webhook.target !== undefined ? true : undefined), timeoutMs),
    /** Updates that the bot has not confirmed yet. */
    pendingUpdates: (): readonly Update[] => updates.peek(),
    /** Presses that the bot has not answered. */
    unansweredCallbacks: () => queries.unanswered(),
    /** The bot's calls, oldest first; getUpdates is left out unless refused. */
    calls: (methodName?: string): readonly CallRecord[] =>
      calls.filter((call) => methodName === undefined || call.method === methodName),
    /** Calls that Telegram would have refused; injected faults are not among them. */
    refusedCalls: (): readonly CallRecord[] => calls.filter((call) => call.outcome.kind === 'refused'),
    /** What Telegram would have swallowed without a word. */
    warnings: (): readonly Warning[] => [...warnings],
    forgetCalls: (): void => {
      calls.length = 0
      warnings.length = 0
    },
  }
}
