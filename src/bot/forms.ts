import { type Conversation, conversations, createConversation } from '@grammyjs/conversations'
import { Composer, type Context } from 'grammy'
import type { App } from '../app.ts'
import { commandIn } from './addressed.ts'
import type { Command } from './command.ts'
import { type BotContext, destinationOf, originOf } from './context.ts'
import type { Draft, Form, FormInput, FormStep } from './form.ts'
import type { Requests } from './requests.ts'
import type { Responder } from './respond.ts'

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

type Parts = {
  readonly app: App
  readonly requests: Requests
  readonly responder: Responder
  readonly commands: readonly Command[]
}

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
          ctx.chat === undefined || ctx.from === undefined ? undefined : `${ctx.chat.id}:${ctx.from.id}`,
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
  for (const { name, form } of commands) {
    if (form === undefined) continue
    composer.use(
      createConversation<BotContext, Context>(
        (conversation, _ctx, text) => fillIn(conversation, form, String(text ?? ''), parts),
        {
          id: name,
          maxMillisecondsToWait: patienceMilliseconds,
        },
      ),
    )
  }
  return composer
}

async function fillIn(
  conversation: Conversation<BotContext, Context>,
  form: Form,
  text: string,
  parts: Parts,
): Promise<void> {
  let progress: Progress = await conversation.external((outer) => begin(outer, form, text, parts))
  while (progress.open) {
    const ctx = await conversation.wait()
    const step = form.steps[progress.step]
    const input = inputOf(ctx, step?.takesText === true)
    const meant = input && (await conversation.external((outer) => meantBy(outer, step, input, parts)))
    // A question, or a button of another message: the bot answers it, and the form waits on.
    if (!meant) await conversation.skip({ next: true })
    else {
      const before = progress
      progress = await conversation.external((outer) => goOn(outer, form, before, meant, parts))
    }
  }
}

/** `/cancel` is no command of the menu, but what people try: it presses “Cancel” for them. */
function leavesForm(ctx: Context): boolean {
  return ctx.message?.text !== undefined && commandIn(ctx.message, ctx.me.username)?.name === 'cancel'
}

/** Where a step knows questions: null for one, and the word on the button for the button. */
function meantBy(outer: BotContext, step: FormStep | undefined, input: FormInput, parts: Parts): FormInput | null {
  if (step?.isQuestion === undefined || input.kind === 'press') return input
  const { request } = setting(outer, parts)
  if (input.text.trim().toLowerCase() === request.t('subscription.cancel').toLowerCase())
    return { kind: 'press', value: 'cancel' }
  return step.isQuestion(input.text, request, parts.app) ? null : input
}

function inputOf(ctx: Context, takesText: boolean): FormInput | undefined {
  const data = ctx.callbackQuery?.data
  if (data?.startsWith('form:') === true) return { kind: 'press', value: data.slice('form:'.length) }
  const text = ctx.message?.text
  if (leavesForm(ctx)) return { kind: 'press', value: 'cancel' }
  if (!takesText || text === undefined) return undefined
  // In a group people talk with each other: only what is said in reply to the bot answers it.
  const isToBot = ctx.chat?.type === 'private' || ctx.message?.reply_to_message?.from?.id === ctx.me.id
  return isToBot ? { kind: 'text', text } : undefined
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
  if (first !== undefined) await parts.responder.respond(to, { ...first.ask(draft, request), placement: 'new' })
  return { open: first !== undefined, step, draft }
}

async function goOn(
  outer: BotContext,
  form: Form,
  progress: Progress,
  input: FormInput,
  parts: Parts,
): Promise<Progress> {
  const { request, to } = setting(outer, parts)
  const step = form.steps[progress.step]
  if (step === undefined) return { ...progress, open: false }
  const result = step.take(input, progress.draft, request, parts.app)
  const { draft } = result
  const { problem } = result
  // Pressed once more for nothing: the message reads as it would again, and Telegram refuses such an edit.
  if (result.kind === 'stay' && input.kind === 'press' && draft === progress.draft && problem === progress.problem)
    return progress
  const next = result.kind === 'next' ? progress.step + 1 : progress.step
  const following = form.steps[next]
  const isOver = result.kind === 'leave' || following === undefined
  const answer =
    result.kind === 'leave'
      ? form.leave(request)
      : following === undefined
        ? { ...form.finish(draft, request, parts.app), placement: 'replace' as const }
        : following.ask(draft, request, problem)
  await parts.responder.respond(to, answer)
  return { open: !isOver, step: next, draft, ...(problem === undefined ? {} : { problem }) }
}
