import { type Conversation, conversations, createConversation } from '@grammyjs/conversations'
import { Composer, type Context } from 'grammy'
import type { App } from '../app.ts'
import { DomainError, type FaultCode } from '../domain/errors.ts'
import { html } from '../views/html.ts'
import { type Reply, reply } from '../views/reply.ts'
import type { Command } from './command.ts'
import { type BotContext, destinationOf, originOf } from './context.ts'
import { faultWords } from './error-boundary.ts'
import type { Draft, Form, FormInput } from './form.ts'
import { askedOther, inputOf, leavesForm, meantBy } from './form-input.ts'
import type { Request } from './request.ts'
import type { Requests } from './requests.ts'
import type { Destination, Responder } from './respond.ts'
import type { Router } from './router.ts'
import { isTelegramTrouble } from './send-errors.ts'

/** Raised whenever a form's steps change, for a form half filled in by an older program cannot be resumed. */
const formsVersion = 3
/** A form that nobody goes on with is closed at the next message after a day. */
const patienceMilliseconds = 24 * 3_600_000

type Progress = {
  readonly open: boolean
  readonly step: number
  readonly draft: Draft
  /** What the question says to be wrong. */
  readonly problem?: string
}

/** Faults of what was written: the question is asked again. Any other ends the form. */
const faultsOfText: ReadonlySet<FaultCode> = new Set([
  'amendment-too-long',
  'title-empty',
  'title-too-long',
  'schedule-past',
  'block-word-known',
  'block-word-unclear',
])

type Parts = {
  readonly app: App
  readonly requests: Requests
  readonly responder: Responder
  readonly router: Pick<Router, 'refusal'>
  readonly commands: readonly Command[]
}

type FormCommand = Command & Pick<Required<Command>, 'form'>

/**
 * Runs the commands' forms on @grammyjs/conversations. Everything that reads, writes or sends happens inside `external`, once
 * for each message, with the outer context: replays repeat nothing, and no API call can fail inside the flow
 * (grammyjs/conversations#155 would hang the chat).
 */
export function createForms(parts: Parts): Composer<BotContext> {
  const { app, commands } = parts
  const { formStates } = app.store
  const composer = new Composer<BotContext>()
  composer.use(
    conversations<BotContext, Context>({
      storage: {
        type: 'key',
        version: formsVersion,
        // Two people in one group fill in two forms.
        getStorageKey: (ctx) =>
          ctx.chat === undefined || ctx.from === undefined ? undefined : formKey(ctx.chat.id, ctx.from.id),
        adapter: {
          read: (key) => {
            const state = formStates.read(key)
            return state === undefined ? undefined : JSON.parse(state)
          },
          write: (key, state) => formStates.write(key, JSON.stringify(state), app.clock.now()),
          delete: (key) => formStates.erase(key),
        },
      },
    }),
  )
  composer.use(async (ctx, next) => {
    if (ctx.message?.text?.startsWith('/') === true && !leavesForm(ctx)) await ctx.conversation.exitAll()
    await next()
  })
  composer.on('message:text').filter(
    (ctx) => isAnswerForOther(ctx, parts),
    async (ctx) => {
      const { request, to } = setting(ctx, parts)
      await respond(parts, to, reply(html`${request.t('bot.asked-other', { name: askedOther(ctx)?.name ?? '' })}`))
    },
  )
  for (const command of commands) {
    const { form } = command
    if (form === undefined) continue
    composer.use(
      createConversation<BotContext, Context>(
        (conversation, _ctx, text) => fillIn(conversation, { ...command, form }, String(text ?? ''), parts),
        {
          id: command.name,
          maxMillisecondsToWait: patienceMilliseconds,
        },
      ),
    )
  }
  return composer
}

const formKey = (chat: number, person: number) => `${chat}:${person}`

/** Whether it replies to a question that somebody else was asked and has still to answer. */
function isAnswerForOther(ctx: BotContext, { app }: Parts): boolean {
  const asked = askedOther(ctx)
  if (asked === undefined || ctx.chat === undefined || ctx.message?.text?.startsWith('/') === true) return false
  return app.store.formStates.read(formKey(ctx.chat.id, asked.id)) !== undefined
}

