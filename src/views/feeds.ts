import { offeredMinimums } from '../domain/confidence.ts'
import { type DimensionSlug, dimensionSlugs } from '../domain/dimension.ts'
import { type FeedFault, feedFaultCodes } from '../domain/feed-fault.ts'
import { type Language, languages } from '../domain/language.ts'
import { formatInstant, formatPercent } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type Button, buttonData, type Reply, reply } from './reply.ts'
import { quoted } from './unused-words.ts'

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

export type FeedCard = FeedLine & {
  readonly note: string | null
  readonly polledAt: string | null
  readonly failures: number
  readonly defaultDimension: DimensionSlug | null
  readonly autoAccept: number | null
}

/** Feeds listed on one screen. */
const feedsPage = 12
const buttonsPerRow = 6

export function faultSentence({ code, detail }: FeedFault, t: Translate): string {
  return t(`feed-fault.${code}`, { detail })
}

/**
 * What a reading of a feed says went wrong, in the reader's language.
 * @param error as `cica feed` prints it: `http-status status=404`
 */
export function readingFault(error: string, t: Translate): string {
  const [first = '', ...parameters] = error.split(' ')
  const code = feedFaultCodes.find((each) => each === first)
  if (code === undefined) return t('feed-fault.not-a-feed')
  const detail = parameters.map((parameter) => parameter.replace(/^\w+=/, '')).join(' ')
  return faultSentence({ code, detail }, t)
}

function condition(feed: FeedLine, t: Translate): string {
  if (feed.status === 'disabled') return t('desk.feed-off')
  if (feed.fault !== null) return faultSentence(feed.fault, t)
  return feed.primed ? t('desk.feed-ok') : t('desk.feed-new')
}

const sign = (feed: FeedLine) => (feed.status === 'disabled' ? '○' : feed.fault === null ? '●' : '▲')

/** One page of the list: a sign for the condition, the name, the language; what fails says why. */
export function feedsView(feeds: readonly FeedLine[], page: number, t: Translate): Reply {
  const enabled = feeds.filter((feed) => feed.status === 'enabled').length
  const pages = Math.max(1, Math.ceil(feeds.length / feedsPage))
  const at = Math.min(Math.max(0, page), pages - 1)
  const start = at * feedsPage
  const shown = feeds.slice(start, start + feedsPage)
  const lines = shown.map((feed, index) => {
    const language = feed.language === null ? '' : `, ${feed.language.toUpperCase()}`
    const trouble = feed.status === 'enabled' && feed.fault !== null ? `: ${faultSentence(feed.fault, t)}` : ''
    return html`${start + index + 1}. ${sign(feed)} ${feed.name}${language}${trouble}`
  })
  const numbers = shown.map(
    (feed, index): Button => ({ text: String(start + index + 1), data: buttonData('feeds', 'card', feed.id) }),
  )
  const rows: Button[][] = []
  for (let from = 0; from < numbers.length; from += buttonsPerRow) rows.push(numbers.slice(from, from + buttonsPerRow))
  const turn: Button[] = [
    ...(at > 0 ? [{ text: '‹', data: buttonData('feeds', 'page', at - 1) }] : []),
    ...(at < pages - 1 ? [{ text: '›', data: buttonData('feeds', 'page', at + 1) }] : []),
  ]
  const tools: Button[] = [
    { text: t('desk.feed-add'), data: 'feeds:ask:add' },
    { text: t('desk.feed-export'), data: 'feeds:export:0' },
    { text: t('desk.feed-import'), data: 'feeds:ask:import' },
  ]
  const head = html`<b>${t('desk.feeds-heading', { count: feeds.length, enabled })}</b>\n${t('desk.feeds-signs')}`
  const where = pages === 1 ? [] : [html`<i>${t('desk.feeds-page', { page: at + 1, pages })}</i>`]
  return reply([head, joinHtml(lines, '\n'), ...where], {
    buttons: [...rows, turn, tools].filter((row) => row.length > 0),
    placement: 'replace',
  })
}

/** One feed: its condition, how the desk treats its items, and what can be done with it. */
export function feedCardView(feed: FeedCard, timeZone: string, t: Translate, notice?: string): Reply {
  const polled = feed.polledAt === null ? undefined : formatInstant(new Date(feed.polledAt), timeZone, t.language)
  const lines = [
    t('desk.feed-condition', { condition: condition(feed, t) }),
    polled === undefined ? undefined : t('desk.feed-polled', { time: polled }),
    t('desk.feed-language', {
      language: feed.language === null ? t('desk.feed-language-own') : t(`desk.languages.${feed.language}`),
    }),
    t('desk.feed-default', {
      dimension: feed.defaultDimension === null ? t('desk.none') : t(`dimension.${feed.defaultDimension}`),
    }),
    t('desk.feed-accept', {
      share:
        feed.autoAccept === null
          ? t('desk.feed-accept-never')
          : t('desk.feed-accept-from', { share: formatPercent(feed.autoAccept, t.language) }),
    }),
  ].filter((line) => line !== undefined)
  const one = (name: string, text: string): Button => ({ text, data: buttonData('feeds', name, feed.id) })
  const isOn = feed.status === 'enabled'
  const buttons: Button[][] = [
    [isOn ? one('off', t('desk.switch-off')) : one('on', t('desk.switch-on')), one('test', t('desk.test'))],
    [one('language', t('desk.set-language')), one('dimension', t('desk.set-dimension'))],
    [one('accept', t('desk.set-accept'))],
    [one('remove', t('desk.remove')), { text: t('desk.feeds-list'), data: 'feeds:page:0' }],
  ]
  const blocks: Html[] = [
    ...(notice === undefined ? [] : [html`<b>${notice}</b>`]),
    html`<b>${feed.name}</b> (<code>${feed.id}</code>)\n${feed.address}`,
    joinHtml(
      lines.map((line) => html`• ${line}`),
      '\n',
    ),
  ]
  return reply(blocks, { buttons, placement: 'replace' })
}

