import { noteUnanswered } from '#src/actions/note-unanswered.ts'
import type { App } from '#src/app.ts'
import { ask as askRecords } from '#src/ask/ask.ts'
import type { Command } from '#src/bot/command.ts'
import type { Request } from '#src/bot/request.ts'
import type { Language } from '#src/domain/language.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'

/** That it is counted matters less than that whoever asked is told something. */
function count({ text, clearance }: Request, language: Language, app: App): void {
  try {
    noteUnanswered(app, { text, language, clearance })
  } catch (error) {
    app.log.warn({ err: error }, 'a question without an answer could not be counted')
  }
}

/** `/ask QUESTION`; what is written without a command is asked too. The answer is in the language of the question. */
export const ask = {
  name: 'ask',
  access: 'public',
  topic: 'records',
  handle: (request, app) => {
    const { text, book, t, today } = request
    if (text === '') return reply(html`${t('ask.empty')}`)
    const asked = askRecords({ text, language: t.language, book, lexicon: app.lexicon, today })
    if (!asked.answered) count(request, asked.language, app)
    return asked.reply
  },
} satisfies Command
