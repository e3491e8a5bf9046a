import type { App } from '../app.ts'

/** A group became a supergroup: its mail, its subscription and its language go with it. Saying it twice changes nothing. */
export function readdressChat({ store, clock }: Pick<App, 'store' | 'clock'>, from: string, to: string): void {
  store.transaction(() => {
    const at = clock.now()
    store.chats.markMigrated(from, to, at)
    store.outbox.readdress(from, to)
    for (const { leftBehind, kept, thread } of store.subscriptions.readdress(from, to)) {
      const marks = [
        [`digest:${leftBehind}:`, `digest:${kept}:`],
        [`at-once:${leftBehind}:`, `at-once:${kept}:`],
        [`:${from}:${thread}:`, `:${to}:${thread}:`],
      ] as const
      for (const [mark, twin] of marks) store.outbox.cancelRepeats({ chat: to, thread }, mark, twin, at)
    }
    const language = store.people.chatLanguage(from)
    if (language !== undefined) store.people.chooseChatLanguage(to, language)
  })
}
