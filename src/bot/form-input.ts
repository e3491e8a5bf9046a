import type { Context } from 'grammy'
import type { App } from '../app.ts'
import { commandIn } from './addressed.ts'
import { isCancel } from './command.ts'
import type { FormInput, FormStep } from './form.ts'
import type { Request } from './request.ts'

/** Whether the message presses “Cancel” in words. */
export function leavesForm(ctx: Context): boolean {
  return ctx.message?.text !== undefined && isCancel(commandIn(ctx.message, ctx.me.username)?.name ?? '')
}

/** Where a step knows questions: null for one, and the word on the button for the button. */
export function meantBy(input: FormInput, step: FormStep | undefined, request: Request, app: App): FormInput | null {
  if (step?.isQuestion === undefined || input.kind === 'press') return input
  if (input.text.trim().toLowerCase() === request.t('subscription.cancel').toLowerCase())
    return { kind: 'press', value: 'cancel' }
  return step.isQuestion(input.text, request, app) ? null : input
}

/**
 * Whom a bot's message in a group asks by name, where that is somebody else than who replies to it: a colleague's words are no answer
 * to it, and none to a question of the colleague's own.
 */
export function askedOther(ctx: Context): { readonly id: number; readonly name: string } | undefined {
  const question = ctx.message?.reply_to_message
  if (ctx.chat?.type === 'private' || question?.from?.id !== ctx.me.id) return undefined
  const named = question.entities?.flatMap((entity) => (entity.type === 'text_mention' ? [entity.user] : [])) ?? []
  const [first] = named
  if (first === undefined || named.some(({ id }) => id === ctx.from?.id)) return undefined
  return { id: first.id, name: first.first_name }
}

/** What an update says to a form; undefined where it is not for it. */
export function inputOf(ctx: Context, takesText: boolean): FormInput | undefined {
  const data = ctx.callbackQuery?.data
  if (data?.startsWith('form:') === true) return { kind: 'press', value: data.slice('form:'.length) }
  const text = ctx.message?.text
  if (leavesForm(ctx)) return { kind: 'press', value: 'cancel' }
  if (!takesText || text === undefined) return undefined
  // In a group people talk with each other: only what is said in reply to the bot answers it.
  const isToBot = ctx.chat?.type === 'private' || ctx.message?.reply_to_message?.from?.id === ctx.me.id
  return isToBot && askedOther(ctx) === undefined ? { kind: 'text', text } : undefined
}
