import {
  addBlockWord,
  changePerDimension,
  changeRoundupWeekday,
  dropBlockWord,
  undoCorrection,
} from '#src/actions/change-rules.ts'
import { perDimension } from '#src/actions/publish-edition.ts'
import { roundupWeekday } from '#src/actions/roundup.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form } from '#src/bot/form.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { normalisePhrase } from '#src/domain/block-words.ts'
import { DomainError } from '#src/domain/errors.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { blockWordsView, correctionsPage, correctionsView, roundupDayView, rulesView } from '#src/views/rules.ts'
import { textQuestion } from '#src/views/text-question.ts'
import { unusedWords } from '#src/views/unused-words.ts'

function overview({ t }: Request, app: App): Reply {
  const { store } = app
  return rulesView(
    {
      perDimension: perDimension(app),
      roundupWeekday: roundupWeekday(app),
      feeds: store.feeds.list(),
      blockWords: store.desk.blockWords(),
      corrections: store.desk.countCorrections(),
    },
    t,
  )
}

function words({ t }: Request, { store }: App, removed?: string): Reply {
  return blockWordsView(store.desk.blockWords(), t, removed)
}

function corrections(before: number, { t }: Request, { store }: App): Reply {
  return correctionsView(store.desk.corrections(correctionsPage, before === 0 ? undefined : before), t)
}

/** Several words may be written at once, one on each line or between commas. */
const phrasesIn = (text: string) =>
  text
    .split(/[\n,;]+/)
    .map(normalisePhrase)
    .filter((phrase) => phrase !== undefined)

function block(text: string, request: Request, app: App): Reply {
  const phrases = phrasesIn(text)
  if (phrases.length === 0) throw new DomainError({ code: 'block-word-unclear' })
  const known = new Set(app.store.desk.blockWords().map(({ phrase }) => phrase))
  const fresh = [...new Set(phrases)].filter((phrase) => !known.has(phrase))
  if (fresh.length === 0) throw new DomainError({ code: 'block-word-known', phrase: phrases.join(', ') })
  for (const phrase of fresh) addBlockWord(app, phrase, request.viewer.id)
  return words(request, app)
}

function unblock(id: number, request: Request, app: App): Reply {
  return words(request, app, dropBlockWord(app, id, request.viewer.id))
}

const form: Form = {
  begin: () => ({}),
  steps: [
    {
      takesText: true,
      ask: (_draft, { t, viewer }, problem) => textQuestion({ question: t('desk.block-question'), viewer, problem }, t),
      take: (input, draft, { t }) => {
        if (input.kind === 'press') return { kind: 'leave', draft }
        if (phrasesIn(input.text).length === 0) return { kind: 'stay', draft, problem: t('error.block-word-unclear') }
        return { kind: 'next', draft: { text: input.text } }
      },
    },
  ],
  finish: ({ text }, request, app) => block(String(text), request, app),
  leave: ({ t }) => reply(html`${t('desk.left')}`),
}

/** `/rules`: what decides about items before anybody looks at them; `/rules block WORD` and `/rules unblock WORD` in words. */
export const rules = {
  name: 'rules',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: (request, app) => {
    const { text, t } = request
    const [verb = '', ...rest] = text.split(/\s+/)
    const phrase = rest.join(' ')
    switch (verb.toLowerCase()) {
      case '':
        return overview(request, app)
      case 'block':
      case 'add':
        return block(phrase, request, app)
      case 'unblock':
      case 'remove': {
        const found = app.store.desk.blockWords().find((each) => each.phrase === normalisePhrase(phrase))
        if (found !== undefined) return unblock(found.id, request, app)
        const shown = words(request, app)
        return { ...shown, blocks: [unusedWords('desk.block-word-unknown', phrase, t), ...shown.blocks] }
      }
      default:
        return reply(unusedWords('desk.unused-rule', text, t))
    }
  },
  form,
  buttons: {
    per: (press, app) => {
      changePerDimension(app, Number(press.id), press.viewer.id)
      return overview(press, app)
    },
    words: (press, app) => words(press, app),
    block: () => reply([], { form: 'rules' }),
    unblock: (press, app) => unblock(Number(press.id), press, app),
    corrections: (press, app) => corrections(Number(press.id), press, app),
    undo: (press: Press, app) => {
      try {
        undoCorrection(app, Number(press.id), press.viewer.id)
        return { ...corrections(0, press, app), toast: press.t('desk.correction-undone') }
      } catch (error) {
        if (!(error instanceof DomainError) || error.fault.code !== 'correction-gone') throw error
        return { ...corrections(0, press, app), toast: press.t('error.correction-gone') }
      }
    },
    days: ({ t }, app) => roundupDayView(roundupWeekday(app), t),
    day: (press, app) => {
      const day = Number(press.id)
      changeRoundupWeekday(app, day === 0 ? null : day, press.viewer.id)
      return overview(press, app)
    },
  },
} satisfies Command
