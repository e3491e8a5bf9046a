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
}

export function reply(blocks: Html | readonly Html[], rest: Omit<Reply, 'blocks'> = {}): Reply {
  return { blocks: blocks instanceof Html ? [blocks] : blocks, ...rest }
}

/** Only a notice over the chat: what a pressed button has to say when the message stays as it is. */
export function toast(text: string): Reply {
  return { blocks: [], toast: text.length > 200 ? `${text.slice(0, 199)}…` : text }
}

/** Telegram's three limits at once; bytes of markup kept under the 9,500 at which it answers ENTITIES_TOO_LONG. */
export const messageLimits = { units: 4096, entities: 100, bytes: 9000 } as const

function fits(part: Html): boolean {
  return (
    visibleLength(part) <= messageLimits.units &&
    entityCount(part) <= messageLimits.entities &&
    Buffer.byteLength(part.markup) <= messageLimits.bytes
  )
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

function takePiece(text: string): string {
  // 2,000 units stay under the byte limit even where every one of them is escaped or takes four bytes.
  if (text.length <= 2000) return text
  const space = text.lastIndexOf(' ', 2000)
  const end = space > 1000 ? space : 2000
  const splitsPair = /[\uD800-\uDBFF]/.test(text.charAt(end - 1))
  return text.slice(0, splitsPair ? end - 1 : end)
}

/**
 * Puts blocks into as few messages as Telegram's limits allow, cutting only between blocks.
 * @returns one text a message; none for no blocks
 */
export function toMessages(blocks: readonly Html[], separator = '\n\n'): Html[] {
  const messages: Html[] = []
  let current: Html | undefined
  for (const block of blocks.flatMap((each) => (fits(each) ? [each] : plainPieces(each)))) {
    const together: Html = current === undefined ? block : joinHtml([current, block], separator)
    if (current !== undefined && !fits(together)) {
      messages.push(current)
      current = block
    } else current = together
  }
  return current === undefined ? messages : [...messages, current]
}

/** Button data, checked once where it is made: Telegram refuses more than 64 bytes. */
export function buttonData(command: string, button: string, ...parts: readonly (string | number)[]): string {
  const data = [command, button, ...parts].join(':')
  if (Buffer.byteLength(data) > 64) throw new RangeError(`Button data of more than 64 bytes: ${data}`)
  return data
}
