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
  attempts: z.number(),
})
/** A message of a channel as it should read now. */
export type ChannelMessage = z.infer<typeof rowSchema>

/** What stands in the channels, block by block, so that a changed item changes its message and nothing else of it. */
export function createChannelMessageStore(db: Db) {
  const columns = `id, key, chat, language, markup, revision, revision_sent as revisionSent, message_id as messageId, attempts`
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
  // What is being sent, or may have arrived, is edited once that is known.
  const unsent = `state in ('pending', 'waiting', 'dead', 'cancelled')`
  const renewMail = db.prepare(`
    update outbox set payload = json_set(payload, '$.html', (select markup from channel_message where channel_message.key = outbox.key))
    where key in (select key from channel_message where revision > revision_asked and message_id is null) and ${unsent}`)
  const markRenewed = db.prepare(`
    update channel_message set revision_asked = revision, revision_sent = revision
    where revision > revision_asked and message_id is null
      and exists (select 1 from outbox where outbox.key = channel_message.key and ${unsent})`)
  const toEdit = db.prepare<[]>(`
    select ${columns} from channel_message where revision > revision_asked and message_id is not null order by id limit 50`)
  const markAsked = db.prepare(`
    update channel_message set revision_asked = revision, edit_key = @editKey, failed_at = null where id = @id`)
  const underWay = db.prepare<[], { id: number; state: string | null; outcome: string | null }>(`
    select channel_message.id, outbox.state, outbox.outcome from channel_message left join outbox on outbox.key = edit_key
    where revision_asked > revision_sent and failed_at is null and (state is null or settled_at is not null)
    order by channel_message.id limit 50`)
  const markEdited = db.prepare(`update channel_message set revision_sent = revision_asked where id = ?`)
  const markFailed = db.prepare(`
    update channel_message set failed_at = @at, edit_key = null,
      revision_asked = case when message_id is null then revision else revision_asked end
    where id = @id`)
  // Sent without a number, or forgotten by the outbox; what is still on its way, or never went, has nothing to be edited.
  const unnumbered = db.prepare<[]>(`
    select ${columns} from channel_message as message where revision > revision_asked and message_id is null
      and coalesce((select state from outbox where outbox.key = message.key), 'sent') = 'sent'
    order by id limit 50`)
  const askAgain = db.prepare(`
    update channel_message set revision_asked = revision_sent, failed_at = null, attempts = attempts + 1
    where id = ? and failed_at is not null`)
  const mended = db
    .prepare<[], number>(`
    select id from channel_message as message where failed_at is not null and message_id is not null
      and exists (select 1 from chat where address = message.chat and status = 'reachable' and changed_at > failed_at)`)
    .pluck()
  const byId = db.prepare<[number]>(`select ${columns} from channel_message where id = ?`)
  const byKey = db.prepare<[string]>(`select ${columns} from channel_message where key = ?`)
  const noteNumber = db.prepare(
    `update channel_message set message_id = @messageId where id = @id and message_id is null`,
  )
  const withNumber = db.prepare<[string, number]>(`select 1 from channel_message where chat = ? and message_id = ?`)
  const numbersWanted = db.prepare<[], { wanted: number }>(
    `select exists (select 1 from channel_message where revision > revision_asked and message_id is null) as wanted`,
  )
  const one = (row: unknown) => (row === undefined ? undefined : rowSchema.parse(row))

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

    find(id: number): ChannelMessage | undefined {
      return one(byId.get(id))
    },

    /** @param key the outbox key under which it was sent */
    findByKey(key: string): ChannelMessage | undefined {
      return one(byKey.get(key))
    },

    /** What has not left leaves as it should read now; also what was given up, should staff send it after all. */
    renewUnsent(): void {
      if (numbersWanted.get()?.wanted !== 1) return
      renewMail.run()
      markRenewed.run()
    },

    /** Messages that stand in a channel otherwise than they should, and of which no edit has been asked for. */
    toEdit(): ChannelMessage[] {
      if (numbersWanted.get()?.wanted === 1) noteNumbers.run()
      return toEdit.all().map((row) => rowSchema.parse(row))
    },

    /** The edit to the newest revision is enqueued under this key. */
    markAsked(id: number, editKey: string): void {
      markAsked.run({ id, editKey })
    },

    /** Edits that were asked for and are settled; `outcome` of those that were not made. */
    settledEdits(): { readonly id: number; readonly isMade: boolean; readonly outcome: string | null }[] {
      return underWay.all().map(({ id, state, outcome }) => ({ id, isMade: state === 'sent', outcome }))
    },

    markEdited(id: number): void {
      markEdited.run(id)
    },

    /** Its edit was given up, or cannot be made: nothing is tried until somebody asks for it again. */
    markFailed(id: number, at: Date): void {
      markFailed.run({ id, at: at.toISOString() })
    },

    /** Messages to be changed of which nobody knows where in the channel they stand. */
    unnumbered(): ChannelMessage[] {
      return unnumbered.all().map((row) => rowSchema.parse(row))
    },

    /** Messages whose edit failed and whose channel takes mail again since. */
    mended(): number[] {
      return mended.all()
    },

    /** @returns false where no edit of it has failed */
    askAgain(id: number): boolean {
      return askAgain.run(id).changes === 1
    },

    /** Where in the channel it stands. @returns false where that is known */
    noteNumber(id: number, messageId: number): boolean {
      return noteNumber.run({ id, messageId }).changes === 1
    },

    /** Whether a number is known to be a message's. */
    hasNumber(chat: string, messageId: number): boolean {
      noteNumbers.run()
      return withNumber.get(chat, messageId) !== undefined
    },

    /** Keeps the numbers of what was sent, before the outbox forgets them. */
    noteNumbers(): void {
      noteNumbers.run()
    },
  }
}
