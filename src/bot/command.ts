import type { App } from '../app.ts'
import type { AccessLevel } from '../domain/access.ts'
import type { CommandName } from '../i18n/translator.ts'
import type { Reply } from '../views/reply.ts'
import type { Form } from './form.ts'
import type { Press, Request, Topic } from './request.ts'

/** A file that somebody sent, downloaded. */
export type SentDocument = { readonly fileName: string; readonly bytes: Uint8Array }

type Answer = Reply | Promise<Reply>

/** As they are typed after the slash. */
const cancelWords: ReadonlySet<string> = new Set(['cancel', 'отмена', 'бас тарту'])

/** `/cancel` is no command of the menu, but what people try: it leaves a form, and outside one there is nothing to leave. */
export const isCancel = (name: string): boolean => cancelWords.has(name.trim().toLowerCase())

/** One slash command: its file name is its name, and this object is all that the router, help and menus read. */
export type Command = {
  readonly name: CommandName
  readonly access: AccessLevel
  /**
   * Where it may be used; anywhere unless said. `staff`: the staff chat, or a private chat of staff. `administrators`:
   * private chats, and groups for those who administer them.
   */
  readonly where?: 'private' | 'staff' | 'administrators'
  /** Shown under this heading in `/help`. */
  readonly topic: Topic
  readonly handle: (request: Request, app: App) => Answer
  /** By the button's name in its data. `show` needs no entry: it runs the command with the id as its text. */
  readonly buttons?: Readonly<Record<string, (press: Press, app: App) => Answer>>
  /** Answers a location that somebody shares in a private chat; it is not kept. */
  readonly location?: (
    request: Request,
    at: { readonly latitude: number; readonly longitude: number },
    app: App,
  ) => Answer
  /** Takes files of its kind, where the command may be used. */
  readonly document?: {
    readonly accepts: (fileName: string) => boolean
    /** Larger files are not downloaded. */
    readonly longestBytes: number
    readonly handle: (file: SentDocument, request: Request, app: App) => Answer
  }
  /** Opened by a reply that carries this command's name in `form`. */
  readonly form?: Form
}
