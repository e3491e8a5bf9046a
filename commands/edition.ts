import {
  type Arrangement,
  changeNote,
  currentDraft,
  dropItem,
  longestNote,
  moveItem,
  scheduleEdition,
  takeBackDropped,
} from '#src/actions/arrange-edition.ts'
import { daysEdition } from '#src/actions/days-edition.ts'
import { editTitleFor } from '#src/actions/edit-title.ts'
import { channelLanguages, draftEdition, droppedFrom, perDimension } from '#src/actions/publish-edition.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Form, Draft as FormDraft, FormStep } from '#src/bot/form.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { byChannel } from '#src/domain/amendment.ts'
import { itemsOf } from '#src/domain/edition.ts'
import { DomainError } from '#src/domain/errors.ts'
import { titleFor } from '#src/domain/item.ts'
import { isLanguage, type Language, languageNamed, languages } from '#src/domain/language.ts'
import { capitalised, formatTime } from '#src/i18n/format.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { arrangeView, editionItemView, nothingView, previewView } from '#src/views/edition-desk.ts'
import { html } from '#src/views/html.ts'
import { type Reply, reply } from '#src/views/reply.ts'
import { textQuestion } from '#src/views/text-question.ts'
import { quoted, unusedWords } from '#src/views/unused-words.ts'

function deskOf({ t }: Request, app: App) {
  const { timeZone, editionTime: usual } = app.config
  return { t, timeZone, usual, perDimension: perDimension(app) }
}

/** What is asked of the desk in words: a title for an item, a note, a time. */
const subjects = ['title', 'note', 'schedule'] as const

function preview(language: Language, request: Request, app: App): Reply {
  const { t } = request
  const others = languages
    .filter((each) => each !== language && channelLanguages(app).includes(each))
    .map((each) => ({ text: capitalised(t(`desk.languages.${each}`)), data: `edition:show:${each}` }))
  const rows = others.length === 0 ? [] : [others]
  const draft = draftEdition(app, language)
  const shown =
    draft === undefined
      ? nothingView(language, droppedFrom(app, language).length, t)
      : previewView(draft, deskOf(request, app))
  return { ...shown, buttons: [...(shown.buttons ?? []), ...rows] }
}

function show(request: Request, app: App): Reply {
  const channels = channelLanguages(app)
  if (channels.length === 0) return reply(html`${request.t('desk.no-channels')}`)
  const wanted = request.text === '' ? channels[0] : languageNamed(request.text)
  if (wanted !== undefined && channels.includes(wanted)) return preview(wanted, request, app)
  return reply(unusedWords('desk.unused-language', request.text, request.t, { codes: channels.join(', ') }))
}

type Target = Arrangement & { readonly itemId: number }

function targetOf(press: Press): Target {
  const [language = '', itemId = ''] = press.id.split('.')
  if (!isLanguage(language)) throw new DomainError({ code: 'edition-changed' })
  return { language, itemId: Number(itemId), mark: press.version, by: press.viewer.id }
}

/** Acts on the edition that was seen; one that changed meanwhile is shown as it is, with a notice. */
function onDesk(press: Press, app: App, act: (target: Target) => Reply): Reply {
  const target = targetOf(press)
  try {
    return act(target)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    if (error.fault.code !== 'edition-changed' && error.fault.code !== 'edition-empty') throw error
    const notice = press.t(`error.${error.fault.code}`)
    return { ...arranged(target.language, press, app), toast: notice }
  }
}

function arranged(language: Language, request: Request, app: App): Reply {
  const draft = draftEdition(app, language)
  if (draft === undefined)
    return { ...nothingView(language, droppedFrom(app, language).length, request.t), placement: 'replace' }
  return arrangeView(draft, deskOf(request, app))
}

function itemOf({ language, itemId }: Pick<Target, 'language' | 'itemId'>, request: Request, app: App): Reply {
  const draft = currentDraft(app, language)
  const item = itemsOf(draft.content).find(({ id }) => id === itemId)
  if (item === undefined) return arranged(language, request, app)
  return editionItemView(draft, item, deskOf(request, app), translatorFor(language))
}

function asking(subject: (typeof subjects)[number]) {
  return (press: Press) => {
    const { language, itemId } = targetOf(press)
    return reply([], { form: 'edition', formText: `${subject} ${language} ${itemId}` })
  }
}

const subjectOf = (draft: FormDraft) => subjects.find((subject) => subject === draft.subject) ?? 'note'
const languageOf = (draft: FormDraft): Language => (isLanguage(draft.language) ? draft.language : 'en')

