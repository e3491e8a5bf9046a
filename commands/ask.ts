import { changesSince, usualChangeDays } from '#src/actions/changes-since.ts'
import { ask as askRecords } from '#src/ask/ask.ts'
import type { Command } from '#src/bot/command.ts'
import { addDays } from '#src/domain/calendar.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'

/** `/ask QUESTION`; what is written without a command is asked too. The answer is in the language of the question. */
export const ask = {
  name: 'ask',
  access: 'public',
  topic: 'records',
  handle: (request, app) => {
    const { text, book, t, today } = request
    const { lexicon, store, config } = app
    if (text === '') return reply(html`${t('ask.empty')}`)
    const asked = askRecords({
      ...{ text, language: t.language, book, lexicon, today },
      changes: (since, context) => ({
        ...changesSince(since ?? addDays(today, -usualChangeDays), context, { store, timeZone: config.timeZone }),
        placement: 'new',
      }),
    })
    return asked.answered ? asked.reply : { ...asked.reply, unanswered: { text, language: asked.language } }
  },
} satisfies Command
