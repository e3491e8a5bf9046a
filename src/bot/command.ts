import type { App } from '../app.ts'
import type { AccessLevel, Clearance, Place } from '../domain/access.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import type { RecordBook } from '../domain/record-book.ts'
import type { CommandName, Translate } from '../i18n/translator.ts'
import type { Reply } from '../views/reply.ts'
import type { Form } from './form.ts'

/** Who asks. The name is Telegram's and is not stored. */
export type Viewer = { readonly id: number; readonly access: AccessLevel; readonly name: string }

/** Whether somebody administers a group or channel; `unreachable`: the bot is not in it, or it does not exist. */
export type Administration =
  | { readonly kind: 'administrator'; readonly chat: string; readonly title: string; readonly is: 'group' | 'channel' }
  | { readonly kind: 'not-administrator' }
  | { readonly kind: 'unreachable' }

export type ChatHere = { readonly address: string; readonly thread: number; readonly place: Place }

/** What a command is asked, without a trace of Telegram: a test makes one as a plain object. */
export type Request = {
  readonly viewer: Viewer
  readonly chat: ChatHere
  /** Of the place and the person together; in a group it is the group's. */
  readonly clearance: Clearance
  /** The records that this clearance may see. */
  readonly book: RecordBook
  readonly t: Translate
  /** What follows the command, trimmed. */
  readonly text: string
  readonly now: Date
  /** In the Secretariat's zone. */
  readonly today: CalendarDate
  /** The commands that this viewer may use in this place. */
  readonly menu: readonly MenuEntry[]
  /** The bot's own name without @, for links that open it. */
  readonly botName: string
  /** Asks Telegram whether the viewer administers a group or channel, by its id or @name. */
  readonly administers: (chat: string) => Promise<Administration>
}

/** A file that somebody sent, downloaded. */
export type SentDocument = { readonly fileName: string; readonly bytes: Uint8Array }

export type MenuEntry = Pick<Command, 'name' | 'topic'>

/** A pressed button of this command: `<command>:<button>:<id>[:<version>]`, split. */
export type Press = Request & { readonly id: string; readonly version: string | undefined; readonly messageId: number }

type Answer = Reply | Promise<Reply>

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
  readonly topic: 'records' | 'news' | 'subscriptions' | 'bot' | 'desk' | 'people'
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
