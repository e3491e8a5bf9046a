import { type Clearing, clearSource, previewClearing } from '#src/actions/clear-source.ts'
import type { App } from '#src/app.ts'
import type { Command } from '#src/bot/command.ts'
import type { Press, Request } from '#src/bot/request.ts'
import { type Clearance, mayUse } from '#src/domain/access.ts'
import { DomainError } from '#src/domain/errors.ts'
import { clearingDone, clearingEntries, clearingFile, clearingPreview } from '#src/views/clearing.ts'
import { html } from '#src/views/html.ts'
import type { RecordContext } from '#src/views/records/record-context.ts'
import { type Reply, reply, toast } from '#src/views/reply.ts'
import {
  findSources,
  noSourceView,
  severalSourcesView,
  sourceCard,
  sourceKey,
  sourcesView,
} from '#src/views/sources.ts'

function contextOf({ book, today, t }: Request, offset = 0): RecordContext {
  return { book, today, t, ...(Number.isInteger(offset) && offset > 0 ? { offset } : {}) }
}

/** Staff decide where only they read along: a preview shows what is restricted. */
const mayDecide = ({ viewer, chat }: Request) => chat.place === 'private' && mayUse(viewer.access, 'staff')

function onSource(press: Press, key: string) {
  const found = [...press.book.sources.values()].find(({ id }) => sourceKey(id) === key)
  if (found === undefined) throw new DomainError({ code: 'source-gone' })
  return found
}

function card(press: Press): Reply {
  return sourceCard(onSource(press, press.id), mayDecide(press), contextOf(press, Number(press.version ?? 0)))
}

/** The id of a button is the source's key and what it would become. */
function forStaff(show: (clearing: Clearing, press: Press, app: App) => Reply) {
  return (press: Press, app: App): Reply => {
    if (!mayDecide(press))
      return toast(press.t(press.chat.place === 'private' ? 'bot.not-for-you' : 'bot.private-only'))
    const [key = '', to] = press.id.split('.')
    const source = onSource(press, key)
    return show(previewClearing(app.store, source.id, to === 'public' ? 'public' : 'restricted'), press, app)
  }
}

function decide(press: Press, app: App, to: Clearance): Reply {
  if (!mayDecide(press)) return toast(press.t(press.chat.place === 'private' ? 'bot.not-for-you' : 'bot.private-only'))
  const source = onSource(press, press.id)
  try {
    const decision = { source: source.id, to, mark: press.version ?? '', by: press.viewer.id }
    const { done, undo } = clearSource(app, decision)
    return clearingDone(done, undo, contextOf(press))
  } catch (error) {
    if (!(error instanceof DomainError) || error.fault.code !== 'preview-changed') throw error
    const shown = clearingPreview(previewClearing(app.store, source.id, to), contextOf(press))
    const changed = press.t('error.preview-changed')
    return { ...shown, blocks: [html`<b>${changed}</b>`, ...shown.blocks], toast: changed }
  }
}

/** `/sources`, or `/sources` and a symbol, an address or a part of a title. */
export const sources = {
  name: 'sources',
  access: 'public',
  topic: 'records',
  handle: (request) => {
    const context = contextOf(request)
    if (request.text === '') return sourcesView(context)
    const found = findSources(request.text, context)
    const [only] = found
    if (only === undefined) return noSourceView(context, request.chat.place)
    if (found.length > 1) return severalSourcesView(found, context)
    return { ...sourceCard(only, mayDecide(request), context), placement: 'new' }
  },
  buttons: {
    list: (press) => ({ ...sourcesView(contextOf(press, Number(press.id))), placement: 'replace' }),
    /** From a list it comes anew; its own pages replace one another. */
    card: (press) => ({ ...card(press), placement: press.version === undefined ? 'new' : 'replace' }),
    preview: forStaff((clearing, press) => clearingPreview(clearing, contextOf(press))),
    entries: forStaff((clearing, press) => clearingEntries(clearing, contextOf(press, Number(press.version ?? 0)))),
    download: forStaff((clearing, press, app) =>
      clearingFile(clearing, app.config.timeZone, press.now, contextOf(press)),
    ),
    clear: (press, app) => decide(press, app, 'public'),
    restrict: (press, app) => decide(press, app, 'restricted'),
    cancel: ({ t }) => reply(html`${t('sources.unchanged')}`, { placement: 'replace', buttons: [] }),
  },
} satisfies Command
