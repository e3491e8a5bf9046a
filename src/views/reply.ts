import type { Language } from '../domain/language.ts'
import { shortened } from '../domain/shortened.ts'
import { entityCount, Html, html, joinHtml, plainText, visibleLength } from './html.ts'

/** `data` is `<command>:<button>:<id>[:<version>]`, at most 64 bytes. */
export type Button =
  | { readonly text: string; readonly data: string }
  | { readonly text: string; readonly url: string }
  | { readonly text: string; readonly inlineQuery: string }

export type ButtonRows = readonly (readonly Button[])[]

export type Attachment = {
  readonly kind: 'picture' | 'document'
  readonly fileName: string
  readonly bytes: Uint8Array
}

/** What a command answers with. The router sends it; nothing in here knows Telegram. */
export type Reply = {
  /** Kept whole where a long answer must be cut into several messages; shown with an empty line between them. */
  readonly blocks: readonly Html[]
  readonly buttons?: ButtonRows
  /** `replace` edits the message whose button was pressed; anything else is a new message. */
  readonly placement?: 'new' | 'replace'
  /** Shown over the chat to the person who pressed; plain text of at most 200 characters. */
  readonly toast?: string
  readonly attachment?: Attachment
  /** The form that takes the conversation from here (see `bot/forms.ts`). */
  readonly form?: string
  /** The question is answered by a reply to it: Telegram opens one for the person who is named in it. Not beside buttons. */
  readonly awaitsReply?: boolean
  /** What the form is about, where its command has several things to fill in. */
  readonly formText?: string
  /** Whatever form the person has open here is left, and what was written into it forgotten. */
  readonly leavesForm?: boolean
  /** Start parameter: whoever pressed is taken to the private chat with the bot, where `/start` goes on with it. */
  readonly open?: string
  /** What nothing on record answered, in the words of whoever asked: the router counts it. */
  readonly unanswered?: { readonly text: string; readonly language: Language }
}

/** Buttons so many to a row. */
export function inRows(buttons: readonly Button[], perRow = 2): ButtonRows {
  const rows: Button[][] = []
  for (let start = 0; start < buttons.length; start += perRow) rows.push(buttons.slice(start, start + perRow))
  return rows
}

export function reply(blocks: Html | readonly Html[], rest: Omit<Reply, 'blocks'> = {}): Reply {
  return { blocks: blocks instanceof Html ? [blocks] : blocks, ...rest }
}

/** Only a notice over the chat: what a pressed button has to say when the message stays as it is. */
export function toast(text: string): Reply {
  return { blocks: [], toast: shortened(text, 200) }
}

/** Telegram's three limits at once; bytes of markup kept under the 9,500 at which it answers ENTITIES_TOO_LONG. */
export const messageLimits = { units: 4096, entities: 100, bytes: 9000 } as const

type Size = { readonly units: number; readonly entities: number; readonly bytes: number }

/** Blocks are shared by thousands of digests and measured once. */
const sizes = new WeakMap<Html, Size>()

function sizeOf(part: Html): Size {
  const known = sizes.get(part)
  if (known !== undefined) return known
  const size = { units: visibleLength(part), entities: entityCount(part), bytes: Buffer.byteLength(part.markup) }
  sizes.set(part, size)
  return size
}

/** No tag reaches over a block, so sizes add up. */
const sum = (a: Size, b: Size): Size => ({
  units: a.units + b.units,
  entities: a.entities + b.entities,
  bytes: a.bytes + b.bytes,
})

function fits({ units, entities, bytes }: Size): boolean {
  return units <= messageLimits.units && entities <= messageLimits.entities && bytes <= messageLimits.bytes
}

/** A block that breaks a message by itself goes out plain and cut at spaces: never lost, never half a tag. */
function plainPieces(block: Html): Html[] {
  const pieces: Html[] = []
  let rest = plainText(block)
  while (rest !== '') {
    const piece = takePiece(rest)
    pieces.push(html`${piece}`)
    rest = rest.slice(piece.length).trimStart()
  }
  return pieces
}

/** Under the byte limit even where every one of them is a quotation mark, which is escaped with six bytes. */
const pieceUnits = 1500

function takePiece(text: string): string {
  if (text.length <= pieceUnits) return text
  const space = text.lastIndexOf(' ', pieceUnits)
  const end = space > pieceUnits / 2 ? space : pieceUnits
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1))
  return text.slice(0, splitsPair ? end - 1 : end)
}

/**
 * Puts blocks into as few messages as Telegram's limits allow, cutting only between blocks.
 * @returns one text a message; none for no blocks
 */
export function toMessages(blocks: readonly Html[], separator = '\n\n'): Html[] {
  const between = sizeOf(html`${separator}`)
  const messages: Html[] = []
  let parts: Html[] = []
  let size: Size = { units: 0, entities: 0, bytes: 0 }
  for (const block of blocks.flatMap((each) => (fits(sizeOf(each)) ? [each] : plainPieces(each)))) {
    const own = sizeOf(block)
    const together = parts.length === 0 ? own : sum(sum(size, between), own)
    if (parts.length > 0 && !fits(together)) {
      messages.push(joinHtml(parts, separator))
      parts = [block]
      size = own
    } else {
      parts.push(block)
      size = together
    }
  }
  return parts.length === 0 ? messages : [...messages, joinHtml(parts, separator)]
}

/** Button data, checked once where it is made: Telegram refuses more than 64 bytes. */
export function buttonData(command: string, button: string, ...parts: readonly (string | number)[]): string {
  const data = [command, button, ...parts].join(':')
  if (Buffer.byteLength(data) > 64) throw new RangeError(`Button data of more than 64 bytes: ${data}`)
  return data
}
