import { contentKinds } from '../domain/subscription.ts'
import type { Db } from './database.ts'

/** Beginnings of the chains of what subscribers are told of the bulletin. */
const families = ['digest', 'at-once']
const takenBack = '{"type":"taken-back"}'

/** What subscribers are told of the bulletin, while it waits: it can be taken back, and is made anew then. */
export function createToldMail(db: Db) {
  const before = (path: string) => `json_extract(told_before, '$.${path}')`
  const isTold = `chain > @family || ':' and chain < @family || ';' and restricted = 0`
  // Of what nobody can have received yet. Where something later was told already, going back would tell that twice.
  const toldBefore = `
    select subscription as id, min(${before('digestAt')}) as digest_at, max(${before('weeklyOwed')}) as weekly_owed,
      ${contentKinds.map((kind) => `min(${before(`seen.${kind}`)}) as ${kind}`).join(', ')}
    from outbox as mail indexed by outbox_open_chain
    where settled_at is null and state = 'pending' and repeats = 0 and told_before is not null and ${isTold}
      and coalesce(expires_at > @at, 1)
      and not exists (
        select 1 from outbox as later indexed by outbox_subscription
        where later.subscription = mail.subscription and later.id > mail.id
          and later.chain > @family || ':' and later.chain < @family || ';'
          and (later.state in ('sending', 'sent', 'uncertain') or later.repeats > 0))
    group by subscription`
  const seenOf = (kind: string) => `min(${kind}_seen, coalesce(told.${kind}, ${kind}_seen))`
  const none = Number.MAX_SAFE_INTEGER
  const lowest = contentKinds
    .map((kind) => `iif(subscription.${kind} = 'at-once', ${seenOf(kind)}, ${none})`)
    .join(', ')
  const windBack = db.prepare(`
    update subscription set ${contentKinds.map((kind) => `${kind}_seen = ${seenOf(kind)}`).join(', ')},
      at_once_seen = nullif(min(${lowest}), ${none}),
      digest_at = coalesce(min(subscription.digest_at, told.digest_at), told.digest_at, subscription.digest_at),
      weekly_owed = max(subscription.weekly_owed, coalesce(told.weekly_owed, 0))
    from (${toldBefore}) as told
    where subscription.id = told.id and status = 'active'`)
  // Under another key, so that its own is free for what is made anew; of the sending it is no part any more.
  const takeBack = db.prepare(`
    update outbox indexed by outbox_open_chain
    set state = 'cancelled', key = 'taken-back:' || id || ':' || key, broadcast = null, outcome = '${takenBack}', next_at = null,
      settled_at = @at
    where settled_at is null and state in ('pending', 'waiting') and ${isTold}`)
  // What is on its way may come back as not sent, and is not tried again then.
  const tryNoMore = db.prepare(`
    update outbox indexed by outbox_open_chain set expires_at = min(@at, coalesce(expires_at, @at))
    where settled_at is null and (state = 'sending' or (state = 'uncertain' and next_at is not null)) and ${isTold}`)
  const sendNoMore = db.prepare(`
    update outbox indexed by outbox_state set state = 'cancelled', outcome = '${takenBack}', settled_at = coalesce(settled_at, @at)
    where (state = 'dead' or (state = 'uncertain' and next_at is null)) and ${isTold}`)

  return {
    /**
     * Records were restricted: of what subscribers without clearance are told of the bulletin, nothing that waits is sent as it
     * is, nor by staff again. Of what nobody has received yet and is not out of date, the subscription goes back to where it
     * stood before, so that it is made anew; of a text of which a part has left, the rest is lost. Call it inside a transaction.
     */
    takeBackTold(now: Date): void {
      const at = now.toISOString()
      for (const family of families) {
        windBack.run({ family, at })
        takeBack.run({ family, at })
        tryNoMore.run({ family, at })
        sendNoMore.run({ family, at })
      }
    },
  }
}