export type FeedChoice = 'language' | 'dimension' | 'accept'

/** What may be chosen for a feed; the present choice is marked. */
export function feedChoiceView(feed: FeedCard, choice: FeedChoice, t: Translate): Reply {
  const option = (text: string, value: string, isNow: boolean): Button => ({
    text: `${isNow ? '● ' : ''}${text}`,
    data: buttonData('feeds', `set${choice}`, feed.id, value),
  })
  const options = {
    language: [
      ...languages.map((each) => option(t(`desk.languages.${each}`), each, feed.language === each)),
      option(t('desk.feed-language-own'), 'none', feed.language === null),
    ],
    dimension: [
      ...dimensionSlugs.map((each, index) =>
        option(t(`dimension.${each}`), String(index), feed.defaultDimension === each),
      ),
      option(t('desk.none'), 'none', feed.defaultDimension === null),
    ],
    accept: [
      ...offeredMinimums.map((each) =>
        option(
          t('desk.feed-accept-from', { share: formatPercent(each, t.language) }),
          String(each),
          feed.autoAccept === each,
        ),
      ),
      option(t('desk.feed-accept-never'), 'none', feed.autoAccept === null),
    ],
  }[choice]
  const explained = {
    language: t('desk.feed-language-explained'),
    dimension: t('desk.feed-default-explained'),
    accept: t('desk.feed-accept-explained'),
  }[choice]
  return reply([html`<b>${feed.name}</b>`, html`${explained}`], {
    buttons: [
      ...options.map((button) => [button]),
      [{ text: t('desk.back'), data: buttonData('feeds', 'card', feed.id) }],
    ],
    placement: 'replace',
  })
}

export function removeFeedView(feed: FeedLine, t: Translate): Reply {
  return reply(html`${t('desk.remove-question', { name: feed.name })}`, {
    buttons: [
      [
        { text: t('desk.remove'), data: buttonData('feeds', 'removenow', feed.id) },
        { text: t('desk.cancel'), data: buttonData('feeds', 'card', feed.id) },
      ],
    ],
    placement: 'replace',
  })
}

/** A web page names feeds: each can be added by a press. */
export function offeredFeedsView(
  offers: readonly { readonly id: number; readonly title: string; readonly address: string }[],
  t: Translate,
): Reply {
  const lines = offers.map(
    ({ title, address }, index) => html`${index + 1}. ${title === '' ? address : title}\n${address}`,
  )
  const buttons = offers.map(({ id, title, address }, index): Button[] => [
    {
      text: t('desk.add-offered', { number: index + 1, name: quoted(title || address) }),
      data: buttonData('feeds', 'offer', id),
    },
  ])
  return reply([html`${t('desk.feed-discovered')}`, joinHtml(lines, '\n')], { buttons })
}

/** What a list of feeds brought: new ones wait switched off, so that nobody is flooded. */
export function importedFeedsView(
  imported: {
    readonly added: readonly FeedLine[]
    readonly known: number
    readonly passedOver: number
    /** How many are taken from one file at most. */
    readonly most: number
  },
  t: Translate,
): Reply {
  const { added, known, passedOver, most } = imported
  const lines = added.slice(0, 40).map((feed) => html`○ ${feed.name} (<code>${feed.id}</code>)`)
  const rest = added.length > 40 ? [html`${t('desk.and-more', { count: added.length - 40 })}`] : []
  const head = html`<b>${t('desk.feeds-imported', { count: added.length })}</b>${known > 0 && html`\n${t('desk.feeds-known', { count: known })}`}${passedOver > 0 && html`\n${t('desk.feeds-passed-over', { count: passedOver, most })}`}`
  return reply([head, ...(lines.length === 0 ? [] : [joinHtml(lines, '\n')]), ...rest], {
    buttons: [[{ text: t('desk.feeds-list'), data: 'feeds:page:0' }]],
  })
}

/** A note to the staff chat: feeds that have just been found unreadable, or readable again. */
export function failingFeedsNote(feeds: readonly FeedLine[], t: Translate): Html {
  const lines = feeds.flatMap((feed) =>
    feed.fault === null ? [] : [html`\n• ${feed.name}: ${faultSentence(feed.fault, t)}`],
  )
  return html`<b>${t('desk.feeds-failing')}</b>${lines}`
}
