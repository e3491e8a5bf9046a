import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { type Harness, people, startHarness } from './harness.ts'
import { type NewsServer, startNewsServer } from './news-server.ts'

export type NewsDesk = Awaited<ReturnType<typeof openNewsDesk>>

/** A bot with three outlets that were read once, and what staff do in their chat. */
export async function openNewsDesk() {
  const outlets: NewsServer = await startNewsServer({
    '/en.xml': { format: 'rss', title: 'Steppe Herald', items: [] },
    '/ru.xml': { format: 'atom', title: 'Вестник Азии', items: [] },
    '/kk.json': { format: 'json', title: 'Дала хабары', items: [] },
    '/more.xml': { format: 'rss', title: 'Lake Courier', items: [] },
    '/page': { format: 'page', title: 'Lake Courier', items: [{ slug: 'more.xml', title: 'All news' }] },
  })
  const harness: Harness = await startHarness({ environment: { FEED_PRIVATE_HOSTS: outlets.host } })
  const { administrator } = people
  const staff = harness.staff.id
  const say = (text: string) => harness.say(administrator, text, staff)

  async function poll(): Promise<void> {
    harness.clock.advance(90)
    await harness.tick()
  }

  for (const path of ['/en.xml', '/ru.xml', '/kk.json']) await say(`/feeds add ${outlets.address(path)}`)
  await poll()

  return {
    harness,
    outlets,
    staff,
    say,
    poll,

    press: (message: MessageView, button: string) => harness.press(administrator, message, button),

    /** Answers a question of the bot by a reply to it. @returns what the bot says to it */
    async answer(question: MessageView | undefined, text: string): Promise<MessageView> {
      if (question === undefined) throw new Error('Nothing was asked')
      const after = harness.telegram.visible(staff).at(-1)?.messageId ?? 0
      harness.clock.advance(3)
      harness.telegram.sendText(administrator, text, { chatId: staff, replyTo: question.messageId })
      await harness.idle()
      const said = harness.telegram.visible(staff).filter(({ messageId, from }) => messageId > after && from === 'bot')
      const [last] = said.slice(-1)
      if (last === undefined) throw new Error(`No answer to “${text}”`)
      return last
    },

    /** The latest card of an item, with buttons that decide. */
    card(title: string): MessageView {
      const found = harness.telegram
        .visible(staff)
        .filter(
          ({ text, buttons }) =>
            text.includes(title) &&
            buttons.flat().some(({ callback_data: data }) => data?.startsWith('review:accept:')),
        )
      const [last] = found.slice(-1)
      if (last === undefined) throw new Error(`No card of “${title}”`)
      return last
    },

    itemId(title: string): number {
      const found = harness.app.store.items.awaitingReview(100).find((item) => item.title.includes(title))
      if (found === undefined) throw new Error(`No item “${title}” awaits review`)
      return found.id
    },

    channel: (language: 'en' | 'ru' | 'kk') => harness.telegram.visible(harness.channels[language].id),

    async close(): Promise<void> {
      await harness.stop()
      await outlets.close()
    },
  }
}
