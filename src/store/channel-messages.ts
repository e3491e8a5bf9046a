import { z } from 'zod'
import { languageSchema } from '../domain/language.ts'
import type { Db } from './database.ts'

const blockSchema = z.object({
  kind: z.enum(['text', 'item', 'urgent']),
  itemId: z.number().nullable(),
  /** A heading that stands before the item in the same block; markup. */
  lead: z.string(),
  markup: z.string(),
})
/** One block of a channel's message; an item's is drawn anew when the item changes. */
export type ChannelBlock = z.infer<typeof blockSchema>

const rowSchema = z.object({
  id: z.number(),
  key: z.string(),
  chat: z.string(),
  language: languageSchema,
  markup: z.string(),
  revision: z.number(),
  revisionSent: z.number(),
  messageId: z.number().nullable(),
})
/** A message of a channel as it should read now. */
export type ChannelMessage = z.infer<typeof rowSchema>

export type ChannelMessageStore = ReturnType<typeof createChannelMessageStore>

/** What stands in the channels, block by block, so that a changed item changes its message and nothing else of it. */
export function createChannelMessageStore(db: Db) {
  const columns = `id, key, chat, language, markup, revision, revision_sent as revisionSent, message_id as messageId`
  const insert = db.prepare(`
    insert into channel_message (key, chat, language, markup) values (@key, @chat, @language, @markup)`)
  const insertBlock = db.prepare(`
    insert into channel_message_block (message_id, position, kind, item_id, lead, markup)
    values (@messageId, @position, @kind, @itemId, @lead, @markup)`)
  const stale = db.prepare<[number]>(`select ${columns} from channel_message where is_stale = 1 order by id limit ?`)
  const ofItem = db.prepare<[number]>(`
    select ${columns} from channel_message
    where id in (select message_id from channel_message_block where item_id = ?) order by id`)
  const blocks = db.prepare<[number]>(
    `select kind, item_id as itemId, lead, markup from channel_message_block where message_id = ? order by position`,
  )
  const redraw = db.prepare(`
    update channel_message set markup = @markup, is_stale = 0, revision = revision + (markup <> @markup) where id = @id`)
  const redrawBlock = db.prepare(
    `update channel_message_block set markup = @markup where message_id = @id and position = @position`,
  )
  // Only what was sent has a number; it is kept here because settled mail is forgotten after a month.
  const noteNumbers = db.prepare(`
    update channel_message set message_id =
      (select message_id from outbox where outbox.key = channel_message.key and outbox.state = 'sent')
    where message_id is null and exists
      (select 1 from outbox where outbox.key = channel_message.key and outbox.state = 'sent' and message_id is not null)`)
  const unsent = db.prepare<[]>(`
    select ${columns} from channel_message where revision > revision_sent and message_id is not null order by id limit 50`)
  const markSent = db.prepare(
    `update channel_message set revision_sent = @revision where id = @id and revision_sent < @revision`,
  )
  const numbersWanted = db.prepare<[], { wanted: number }>(
    `select exists (select 1 from channel_message where revision > revision_sent and message_id is null) as wanted`,
  )

  return {
    /** Call inside the transaction that enqueues the message under the same key. */
    add(
      message: Pick<ChannelMessage, 'key' | 'chat' | 'language' | 'markup'>,
      messageBlocks: readonly ChannelBlock[],
    ): void {
      const { key, chat, language, markup } = message
      const messageId = Number(insert.run({ key, chat, language, markup }).lastInsertRowid)
      for (const [position, block] of messageBlocks.entries()) insertBlock.run({ ...block, messageId, position })
    },

    stale(limit: number): ChannelMessage[] {
      return stale.all(limit).map((row) => rowSchema.parse(row))
    },

    ofItem(itemId: number): ChannelMessage[] {
      return ofItem.all(itemId).map((row) => rowSchema.parse(row))
    },

    blocks(id: number): ChannelBlock[] {
      return blocks.all(id).map((row) => blockSchema.parse(row))
    },

    /** The message as it should read from now on; a new revision only where it differs. */
    redraw(id: number, markup: string, changed: readonly { position: number; markup: string }[]): void {
      for (const block of changed) redrawBlock.run({ id, ...block })
      redraw.run({ id, markup })
    },

    /** Messages that stand in a channel otherwise than they should. */
    toEdit(): ChannelMessage[] {
      if (numbersWanted.get()?.wanted === 1) noteNumbers.run()
      return unsent.all().map((row) => rowSchema.parse(row))
    },

    /** The edit to this revision is enqueued. */
    markSent(id: number, revision: number): void {
      markSent.run({ id, revision })
    },

    /** Keeps the numbers of what was sent, before the outbox forgets them. */
    noteNumbers(): void {
      noteNumbers.run()
    },
  }
}
