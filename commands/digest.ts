import { digestDraft, fileOf, type Quarter, quarterBefore, quarterOf } from '#src/actions/news-documents.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { type CalendarDate, isPartialDate, partialDate } from '#src/domain/calendar.ts'
import { isLanguage, type Language, languageNamed } from '#src/domain/language.ts'
import { capitalised, formatDate } from '#src/i18n/format.ts'
import { digestMenu } from '#src/views/digest-menu.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'
import { unusedWords } from '#src/views/unused-words.ts'

/**
 * `2026-Q4`, `Q4 2026`, `4 2026`, «IV квартал 2026» and the like; without a year the latest quarter of that number which has
 * begun. Undefined where no quarter is named.
 */
function quarterIn(words: readonly string[], today: CalendarDate): Quarter | undefined {
  const years = words.map((word) => /^(20\d\d)(?:-.+)?$/.exec(word)?.[1]).filter((year) => year !== undefined)
  const parts = words.flatMap((word) => {
    const part = /^(?:20\d\d-)?(?:q|кв\.?|т\.?)?([1-4])(?:-?\p{L}{1,3})?$/iu.exec(word)?.[1]
    const roman = ['I', 'II', 'III', 'IV'].indexOf(word.toUpperCase()) + 1
    return part === undefined ? (roman === 0 ? [] : [String(roman)]) : [part]
  })
  const [part] = parts
  if (part === undefined || parts.length > 1 || years.length > 1) return undefined
  const thisYear = Number(today.slice(0, 4))
  const [year = Number(part) <= Number(quarterOf(today).at(-1)) ? thisYear : thisYear - 1] = years
  return `${Number(year)}-Q${part}`
}

/** Words that people write beside a quarter. */
const fillers = /^(?:quarter|кв|квартал\p{L}*|тоқсан\p{L}*|год\p{L}*|г|жыл\p{L}*|of|for|за|үшін)[.,]?$/iu

async function file(
  quarter: Quarter,
  language: Language,
  format: 'docx' | 'markdown',
  { t }: Request,
  app: App,
): Promise<Reply> {
  const made = await fileOf(
    digestDraft(app, quarter, language),
    format,
    `cica-digest-${quarter.toLowerCase()}-${language}`,
  )
  const period = formatDate(partialDate(quarter), t)
  const caption = t('desk.digest-caption', { period, language: t(`desk.languages.${language}`) })
  return reply(html`${capitalised(caption)}`, { attachment: { kind: 'document', ...made } })
}

function menu(quarter: Quarter, { t, today }: Request): Reply {
  return digestMenu({ quarter, others: [quarterOf(today), quarterBefore(today)].filter((each) => each !== quarter) }, t)
}

function chosen(format: 'docx' | 'markdown') {
  return (press: Press, app: App) => {
    const [quarter = '', language = ''] = press.id.split('.')
    if (!isPartialDate(quarter) || !isLanguage(language)) return toast(press.t('bot.button-outdated'))
    return file(quarter, language, format, press, app)
  }
}

/** `/digest` offers the draft of “The Voice of Asia: CICA Digest” for the quarter that is over, `/digest 2026-Q3 ru` gives another. */
export const digest = {
  name: 'digest',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: (request, app) => {
    const { text, today, t } = request
    const words = text.split(/\s+/).filter((word) => word !== '' && !fillers.test(word))
    const language = words.map(languageNamed).find((each) => each !== undefined)
    const others = words.filter((word) => languageNamed(word) === undefined)
    const quarter = quarterIn(others, today)
    if (others.length > 0 && quarter === undefined)
      return reply(unusedWords('desk.unused-quarter', text, t, { example: quarterBefore(today) }))
    if (language !== undefined) return file(quarter ?? quarterBefore(today), language, 'docx', request, app)
    return menu(quarter ?? quarterBefore(today), request)
  },
  buttons: { docx: chosen('docx'), markdown: chosen('markdown') },
} satisfies Command
