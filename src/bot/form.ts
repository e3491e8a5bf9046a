import type { App } from '../app.ts'
import type { Reply } from '../views/reply.ts'
import type { Request } from './request.ts'

/** What was answered so far; kept as JSON between messages. */
export type Draft = Readonly<Record<string, string | readonly string[]>>

export type FormInput =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'press'; readonly value: string }

/** `stay` shows the same question again, with what has changed or with what is wrong. */
export type StepResult = { readonly kind: 'next' | 'stay' | 'leave'; readonly draft: Draft; readonly problem?: string }

export type FormStep = {
  /** Words answer this step too; otherwise a text is taken as a question to the bot, and the form stays open. */
  readonly takesText?: boolean
  /** Words that ask the bot something rather than answer this step: the bot answers them, and the form stays open. */
  readonly isQuestion?: (text: string, request: Request, app: App) => boolean
  /** Where the form begins with the answer: it is not asked for again. */
  readonly isAnswered?: (draft: Draft) => boolean
  /** @param problem what was wrong with the last answer */
  readonly ask: (draft: Draft, request: Request, problem?: string) => Reply
  readonly take: (input: FormInput, draft: Draft, request: Request, app: App) => StepResult
}

/**
 * Input that needs several answers. Pure: the engine in `forms.ts` keeps the draft, sends the questions and sees to it that
 * every slash command leaves the form.
 */
export type Form = {
  /** `request.text` is the reply's `formText`. */
  readonly begin: (request: Request, app: App) => Draft
  readonly steps: readonly FormStep[]
  readonly finish: (draft: Draft, request: Request, app: App) => Reply
  /** Said when the form is left by its own button. */
  readonly leave: (request: Request) => Reply
}

/** Data of a form's buttons; the form that is open takes it. */
export const formButton = (value: string): string => `form:${value}`
