import { createHash } from 'node:crypto'
import type { Db } from './database.ts'

/** By the link too: some feeds use a guid again and again. */
type Identity = { readonly guid: string; readonly canonicalLink: string | null }

/** Items that nobody decided to publish, forgotten after their time. What is published, or was corrected or amended, stays. */
export function createForgottenItems(db: Db) {
  // The newest stays whatever it is, for the numbers go on from it.
  const old = db.prepare<
    { before: string; after: number; limit: number },
    { id: number; feedId: string; guid: string; canonicalLink: string | null }
  >(`
    select id, feed_id as feedId, guid, canonical_link as canonicalLink from item
    where id > @after and id < (select max(id) from item) and state in ('old', 'declined', 'repeated')
      and max(fetched_at, coalesce(decided_at, ''), coalesce(queued_at, '')) < @before
      and not exists (select 1 from edition_item where item_id = item.id)
      and not exists (select 1 from urgent_item where item_id = item.id)
      and not exists (select 1 from correction where item_id = item.id)
      and not exists (select 1 from amendment where item_id = item.id)
      and not exists (select 1 from channel_message_block where item_id = item.id)
      and not exists (select 1 from item as telling where telling.same_story_as = item.id)
      and not exists (select 1 from item as told where told.id = item.same_story_as and told.state = 'accepted')
    order by id limit @limit`)
  const mark = db.prepare<[Buffer]>(`insert into forgotten_item (mark) values (?) on conflict do nothing`)
  const drop = db.prepare<[number]>(`delete from item where id = ?`)
  const isMarked = db.prepare<[Buffer]>(`select 1 from forgotten_item where mark = ?`)

  /** Twelve bytes of a hash: with a hundred million items the chance that any two agree is one in ten billion billions. */
  const markOf = (feedId: string, { guid, canonicalLink }: Identity) =>
    createHash('sha256')
      .update([feedId, guid, ...(canonicalLink === null ? [] : [canonicalLink])].join('\n'))
      .digest()
      .subarray(0, 12)

  return {
    /** Whether a feed offered this guid with this link before, and its item was forgotten. */
    isForgotten(feedId: string, identity: Identity): boolean {
      return isMarked.get(markOf(feedId, identity)) !== undefined
    },

    /**
     * Forgets a few of the items that were settled before an instant. Call it inside a transaction.
     * @param after the last item of the call before
     * @returns the last item that was forgotten; undefined where none was left
     */
    forgetOld(before: Date, after: number, limit: number): number | undefined {
      const items = old.all({ before: before.toISOString(), after, limit })
      for (const { id, feedId, ...identity } of items) {
        mark.run(markOf(feedId, identity))
        drop.run(id)
      }
      return items.at(-1)?.id
    },
  }
}
