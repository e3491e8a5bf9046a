import { digestDraft, fileOf, type Quarter, quarterBefore, quarterOf } from '#src/actions/news-documents.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { isPartialDate, partialDate } from '#src/domain/calendar.ts'
import { isLanguage, type Language, languages } from '#src/domain/language.ts'
import { capitalised, formatDate } from '#src/i18n/format.ts'
import { digestMenu } from '#src/views/digest-menu.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'

/** `2026-Q4`, `Q4 2026`, `4 2026`, «IV квартал 2026» and the like; undefined where no quarter is named. */
function quarterIn(text: string): Quarter | undefined {
  const year = /\b(20\d\d)\b/.exec(text)?.[1]
  const rest = text.replace(/\b20\d\d\b/, ' ')
  const roman = /(?<!\p{L})(IV|III|II|I)(?!\p{L})/iu.exec(rest)?.[1]?.toUpperCase()
  const part =
    /[1-4]/.exec(rest)?.[0] ?? (roman === undefined ? undefined : String(['I', 'II', 'III', 'IV'].indexOf(roman) + 1))
  return year === undefined || part === undefined ? undefined : `${year}-Q${part}`
}

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
    const language = languages.find((each) => new RegExp(`(?<!\\p{L})${each}(?!\\p{L})`, 'iu').test(request.text))
    const quarter = quarterIn(request.text)
    if (quarter !== undefined && language !== undefined) return file(quarter, language, 'docx', request, app)
    return menu(quarter ?? quarterBefore(request.today), request)
  },
  buttons: { docx: chosen('docx'), markdown: chosen('markdown') },
} satisfies Command
