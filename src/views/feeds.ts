import type { FeedFault } from '../domain/feed-fault.ts'
import type { Language } from '../domain/language.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html } from './html.ts'
import { type Reply, reply } from './reply.ts'

/** A feed as the desk sees it. */
export type FeedLine = {
  readonly id: string
  readonly name: string
  readonly address: string
  readonly language: Language | null
  readonly status: 'enabled' | 'disabled'
  readonly primed: boolean
  readonly fault: FeedFault | null
}

export function faultSentence({ code, detail }: FeedFault, t: Translate): string {
  return t(`feed-fault.${code}`, { detail })
}

function condition(feed: FeedLine, t: Translate): string {
  if (feed.status === 'disabled') return t('desk.feed-off')
  if (feed.fault !== null) return faultSentence(feed.fault, t)
  return feed.primed ? t('desk.feed-ok') : t('desk.feed-new')
}

function feedLine(feed: FeedLine, t: Translate): Html {
  const language = feed.language === null ? '' : `, ${feed.language}`
  return html`<b>${feed.name}</b> (<code>${feed.id}</code>${language}): ${condition(feed, t)}\n${feed.address}`
}

export function feedsView(feeds: readonly FeedLine[], t: Translate): Reply {
  const enabled = feeds.filter((feed) => feed.status === 'enabled').length
  const head = html`<b>${t('desk.feeds-heading', { count: feeds.length, enabled })}</b>\n${t('desk.feeds-usage')}`
  return reply([head, ...feeds.map((feed) => feedLine(feed, t))])
}

/** A note to the staff chat: feeds that have just been found unreadable, or readable again. */
export function failingFeedsNote(feeds: readonly FeedLine[], t: Translate): Html {
  const lines = feeds.flatMap((feed) =>
    feed.fault === null ? [] : [html`\n• ${feed.name}: ${faultSentence(feed.fault, t)}`],
  )
  return html`<b>${t('desk.feeds-failing')}</b>${lines}`
}
