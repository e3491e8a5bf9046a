import type { Db } from './database.ts'

/** Everything that is kept of one person, table by table, as it is stored. */
export type PersonalData = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>

/** Written in the place of a forgotten person where an act stays on record: nobody's number, and not “by itself” either. */
const anonymous = 0

/**
 * The one place that knows every table in which a person is: a table with a person in it is added here, or `/mydata` and
 * `/forget` are untrue. The private chat's address is the person's number as text.
 */
export function createPersonalDataStore(db: Db) {
  const kept: readonly (readonly [string, string])[] = [
    [
      'person',
      `select id, language, access, suspended, name, state, institution, role, granted_at, created_at from person where id = @id`,
    ],
    [
      'registration',
      `select id, name, state, institution, role, language, status, requested_at, decided_at from registration
       where person = @id`,
    ],
    // What somebody decided of others is shown without those others.
    ['registrationsDecided', `select state, role, status, decided_at from registration where decided_by = @id`],
    ['accessGranted', `select state, role, granted_at from person where granted_by = @id`],
    ['invitation', `select id, state, institution, role, used_at from invitation where used_by = @id`],
    ['invitationsMade', `select id, state, institution, role, created_at from invitation where created_by = @id`],
    ['staffChat', `select checked_at from staff_chat_member where person = @id`],
    ['chat', `select * from chat where address = @chat`],
    ['subscription', `select * from subscription where chat = @chat`],
    [
      'subscriptionSubjects',
      `select kind, value from subscription_subject
       where subscription_id in (select id from subscription where chat = @chat)`,
    ],
    ['managedChats', `select chat, title, kind from managed_chat where person = @id`],
    ['reminders', `select event_id, language, created_at from reminder_wish where person = @id`],
    [
      'messages',
      `select key, state, due_at, settled_at, case when state in ('sent', 'uncertain') then payload end as payload
       from outbox where chat = @chat order by id`,
    ],
    ['form', `select key, state, changed_at from form_state where key = @form or key like '%:' || @chat`],
    [
      'acts',
      `select at, action, subject, detail from audit where actor = @id or subject = 'people/' || @chat order by id`,
    ],
    ['itemsDecided', `select id, title, decided_at from item where decided_by = @id or titled_by = @id`],
    ['titlesWritten', `select item_id, language, title, at from item_title where by = @id`],
    ['dimensionsCorrected', `select item_id, at from correction where by = @id`],
    [
      'amendments',
      `select item_id, kind, title, note, proposed_at from amendment where proposed_by = @id or applied_by = @id`,
    ],
    ['settings', `select name, value, changed_at from setting where changed_by = @id`],
    ['blockWords', `select phrase, added_at from block_word where added_by = @id`],
    ['editionsPublished', `select language, number, published_at from edition where published_by = @id`],
    ['urgentItemsPublished', `select item_id, language, published_at from urgent_item where published_by = @id`],
    ['roundupsPublished', `select language, week, published_at from roundup where published_by = @id`],
  ]
  const queries = kept.map(([name, sql]) => [name, db.prepare<Named, Record<string, unknown>>(sql)] as const)
  // The card of a request in the staff chat holds a name, and so does its message in the outbox; staff are asked about a message
  // of unknown outcome by the number of its chat (a group's has a minus). What is on its way is forgotten too: delivery knows.
  // Keys are ranges (';' follows ':'), for `like` reads the whole outbox: 0.4 s of 300,000 rows, during which nobody is answered.
  const erasures = [
    `delete from outbox where chat = @chat`,
    `delete from outbox where id in (
       select outbox.id from registration
       cross join outbox on key > 'staff:registration:' || registration.id || ':' and key < 'staff:registration:' || registration.id || ';'
       where person = @id)`,
    `delete from outbox where key > 'staff:undecided:' and key < 'staff:undecided;'
       and payload glob '*[^-0-9]' || @chat || '[^0-9]*'`,
    `delete from registration where person = @id`,
    `update registration set decided_by = ${anonymous} where decided_by = @id`,
    `update invitation set used_by = ${anonymous} where used_by = @id`,
    `update invitation set created_by = ${anonymous} where created_by = @id`,
    `delete from staff_chat_member where person = @id`,
    `delete from reminder_wish where person = @id`,
    `delete from managed_chat where person = @id`,
    `delete from subscription where chat = @chat`,
    `delete from chat where address = @chat`,
    `delete from form_state where key = @form or key like '%:' || @chat`,
    `update person set granted_by = ${anonymous} where granted_by = @id`,
    `delete from person where id = @id`,
    `update item set decided_by = ${anonymous} where decided_by = @id`,
    `update item set titled_by = ${anonymous} where titled_by = @id`,
    `update item_title set by = ${anonymous} where by = @id`,
    `update correction set by = ${anonymous} where by = @id`,
    `update amendment set proposed_by = ${anonymous} where proposed_by = @id`,
    `update amendment set applied_by = ${anonymous} where applied_by = @id`,
    `update setting set changed_by = ${anonymous} where changed_by = @id`,
    `update block_word set added_by = ${anonymous} where added_by = @id`,
    `update urgent_item set published_by = ${anonymous} where published_by = @id`,
    `update roundup set published_by = ${anonymous} where published_by = @id`,
    `update edition set published_by = ${anonymous} where published_by = @id`,
    `update audit set actor = ${anonymous} where actor = @id`,
    `update audit set subject = 'people/${anonymous}' where subject = 'people/' || @chat`,
  ].map((sql) => db.prepare<Named>(sql))

  const named = (id: number): Named => ({ id, chat: String(id), form: `${id}:${id}` })

  return {
    of(id: number): PersonalData {
      const found = queries.map(([name, query]) => [name, query.all(named(id))] as const)
      return Object.fromEntries(found.filter(([, rows]) => rows.length > 0))
    },

    /** Erases all of it; what was done stays in the audit, with an anonymous mark. Call inside a transaction. */
    erase(id: number): void {
      for (const erasure of erasures) erasure.run(named(id))
    },
  }
}

type Named = { readonly id: number; readonly chat: string; readonly form: string }
