import { entityCount, type Html, html, joinHtml, nothing, plainText, visibleLength } from './html.ts'

/** One block of a channel's message. An item's is drawn anew when the item changes; `lead` is the heading before it. */
export type Block = {
  readonly kind: 'text' | 'item' | 'urgent'
  readonly itemId: number | null
  readonly lead: Html
  readonly body: Html
}

export type PackedMessage = { readonly markup: Html; readonly blocks: readonly Block[] }

/** Under Telegram's limits (`messageLimits`), so that a correction line fits into a message that is already out. */
const roomyLimits = { units: 3500, entities: 90, bytes: 8000 } as const

export function textBlock(body: Html): Block {
  return { kind: 'text', itemId: null, lead: nothing, body }
}

export function markupOf(blocks: readonly Block[]): Html {
  return joinHtml(
    blocks.map(({ lead, body }) => html`${lead}${body}`),
    '\n\n',
  )
}

function fits(markup: Html): boolean {
  return (
    visibleLength(markup) <= roomyLimits.units &&
    entityCount(markup) <= roomyLimits.entities &&
    Buffer.byteLength(markup.markup) <= roomyLimits.bytes
  )
}

const plainUnits = 1500

/** A block that breaks a message by itself goes out plain and in pieces: never lost, never half a tag. */
function pieces(block: Block): Block[] {
  if (fits(markupOf([block]))) return [block]
  const plain: Block[] = []
  let rest = plainText(html`${block.lead}${block.body}`)
  while (rest !== '') {
    const space = rest.lastIndexOf(' ', plainUnits)
    const end = rest.length <= plainUnits ? rest.length : space > plainUnits / 2 ? space : plainUnits
    const piece = rest.slice(0, end).toWellFormed()
    plain.push({
      kind: block.kind,
      itemId: plain.length === 0 ? block.itemId : null,
      lead: nothing,
      body: html`${piece}`,
    })
    rest = rest.slice(end).trimStart()
  }
  return plain
}

/** Puts blocks into as few messages as the limits allow, splitting between blocks only. */
export function packMessages(blocks: readonly Block[]): PackedMessage[] {
  const messages: Block[][] = []
  for (const block of blocks.flatMap(pieces)) {
    const current = messages.at(-1)
    if (current !== undefined && fits(markupOf([...current, block]))) current.push(block)
    else messages.push([block])
  }
  return messages.map((each) => ({ markup: markupOf(each), blocks: each }))
}