const question: FormStep = {
  takesText: true,
  ask: (draft, { t, viewer }, problem) => {
    const language = t(`desk.languages.${languageOf(draft)}`)
    const asked = {
      title: t('desk.edition-title-question', { language }),
      note: t('desk.note-question', { language, units: longestNote }),
      schedule: t('desk.schedule-question', { language, now: String(draft.now) }),
    }[subjectOf(draft)]
    return textQuestion({ question: asked, current: String(draft.current), viewer, problem }, t)
  },
  take: (input, draft, { t }) => {
    if (input.kind === 'press') return { kind: 'leave', draft }
    const text = input.text.trim()
    const time = /^(\d{1,2})[:.\s](\d{2})$/.exec(text)
    if (subjectOf(draft) === 'schedule') {
      const [hour, minute] = [Number(time?.[1]), Number(time?.[2])]
      if (time === null || hour > 23 || minute > 59)
        return { kind: 'stay', draft, problem: t('desk.not-a-time', { text: quoted(text) }) }
      const written = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
      return { kind: 'next', draft: { ...draft, text: written } }
    }
    if (subjectOf(draft) === 'title' && !/\p{L}/u.test(text))
      return { kind: 'stay', draft, problem: t('error.title-empty') }
    if (
      subjectOf(draft) === 'note' &&
      Object.values(notesOf(languageOf(draft), text)).some((note) => note.length > longestNote)
    )
      return { kind: 'stay', draft, problem: t('desk.note-too-long', { units: longestNote }) }
    return { kind: 'next', draft: { ...draft, text } }
  },
}

/** What is marked `RU:` is the note of that channel; the rest is of the one that was asked about. */
function notesOf(asked: Language, text: string): Partial<Record<Language, string>> {
  const { all, ...marked } = byChannel(text)
  const own = [all, marked[asked]].filter((part) => part !== undefined)
  return { ...marked, ...(own.length === 0 ? {} : { [asked]: own.join('\n') }) }
}

/** A single dash takes a note away. */
function changeNotes(asked: Language, text: string, by: number, app: App): void {
  const notes = notesOf(asked, text)
  for (const language of channelLanguages(app)) {
    const note = notes[language]
    if (note !== undefined) changeNote(app, { language, by, note: /^[-–—]$/.test(note) ? null : note })
  }
}

const form: Form = {
  begin: ({ text, now }, app) => {
    const [subject = '', language = '', itemId = ''] = text.split(' ')
    const item = app.store.items.find(Number(itemId))
    const own = isLanguage(language) ? language : 'en'
    const current = {
      title: item === undefined ? '' : titleFor(item, own),
      note: app.store.editions.draft(own).note ?? '',
      schedule: '',
    }[subjects.find((each) => each === subject) ?? 'note']
    const number = String(app.store.editions.nextNumber(own))
    return { subject, language: own, itemId, number, current, now: formatTime(now, app.config.timeZone) }
  },
  steps: [question],
  finish: (draft, request, app) => {
    const language = languageOf(draft)
    const by = request.viewer.id
    const text = String(draft.text)
    // What was asked of one edition is not done to the next one, nor to a post: a colleague has published meanwhile.
    if (draft.number !== String(app.store.editions.nextNumber(language)))
      throw new DomainError({ code: 'edition-changed' })
    if (subjectOf(draft) === 'title') {
      const itemId = Number(draft.itemId)
      editTitleFor(app, { itemId, language, title: text, by })
      return itemOf({ language, itemId }, request, app)
    }
    if (subjectOf(draft) === 'note') changeNotes(language, text, by, app)
    else scheduleEdition(app, { language, by, time: text })
    return preview(language, request, app)
  },
  leave: ({ t }) => reply(html`${t('desk.left')}`),
}

/**
 * `/edition` shows the first channel's edition exactly as it will go out, `/edition ru` another's. From there items are dropped,
 * moved and retitled, a note is added and a time of today is set; all of it is kept in rows until the edition goes out.
 */
export const edition = {
  name: 'edition',
  access: 'staff',
  where: 'staff',
  topic: 'desk',
  handle: show,
  form,
  buttons: {
    arrange: (press, app) => arranged(targetOf(press).language, press, app),
    item: (press, app) => onDesk(press, app, (target) => itemOf(target, press, app)),
    up: (press, app) =>
      onDesk(press, app, (target) => {
        moveItem(app, { ...target, to: 'up' })
        return itemOf(target, press, app)
      }),
    down: (press, app) =>
      onDesk(press, app, (target) => {
        moveItem(app, { ...target, to: 'down' })
        return itemOf(target, press, app)
      }),
    drop: (press, app) =>
      onDesk(press, app, (target) => {
        dropItem(app, target)
        return { ...arranged(target.language, press, app), toast: press.t('desk.dropped') }
      }),
    restore: (press, app) => {
      const target = targetOf(press)
      const count = takeBackDropped(app, target)
      return { ...preview(target.language, press, app), toast: press.t('desk.restored', { count }) }
    },
    unschedule: (press, app) => {
      const target = targetOf(press)
      scheduleEdition(app, { ...target, time: null })
      const isOver = daysEdition(app, target.language) === 'over'
      const toast = isOver
        ? press.t('desk.unscheduled-over', { time: app.config.editionTime })
        : press.t('desk.unscheduled')
      return { ...preview(target.language, press, app), toast }
    },
    title: asking('title'),
    note: asking('note'),
    schedule: asking('schedule'),
  },
} satisfies Command
