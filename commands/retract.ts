import { amendmentCommand } from '#src/bot/amendment-command.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form } from '#src/bot/form.ts'
import { parseNote } from '#src/domain/amendment.ts'
import { html } from '#src/views/html.ts'
import { reply } from '#src/views/reply.ts'
import { textQuestion } from '#src/views/text-question.ts'

const amending = amendmentCommand('retraction')

const form: Form = {
  begin: ({ text }) => ({ itemId: text }),
  steps: [
    {
      takesText: true,
      ask: (_draft, { t, viewer }, problem) =>
        textQuestion({ question: t('desk.retract-reason-question'), viewer, problem }, t),
      take: (input, draft) =>
        input.kind === 'press' ? { kind: 'leave', draft } : { kind: 'next', draft: { ...draft, text: input.text } },
    },
  ],
  finish: ({ itemId, text }, request, app) =>
    amending.propose({ itemId: Number(itemId), note: parseNote(String(text)) }, request, app),
  leave: ({ t }) => reply(html`${t('desk.left')}`),
}

/** `/retract` lists what was published lately; what is retracted leaves a line that says so, in the channel and in the archive. */
export const retract = {
  name: 'retract',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: amending.handle,
  form,
  buttons: {
    ...amending.buttons,
    plain: (press, app) => amending.propose({ itemId: Number(press.id), note: {} }, press, app),
    reason: ({ id }) => reply([], { form: 'retract', formText: id }),
  },
} satisfies Command
