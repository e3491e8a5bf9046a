import { amendmentCommand } from '#src/bot/amendment-command.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form } from '#src/bot/form.ts'
import { parseMarkedTitle, parseNote } from '#src/domain/amendment.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { textQuestion } from '#src/views/text-question.ts'

const amending = amendmentCommand('correction')

/** One answer holds all: with a title, its first line; what follows (or the whole) is the note for readers. */
const form: Form = {
  begin: ({ text }, { store }) => {
    const [subject = '', itemId = ''] = text.split(' ')
    return { subject, itemId, current: subject === 'title' ? (store.items.find(Number(itemId))?.title ?? '') : '' }
  },
  steps: [
    {
      takesText: true,
      ask: ({ subject, current }, { t, viewer }, problem) => {
        const question = subject === 'title' ? t('desk.correct-title-question') : t('desk.correct-note-question')
        return textQuestion({ question, current: String(current), viewer, problem }, t)
      },
      take: (input, draft, { t }) => {
        if (input.kind === 'press') return { kind: 'leave', draft }
        const [first = ''] = input.text.trim().split('\n')
        const isTitle = draft.subject === 'title'
        if (!/\p{L}/u.test(first))
          return { kind: 'stay', draft, problem: isTitle ? t('error.title-empty') : t('desk.note-empty') }
        return { kind: 'next', draft: { ...draft, text: input.text } }
      },
    },
  ],
  finish: ({ subject, itemId: id, text }, request, app) => {
    const itemId = Number(id)
    if (subject !== 'title') return amending.propose({ itemId, note: parseNote(String(text)) }, request, app)
    const [first = '', ...rest] = String(text).trim().split('\n')
    const { title, only } = parseMarkedTitle(first)
    const note = { ...parseNote(rest.join('\n')), ...(only === undefined ? {} : { only }) }
    return amending.propose({ itemId, title, note }, request, app)
  },
  leave: ({ t }) => reply(html`${t('desk.left')}`),
}

/** `/correct` lists what was published lately, `/correct WORDS` what has these words; a correction is shown before it is made. */
export const correct = {
  name: 'correct',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: amending.handle,
  form,
  buttons: {
    ...amending.buttons,
    title: ({ id }) => reply([], { form: 'correct', formText: `title ${id}` }),
    note: ({ id }) => reply([], { form: 'correct', formText: `note ${id}` }),
  },
} satisfies Command
