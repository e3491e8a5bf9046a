import { changeFeedRules, type FeedRules } from '#src/actions/change-rules.ts'
import { exportFeeds, importFeeds, mostFeeds } from '#src/actions/feed-lists.ts'
import {
  addFeed,
  findFeedNamed,
  getFeedNamed,
  offerFeeds,
  plainAddress,
  removeFeed,
  switchFeed,
} from '#src/actions/manage-feeds.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { dimensionSlugs } from '#src/domain/dimension.ts'
import { DomainError } from '#src/domain/errors.ts'
import { isLanguage, languageNamed } from '#src/domain/language.ts'
import type { Translate } from '#src/i18n/translator.ts'
import {
  type FeedChoice,
  feedCardView,
  feedChoiceView,
  feedsView,
  importedFeedsView,
  offeredFeedsView,
  readingFault,
  removeFeedView,
} from '#src/views/feeds.ts'
import { html, joinHtml } from '#src/views/html.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'
import { textQuestion } from '#src/views/text-question.ts'
import { unusedWords } from '#src/views/unused-words.ts'

/** How many items a test shows. */
const sampleItems = 3
/** A list of feeds is read up to a mebibyte. */
const longestList = 1_048_576

function parseAddress(text: string): string {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`
  if (text === '' || !URL.canParse(address) || !new URL(address).hostname.match(/[.:]|^localhost$/)) {
    throw new DomainError({ code: 'feed-address', address: text })
  }
  return new URL(address).href
}

const list = (page: number, { t }: Request, { store }: App) => feedsView(store.feeds.list(), page, t)

function getFeed(id: string, { store }: App) {
  const feed = store.feeds.find(id)
  if (feed === undefined) throw new DomainError({ code: 'feed-unknown', name: id })
  return feed
}

const card = (id: string, { t }: Request, app: App, notice?: string) =>
  feedCardView(getFeed(id, app), app.config.timeZone, t, notice)

async function test(address: string, { t }: Request, app: App): Promise<Reply> {
  const reading = await app.readFeed(address)
  if (reading.candidates !== undefined) return offeredFeedsView(offerFeeds(app, reading.candidates), t)
  if (!reading.ok) throw new DomainError({ code: 'feed-unreadable', reason: readingFault(reading.error ?? '', t) })
  const { title, encoding, items } = reading
  const head = html`${t('desk.feed-readable', { name: title || address, encoding, count: items.length })}`
  const sample = items.slice(0, sampleItems).map((item) => html`• ${item.title}`)
  return reply([head, joinHtml(sample, '\n')])
}

async function add(named: string, request: Request, app: App): Promise<Reply> {
  const address = plainAddress(named)
  const known = app.store.feeds.findByAddress(address)
  if (known !== undefined) throw new DomainError({ code: 'feed-known', name: known.name })
  const reading = await app.readFeed(address)
  if (!reading.ok) return test(address, request, app)
  const feed = addFeed(app, { address, name: reading.title || new URL(address).host, by: request.viewer.id })
  return card(feed.id, request, app, request.t('desk.feed-added', { name: feed.name }))
}

function remove(id: string, { viewer, t }: Request, app: App): Reply {
  const name = app.store.feeds.find(id)?.name ?? id
  const done = removeFeed(app, id, viewer.id)
  return reply(html`${t(done === 'removed' ? 'desk.feed-removed' : 'desk.feed-switched-off', { name })}`, {
    buttons: [[{ text: t('desk.feeds-list'), data: 'feeds:page:0' }]],
    placement: 'replace',
  })
}

function toggle(id: string, status: 'enabled' | 'disabled', request: Request, app: App): Reply {
  const { name } = switchFeed(app, id, status, request.viewer.id)
  const { t } = request
  return card(id, request, app, t(status === 'enabled' ? 'desk.feed-switched-on' : 'desk.feed-switched-off', { name }))
}

/** `none`, or what the button of this choice carries. */
function rulesFrom(choice: FeedChoice, value: string): Partial<FeedRules> {
  if (choice === 'language') return { language: isLanguage(value) ? value : null }
  if (choice === 'dimension')
    return { defaultDimension: value === 'none' ? null : (dimensionSlugs[Number(value)] ?? null) }
  return { autoAccept: value === 'none' ? null : Number(value) }
}

const choosing = (choice: FeedChoice) => (press: Press, app: App) =>
  feedChoiceView(getFeed(press.id, app), choice, press.t)

const setting = (choice: FeedChoice) => (press: Press, app: App) => {
  changeFeedRules(app, press.id, rulesFrom(choice, press.version ?? 'none'), press.viewer.id)
  return { ...card(press.id, press, app), toast: press.t('desk.set') }
}

/** Undefined where the value is none that the choice can have; `none` takes a choice back. */
function rulesOf(choice: string, value: string): Partial<FeedRules> | undefined {
  const isNone = value.toLowerCase() === 'none'
  if (choice === 'language') {
    const language = isNone ? null : languageNamed(value)
    return language === undefined ? undefined : { language }
  }
  if (choice === 'dimension') {
    const defaultDimension = isNone ? null : dimensionSlugs.find((slug) => slug === value.toLowerCase())
    return defaultDimension === undefined ? undefined : { defaultDimension }
  }
  if (choice !== 'accept') return undefined
  if (isNone) return { autoAccept: null }
  const share = Number(value.replace('%', '')) || 0
  return share > 0 && share <= 100 ? { autoAccept: share > 1 ? share / 100 : share } : undefined
}

const usage = (text: string, t: Translate) =>
  reply([unusedWords('desk.unused-feeds', text, t), html`${t('desk.feeds-usage')}`])

/** `/feeds set ID language ru`, `… dimension economic`, `… accept 85`, each also `none`. */
function set(text: string, request: Request, app: App): Reply {
  const [, name = '', choice = '', value = ''] = /^(.+?)\s+(language|dimension|accept)\b\s*(.*)$/iu.exec(text) ?? []
  if (name === '') return usage(text, request.t)
  const id = getFeedNamed(app, name).id
  const change = rulesOf(choice.toLowerCase(), value)
  if (change === undefined) return usage(`${choice} ${value}`.trim(), request.t)
  changeFeedRules(app, id, change, request.viewer.id)
  return card(id, request, app, request.t('desk.set'))
}

function exported({ t }: Request, app: App): Reply {
  const { fileName, bytes, count } = exportFeeds(app)
  const caption = html`${t('desk.feeds-exported', { count })}`
  return reply(caption, { attachment: { kind: 'document', fileName, bytes } })
}

function ask(press: Press): Reply {
  const { t, viewer } = press
  if (press.id === 'import') return textQuestion({ question: t('desk.feed-import-question'), viewer }, t)
  return reply(html`${t('desk.feed-add-how')}`)
}

async function addOffered(press: Press, app: App): Promise<Reply> {
  const offer = app.store.feeds.findOffer(Number(press.id))
  return offer === undefined ? toast(press.t('bot.button-outdated')) : add(offer.address, press, app)
}

/**
 * `/feeds` lists them, a number opens one; `/feeds add ADDRESS`, `test ADDRESS`, `on|off|remove NAME`, `set NAME language|dimension|
 * accept VALUE`, `export`. An OPML file that staff send brings its feeds in, switched off.
 */
export const feeds = {
  name: 'feeds',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: (request, app) => {
    const [verb = '', ...rest] = request.text.split(/\s+/)
    const text = rest.join(' ')
    if (text === '' && ['add', 'test', 'remove', 'on', 'off', 'set'].includes(verb.toLowerCase()))
      return reply(html`${request.t('desk.feeds-usage')}`)
    switch (verb.toLowerCase()) {
      case 'add':
        return add(parseAddress(text), request, app)
      case 'test':
        return test(findFeedNamed(app, text)?.address ?? parseAddress(text), request, app)
      case 'remove':
        return remove(getFeedNamed(app, text).id, request, app)
      case 'on':
        return toggle(getFeedNamed(app, text).id, 'enabled', request, app)
      case 'off':
        return toggle(getFeedNamed(app, text).id, 'disabled', request, app)
      case 'set':
        return set(text, request, app)
      case 'export':
        return exported(request, app)
      case '':
      case 'list':
        return list(0, request, app)
      default:
        return usage(request.text, request.t)
    }
  },
  document: {
    accepts: (fileName) => /\.(opml|xml)$/i.test(fileName),
    longestBytes: longestList,
    handle: ({ bytes }, request, app) =>
      importedFeedsView({ ...importFeeds(app, bytes, request.viewer.id), most: mostFeeds }, request.t),
  },
  buttons: {
    page: (press, app) => list(Number(press.id), press, app),
    card: (press, app) => card(press.id, press, app),
    on: (press, app) => toggle(press.id, 'enabled', press, app),
    off: (press, app) => toggle(press.id, 'disabled', press, app),
    test: (press, app) => test(getFeed(press.id, app).address, press, app),
    remove: (press, app) => removeFeedView(getFeed(press.id, app), press.t),
    removenow: (press, app) => remove(press.id, press, app),
    language: choosing('language'),
    dimension: choosing('dimension'),
    accept: choosing('accept'),
    setlanguage: setting('language'),
    setdimension: setting('dimension'),
    setaccept: setting('accept'),
    offer: addOffered,
    export: exported,
    ask,
  },
} satisfies Command
