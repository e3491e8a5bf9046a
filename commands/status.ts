import { decideMail } from '#src/actions/decide-mail.ts'
import { editAgain, placePost, unplacedPost } from '#src/actions/place-post.ts'
import { stopBroadcast } from '#src/actions/stop-broadcast.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form, FormStep } from '#src/bot/form.ts'
import type { Press } from '#src/bot/request.ts'
import { isLanguage, languages } from '#src/domain/language.ts'
import { registerNames } from '#src/domain/registers.ts'
import type { Translate } from '#src/i18n/translator.ts'
import { excerpt, foundView } from '#src/views/channel-message.ts'
import { html } from '#src/views/html.ts'
import { reply, toast } from '#src/views/reply.ts'
import { statusView } from '#src/views/status.ts'
import { textQuestion } from '#src/views/text-question.ts'
import { quoted } from '#src/views/unused-words.ts'

const channelIn = (language: unknown, t: Translate) => t(`desk.languages.${isLanguage(language) ? language : 'en'}`)

const linkQuestion: FormStep = {
  takesText: true,
  ask: ({ language, excerpt }, { t, viewer }, problem) =>
    textQuestion(
      {
        question: t('desk.link-question', { language: channelIn(language, t) }),
        current: String(excerpt),
        viewer,
        problem,
      },
      t,
    ),
  take: (input, draft, { t, viewer }, app) => {
    if (input.kind === 'press') return { kind: 'leave', draft }
    const placed = placePost(app, { id: Number(draft.id), link: input.text, by: viewer.id })
    if (placed === 'noted') return { kind: 'next', draft }
    const text = quoted(input.text)
    const problem =
      placed === 'taken' ? t('desk.link-taken') : t('desk.not-a-link', { language: channelIn(draft.language, t), text })
    return { kind: 'stay', draft, problem }
  },
}

/** Asks for the link of a post whose place in its channel is not known. */
const form: Form = {
  begin: ({ text }, { store }) => {
    const message = store.channelMessages.find(Number(text))
    return { id: text, language: message?.language ?? 'en', excerpt: message === undefined ? '' : excerpt(message) }
  },
  steps: [linkQuestion],
  finish: (_draft, { t }) => reply(html`${t('desk.link-noted')}`),
  leave: ({ t }) => reply(html`${t('desk.left')}`),
}

/** What staff found when they looked for a message of unknown outcome. */
function decide({ id, viewer, t }: Press, app: App, to: 'sent' | 'again') {
  if (!decideMail(app, { row: Number(id), to, by: viewer.id })) return toast(t('bot.button-outdated'))
  const post = to === 'sent' ? unplacedPost(app, Number(id)) : undefined
  if (post !== undefined) return foundView(post, t)
  const done = to === 'sent' ? t('desk.marked-sent') : t('desk.sent-again')
  return reply(html`${done}`, { placement: 'replace', buttons: [] })
}

/** The buttons under the message that shows how far a sending to many is; that message is edited by the way of all mail. */
function steer({ id, viewer, t }: Press, app: App, to: 'stop' | 'resume') {
  if (!stopBroadcast(app, { id: Number(id), to, by: viewer.id })) return toast(t('bot.button-outdated'))
  return toast(to === 'stop' ? t('broadcast.now-stopped') : t('broadcast.now-resumed'))
}

export const status = {
  name: 'status',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: ({ now, t }, { store, config }) => {
    const outbox = store.outbox.counts()
    return statusView(
      {
        at: now,
        timeZone: config.timeZone,
        feeds: store.feeds.tally(),
        items: store.items.tally(),
        outbox: { ...outbox, pending: outbox.pending + outbox.waiting + outbox.sending },
        subscriptions: store.subscriptions.countActive(),
        records: store.records.count(),
        publicRecords: registerNames.reduce((sum, register) => sum + store.records.book('public')[register].length, 0),
        editions: languages.flatMap((language) => store.editions.last(language) ?? []),
        schema: store.schemaVersion(),
        memoryMegabytes: Math.round(process.memoryUsage.rss() / 1_048_576),
        node: process.versions.node,
      },
      t,
    )
  },
  form,
  buttons: {
    link: ({ id }) => reply([], { form: 'status', formText: id }),
    edit: ({ id, viewer, t }, app) =>
      editAgain(app, { id: Number(id), by: viewer.id })
        ? reply(html`${t('desk.edit-asked')}`, { placement: 'replace', buttons: [] })
        : toast(t('bot.button-outdated')),
    sent: (press, app) => decide(press, app, 'sent'),
    resend: (press, app) => decide(press, app, 'again'),
    stop: (press, app) => steer(press, app, 'stop'),
    resume: (press, app) => steer(press, app, 'resume'),
  },
} satisfies Command
