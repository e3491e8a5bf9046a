import { partialDate } from '../domain/calendar.ts'
import { languages } from '../domain/language.ts'
import { capitalised, formatDate } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { html } from './html.ts'
import { type Button, buttonData, type Reply, reply } from './reply.ts'

/** Which quarter, in which language, as what file. */
export function digestMenu(
  { quarter, others }: { readonly quarter: string; readonly others: readonly string[] },
  t: Translate,
): Reply {
  const period = formatDate(partialDate(quarter), t)
  const one = (format: 'docx' | 'markdown') =>
    languages.map(
      (language): Button => ({
        text: `${capitalised(t(`desk.languages.${language}`))}, ${format === 'docx' ? 'DOCX' : 'Markdown'}`,
        data: buttonData('digest', format, `${quarter}.${language}`),
      }),
    )
  const [docx, markdown] = [one('docx'), one('markdown')]
  const rows = docx.map((button, index) => [button, ...markdown.slice(index, index + 1)])
  const quarters = others.map(
    (each): Button => ({
      text: capitalised(formatDate(partialDate(each), t)),
      data: buttonData('digest', 'show', each),
    }),
  )
  const text = html`<b>${t('news.digest-title')}</b>\n${t('desk.digest-menu', { period })}`
  return reply(text, { buttons: quarters.length === 0 ? rows : [...rows, quarters] })
}
