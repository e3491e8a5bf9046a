import { addFeed, removeFeed, switchFeed } from '#src/actions/manage-feeds.ts'
import type { App } from '#src/app.ts'
import type { Command, Request } from '#src/bot/command.ts'
import { DomainError } from '#src/domain/errors.ts'
import { feedsView } from '#src/views/feeds.ts'
import { html, joinHtml } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'

/** How many items a test shows. */
const sampleItems = 3

function parseAddress(text: string): string {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (text === '' || !URL.canParse(address) || !new URL(address).hostname.match(/[.:]|^localhost$/)) {
    throw new DomainError({ code: 'feed-address', address: text })
  }
  return new URL(address).href
}

async function test(text: string, { t }: Request, { readFeed }: App): Promise<Reply> {
  const address = parseAddress(text)
  const reading = await readFeed(address)
  if (reading.candidates !== undefined) {
    const lines = reading.candidates.map((candidate) => html`\n• ${candidate.title}: ${candidate.address}`)
    return reply(html`${t('desk.feed-discovered')}${lines}`)
  }
  if (!reading.ok) throw new DomainError({ code: 'feed-unreadable', reason: reading.error ?? '' })
  const { title, encoding, items } = reading
  const head = html`${t('desk.feed-readable', { name: title || address, encoding, count: items.length })}`
  const sample = items.slice(0, sampleItems).map((item) => html`• ${item.title}`)
  return reply([head, joinHtml(sample, '\n')])
}

async function add(text: string, request: Request, app: App): Promise<Reply> {
  const address = parseAddress(text)
  const reading = await app.readFeed(address)
  if (!reading.ok) return test(text, request, app)
  const feed = addFeed(app, { address, name: reading.title || new URL(address).host, by: request.viewer.id })
  return reply(html`${request.t('desk.feed-added', { name: feed.name })}`)
}

function remove(id: string, { viewer, t }: Request, app: App): Reply {
  const name = app.store.feeds.find(id)?.name ?? id
  const done = removeFeed(app, id, viewer.id)
  return reply(html`${t(done === 'removed' ? 'desk.feed-removed' : 'desk.feed-switched-off', { name })}`)
}

function toggle(id: string, status: 'enabled' | 'disabled', { viewer, t }: Request, app: App): Reply {
  const { name } = switchFeed(app, id, status, viewer.id)
  return reply(html`${t(status === 'enabled' ? 'desk.feed-switched-on' : 'desk.feed-switched-off', { name })}`)
}

/** `/feeds`, `/feeds add ADDRESS`, `/feeds remove NAME`, `/feeds on|off NAME`, `/feeds test ADDRESS`. */
export const feeds = {
  name: 'feeds',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: (request, app) => {
    const [verb = '', ...rest] = request.text.split(/\s+/)
    const text = rest.join(' ')
    switch (verb.toLowerCase()) {
      case 'add':
        return add(text, request, app)
      case 'test':
        return test(text, request, app)
      case 'remove':
        return remove(text, request, app)
      case 'on':
        return toggle(text, 'enabled', request, app)
      case 'off':
        return toggle(text, 'disabled', request, app)
      default:
        return feedsView(app.store.feeds.list(), request.t)
    }
  },
} satisfies Command
