import { changeSubscription } from '#src/actions/subscribe.ts'
import type { App } from '#src/app.ts'
import type { Command, Request } from '#src/bot/command.ts'
import type { Subscription } from '#src/domain/subscription.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { noSubscriptionView, subscriptionView } from '#src/views/subscription.ts'

function show({ chat, t }: Request, { store }: App): Reply {
  const found = store.subscriptions.find(chat.address, chat.thread)
  return found === undefined || found.status === 'stopped' ? noSubscriptionView(t) : subscriptionView(found, t)
}

function change(request: Request, app: App, status: Subscription['status']): Reply {
  const { address, thread } = request.chat
  changeSubscription(app, { chat: address, thread }, status, request.viewer.id)
  return show(request, app)
}

export const subscriptions = {
  name: 'subscriptions',
  access: 'public',
  where: 'private',
  topic: 'subscriptions',
  handle: show,
  buttons: {
    pause: (press, app) => change(press, app, 'paused'),
    resume: (press, app) => change(press, app, 'active'),
    stop: ({ chat, viewer, t }, app) => {
      changeSubscription(app, { chat: chat.address, thread: chat.thread }, 'stopped', viewer.id)
      return reply(html`${t('subscription.stopped')}`, { placement: 'replace', buttons: [] })
    },
    /** From a digest: the digest itself stays as it was. */
    leave: ({ chat, viewer, t }, app) => {
      changeSubscription(app, { chat: chat.address, thread: chat.thread }, 'stopped', viewer.id)
      return reply(html`${t('subscription.stopped')}`)
    },
  },
} satisfies Command