async function fillIn(
  conversation: Conversation<BotContext, Context>,
  command: FormCommand,
  text: string,
  parts: Parts,
): Promise<void> {
  const { form } = command
  let progress: Progress = await conversation.external((outer) =>
    toldOfFaults(outer, parts, () => begin(outer, form, text, parts)),
  )
  while (progress.open) {
    const ctx = await conversation.wait()
    const step = form.steps[progress.step]
    const input = inputOf(ctx, step?.takesText === true)
    const meant =
      input && (await conversation.external((outer) => meantBy(input, step, setting(outer, parts).request, parts.app)))
    // A question, or a button of another message: the bot answers it, and the form waits on.
    if (!meant) await conversation.skip({ next: true })
    else {
      const before = progress
      progress = await conversation.external((outer) =>
        toldOfFaults(outer, parts, () => goOn(outer, command, before, meant, parts)),
      )
    }
  }
}

/** Out of `external` no error comes as what it is, and the boundary would take an expected one for a bug. */
async function toldOfFaults(outer: BotContext, parts: Parts, act: () => Promise<Progress>): Promise<Progress> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    const { request, to } = setting(outer, parts)
    await respond(parts, to, reply(html`${faultWords(error, request.t)}`))
    return { open: false, step: 0, draft: {} }
  }
}

/** What did not get through ends no form: the answer was taken, and whoever wrote it may go on or begin anew. */
async function respond(parts: Parts, to: Destination, answer: Reply): Promise<void> {
  try {
    await parts.responder.respond(to, answer)
  } catch (error) {
    if (!isTelegramTrouble(error)) throw error
    parts.app.log.warn({ err: error }, 'an answer could not be sent')
  }
}

/** What a form ends with, or what is wrong with the words that were written. */
function finished(form: Form, draft: Draft, request: Request, app: App): Reply | { readonly problem: string } {
  try {
    return { ...form.finish(draft, request, app), placement: 'replace' }
  } catch (error) {
    if (!(error instanceof DomainError) || !faultsOfText.has(error.fault.code)) throw error
    return { problem: faultWords(error, request.t) }
  }
}

function setting(outer: BotContext, { requests }: Parts, text = '') {
  const origin = originOf(outer)
  if (origin === undefined) throw new Error('A form was opened where nobody can be answered')
  return { request: requests.request(origin, text), to: destinationOf(outer, origin) }
}

async function begin(outer: BotContext, form: Form, text: string, parts: Parts): Promise<Progress> {
  const { request, to } = setting(outer, parts, text)
  const draft = form.begin(request, parts.app)
  const step = form.steps.findIndex(({ isAnswered }) => isAnswered?.(draft) !== true)
  const first = form.steps[step]
  if (first !== undefined) await respond(parts, to, { ...first.ask(draft, request), placement: 'new' })
  return { open: first !== undefined, step, draft }
}

async function goOn(
  outer: BotContext,
  command: FormCommand,
  progress: Progress,
  input: FormInput,
  parts: Parts,
): Promise<Progress> {
  const { form } = command
  const { request, to } = setting(outer, parts)
  // Who began it may have lost the access since.
  const refused = await parts.router.refusal(command, request)
  if (refused !== undefined) {
    await respond(parts, to, reply(html`${refused}`, { placement: 'replace', buttons: [] }))
    return { open: false, step: progress.step, draft: {} }
  }
  const step = form.steps[progress.step]
  if (step === undefined) return { ...progress, open: false }
  const result = step.take(input, progress.draft, request, parts.app)
  const { draft } = result
  // Pressed once more for nothing: the message reads as it would again, and Telegram refuses such an edit.
  if (
    result.kind === 'stay' &&
    input.kind === 'press' &&
    draft === progress.draft &&
    result.problem === progress.problem
  )
    return progress
  if (result.kind === 'leave') {
    await respond(parts, to, form.leave(request))
    return { open: false, step: progress.step, draft }
  }
  const next = result.kind === 'next' ? progress.step + 1 : progress.step
  const following = form.steps[next]
  if (following !== undefined) {
    await respond(parts, to, following.ask(draft, request, result.problem))
    return { open: true, step: next, draft, ...problemOf(result) }
  }
  const end = finished(form, draft, request, parts.app)
  if ('problem' in end) {
    await respond(parts, to, step.ask(progress.draft, request, end.problem))
    return { ...progress, ...problemOf(end) }
  }
  await respond(parts, to, end)
  return { open: false, step: next, draft }
}

const problemOf = ({ problem }: { readonly problem?: string }) => (problem === undefined ? {} : { problem })
