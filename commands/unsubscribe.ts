import { changeSubscription } from '#src/actions/subscribe.ts'
import type { Command } from '#src/bot/command.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { noSubscriptionView } from '#src/views/subscription.ts'

export const unsubscribe = {
  name: 'unsubscribe',
  access: 'public',
  where: 'private',
  topic: 'subscriptions',
  handle: ({ chat, viewer, t }, app) => {
    const place = { chat: chat.address, thread: chat.thread }
    const stopped = changeSubscription(app, place, 'stopped', viewer.id)
    return stopped ? reply(html`${t('subscription.stopped')}`) : noSubscriptionView(t)
  },
} satisfies Command
