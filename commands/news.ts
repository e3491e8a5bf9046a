import { type ArchiveQuery, keepQuery, keptQuery, searchArchive } from '#src/actions/archive-search.ts'
import type { App } from '#src/app.ts'
import { understandArchive } from '#src/ask/archive-request.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { addDays, type CalendarDate } from '#src/domain/calendar.ts'
import { type DimensionSlug, dimensionSlugs, isDimensionSlug } from '#src/domain/dimension.ts'
import { archivePage, archiveView, daysView, statesView } from '#src/views/archive.ts'
import { buttonData, type Reply, toast } from '#src/views/reply.ts'

const nothingWanted: ArchiveQuery = { states: [], areas: [], words: '' }

/** A slug, or the beginning of a dimension's name in the viewer's language. */
function dimensionNamed(text: string, { t }: Request): DimensionSlug | undefined {
  const wanted = text.toLocaleLowerCase(t.language)
  return dimensionSlugs.find(
    (slug) => slug === wanted || t(`dimension.${slug}`).toLocaleLowerCase(t.language).startsWith(wanted),
  )
}

/** Only a search whose terms do not fit into a button is kept for its further pages. */
function nextPage(query: ArchiveQuery, before: number, app: App): string {
  const isPlain =
    query.words === '' &&
    query.areas.length === 0 &&
    query.states.length === 0 &&
    query.from === undefined &&
    query.until === undefined
  return isPlain
    ? buttonData('news', 'before', query.dimension ?? 'all', before)
    : buttonData('news', 'page', keepQuery(app, query), before)
}

function show(query: ArchiveQuery, request: Request, app: App, before?: number): Reply {
  const found = searchArchive(app, query, { limit: archivePage + 1, ...(before === undefined ? {} : { before }) })
  const items = found.slice(0, archivePage)
  const last = items.at(-1)
  const next = found.length > archivePage && last !== undefined ? nextPage(query, last.id, app) : undefined
  const { book, t } = request
  return archiveView({ items, subject: query, next }, { book, t, timeZone: app.config.timeZone })
}

/** What is typed names a dimension, States, days, or words to be looked for; several at once. */
function understood(request: Request, app: App): ArchiveQuery {
  const { text, book, today } = request
  const dimension = dimensionNamed(text, request)
  if (dimension !== undefined) return { ...nothingWanted, dimension }
  const { states, areas, ...rest } = understandArchive(text, { book, today, lexicon: app.lexicon })
  return { ...rest, states: [...states], areas: [...areas] }
}

function spanOf(name: string, today: CalendarDate): { from: CalendarDate; until: CalendarDate } {
  if (name === 'yesterday') return { from: addDays(today, -1), until: addDays(today, -1) }
  if (name === 'week') return { from: addDays(today, -6), until: today }
  return name === 'month' ? { from: addDays(today, -29), until: today } : { from: today, until: today }
}

function page(press: Press, app: App): Reply {
  const query = keptQuery(app, press.id)
  return query === undefined ? toast(press.t('bot.button-outdated')) : show(query, press, app, Number(press.version))
}

/** `/news`, `/news economic`, `/news Kazakhstan`, `/news транзит октябрь`: the archive of what was accepted, for everybody. */
export const news = {
  name: 'news',
  access: 'public',
  topic: 'news',
  handle: (request, app) => show(request.text === '' ? nothingWanted : understood(request, app), request, app),
  buttons: {
    before: (press, app) => {
      const chosen = isDimensionSlug(press.id) ? { dimension: press.id } : {}
      return show({ ...nothingWanted, ...chosen }, press, app, Number(press.version))
    },
    page,
    states: ({ book, t }, { config }) => statesView({ book, t, timeZone: config.timeZone }),
    state: (press, app) => show({ ...nothingWanted, states: [press.id] }, press, app),
    days: ({ t }) => daysView(t),
    span: (press, app) => show({ ...nothingWanted, ...spanOf(press.id, press.today) }, press, app),
  },
} satisfies Command
