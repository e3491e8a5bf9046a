import { unsubscribe as stop } from '#src/actions/subscribe.ts'
import type { Command } from '#src/bot/command.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { noSubscriptionView } from '#src/views/subscription.ts'

export const unsubscribe = {
  name: 'unsubscribe',
  access: 'public',
  where: 'administrators',
  topic: 'subscriptions',
  handle: ({ chat, viewer, t }, app) => {
    const stopped = stop(app, { chat: chat.address, thread: chat.thread }, viewer.id)
    return stopped ? reply(html`${t('subscription.stopped')}`) : noSubscriptionView(t)
  },
} satisfies Command
