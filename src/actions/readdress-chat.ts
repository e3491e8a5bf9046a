import type { App } from '../app.ts'

/** A group became a supergroup: its mail, its subscription and its language go with it. Saying it twice changes nothing. */
export function readdressChat({ store, clock }: Pick<App, 'store' | 'clock'>, from: string, to: string): void {
  store.transaction(() => {
    store.chats.markMigrated(from, to, clock.now())
    store.outbox.readdress(from, to)
    store.subscriptions.readdress(from, to)
    const language = store.people.chatLanguage(from)
    if (language !== undefined) store.people.chooseChatLanguage(to, language)
  })
}
