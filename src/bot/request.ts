import type { AccessLevel, Clearance, Place } from '../domain/access.ts'
import type { CalendarDate } from '../domain/calendar.ts'
import type { RecordBook } from '../domain/record-book.ts'
import type { CommandName, Translate } from '../i18n/translator.ts'

/** A heading of `/help`. */
export type Topic = 'records' | 'news' | 'subscriptions' | 'bot' | 'desk' | 'people'

export type MenuEntry = { readonly name: CommandName; readonly topic: Topic }

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
  /** The same where a message or a press is delivered again: what must not be done twice is done once for it. */
  readonly updateKey: string
  /** The bot's own name without @, for links that open it. */
  readonly botName: string
  /** Asks Telegram whether the viewer administers a group or channel, by its id or @name. */
  readonly administers: (chat: string) => Promise<Administration>
}

/** A pressed button of this command: `<command>:<button>:<id>[:<version>]`, split. */
export type Press = Request & { readonly id: string; readonly version: string | undefined; readonly messageId: number }
