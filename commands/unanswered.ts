import { settleUnanswered } from '#src/actions/note-unanswered.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { DomainError } from '#src/domain/errors.ts'
import { isLanguage, type Language, languageNamed, languages } from '#src/domain/language.ts'
import { pageStart } from '#src/views/page-start.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'
import { unansweredFile, unansweredPage, unansweredView } from '#src/views/unanswered.ts'
import { unusedWords } from '#src/views/unused-words.ts'

const languageIn = (text: string): Language | undefined => (isLanguage(text) ? text : undefined)

/** In the staff chat, a group, only what the public asked is read out. */
function list(language: Language | undefined, from: number, request: Request, { store, config }: App): Reply {
  const { clearance, t } = request
  const counts = store.unanswered.counts(clearance)
  const total = language === undefined ? [...counts.values()].reduce((a, b) => a + b, 0) : (counts.get(language) ?? 0)
  const offset = pageStart(from, total, unansweredPage)
  const questions = store.unanswered.open({ clearance, language, limit: unansweredPage, offset })
  return unansweredView({ questions, counts, language, offset, timeZone: config.timeZone }, t)
}

function settle(press: Press, app: App, as: 'settled' | 'deleted'): Reply {
  const [id = '', scope = ''] = press.id.split('.')
  const { t, viewer, clearance } = press
  const shown = () => list(languageIn(scope), Number(press.version), press, app)
  const question = app.store.unanswered.find(Number(id))
  if (question?.visibility === 'restricted' && clearance === 'public') return toast(t('bot.private-only'))
  try {
    settleUnanswered(app, { id: Number(id), as, by: viewer.id })
    return { ...shown(), toast: t(`unanswered.${as}`) }
  } catch (error) {
    if (!(error instanceof DomainError) || error.fault.code !== 'question-gone') throw error
    return { ...shown(), toast: t('error.question-gone') }
  }
}

/** More than the store holds. */
const everything = 10_000

/** Questions that got no answer, so that aliases can be added for them. */
export const unanswered = {
  name: 'unanswered',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: (request, app) => {
    const { text, t } = request
    const language = languageNamed(text)
    if (text !== '' && language === undefined)
      return reply(unusedWords('desk.unused-language', text, t, { codes: languages.join(', ') }))
    return { ...list(language, 0, request, app), placement: 'new' }
  },
  buttons: {
    list: (press, app) => list(languageIn(press.id), Number(press.version), press, app),
    settle: (press, app) => settle(press, app, 'settled'),
    delete: (press, app) => settle(press, app, 'deleted'),
    export: ({ id, clearance, today, t }, { store, config }) => {
      const questions = store.unanswered.open({ clearance, language: languageIn(id), limit: everything })
      return unansweredFile(questions, today, config.timeZone, t)
    },
  },
} satisfies Command
