import { type Language, languages } from '../domain/language.ts'
import { formatDayOf } from '../i18n/format.ts'
import type { Translate } from '../i18n/translator.ts'
import { type Html, html, joinHtml } from './html.ts'
import { type Button, buttonData, type Reply, reply } from './reply.ts'

export type UnansweredLine = {
  readonly id: number
  readonly language: Language
  readonly text: string
  readonly count: number
  readonly lastAt: Date
}

/** So many that two rows of buttons carry them. */
export const unansweredPage = 5

export type UnansweredScreen = {
  readonly questions: readonly UnansweredLine[]
  /** Of those that the viewer may read, by language. */
  readonly counts: ReadonlyMap<Language, number>
  /** The one language that is shown; all of them unless there is one. */
  readonly language: Language | undefined
  readonly offset: number
  readonly timeZone: string
}

function line(question: UnansweredLine, number: number, timeZone: string, t: Translate): Html {
  const { text, language, count, lastAt } = question
  const times = t('unanswered.times', { count, date: formatDayOf(lastAt, timeZone, t.language) })
  return html`${number}. ${text}\n<i>${t(`subscription.languages.${language}`)}; ${times}</i>`
}

/** The most frequent first; each can be marked as settled or deleted. `id` of a button is `<question>.<language>`. */
export function unansweredView(screen: UnansweredScreen, t: Translate): Reply {
  const { questions, counts, language, offset, timeZone } = screen
  const all = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const total = language === undefined ? all : (counts.get(language) ?? 0)
  const scope = language ?? 'all'
  const heading = html`<b>${t('unanswered.heading')}</b>`
  const choose: Button[] = languages
    .filter((each) => each !== language && (counts.get(each) ?? 0) > 0)
    .map((each) => ({
      text: `${t(`subscription.languages.${each}`)} · ${counts.get(each) ?? 0}`,
      data: buttonData('unanswered', 'list', each, 0),
    }))
  const everything =
    language === undefined ? [] : [{ text: t('unanswered.all'), data: buttonData('unanswered', 'list', 'all', 0) }]
  const scopes = [...choose, ...everything]
  if (questions.length === 0) {
    const buttons = all > 0 ? [scopes] : []
    return reply([heading, html`${t('unanswered.none')}`, html`<i>${t('unanswered.kept')}</i>`], {
      buttons,
      placement: 'replace',
    })
  }
  const list = questions.map((question, index) => line(question, offset + index + 1, timeZone, t))
  const perQuestion = (button: 'settle' | 'delete'): Button[] =>
    questions.map(({ id }, index) => ({
      text: `${button === 'settle' ? '✓' : '✕'} ${offset + index + 1}`,
      data: buttonData('unanswered', button, `${id}.${scope}`, offset),
    }))
  const turn: Button[] = [
    ...(offset > 0
      ? [
          {
            text: t('records.button.earlier-page'),
            data: buttonData('unanswered', 'list', scope, Math.max(0, offset - unansweredPage)),
          },
        ]
      : []),
    ...(offset + unansweredPage < total
      ? [
          {
            text: t('records.button.later-page'),
            data: buttonData('unanswered', 'list', scope, offset + unansweredPage),
          },
        ]
      : []),
  ]
  const rows = [
    perQuestion('settle'),
    perQuestion('delete'),
    turn,
    scopes,
    [{ text: t('unanswered.export'), data: buttonData('unanswered', 'export', scope) }],
  ]
  return reply(
    [
      html`${heading}\n${t('unanswered.total', { count: total })}`,
      joinHtml(list, '\n'),
      html`<i>${t('unanswered.hint')} ${t('unanswered.kept')}</i>`,
    ],
    { buttons: rows.filter((row) => row.length > 0), placement: 'replace' },
  )
}

/** All of them as lines of a text file: count, day, language, words. */
export function unansweredFile(
  questions: readonly UnansweredLine[],
  today: string,
  timeZone: string,
  t: Translate,
): Reply {
  const rows = questions.map(({ count, lastAt, language, text }) =>
    [count, formatDayOf(lastAt, timeZone, t.language), language, text].join('\t'),
  )
  const text = [`# ${t('unanswered.file-heading')}`, ...rows, ''].join('\n')
  return reply(html`${t('unanswered.file-caption', { count: questions.length })}`, {
    attachment: {
      kind: 'document',
      fileName: `unanswered-${today}.txt`,
      // With a byte order mark, or Windows opens Cyrillic text as if it were Latin.
      bytes: new TextEncoder().encode(`\uFEFF${text}`),
    },
  })
}
