import type { Language } from '../domain/language.ts'
import type { Person } from '../domain/person.ts'
import type { Db } from './database.ts'

type Row = Omit<Person, 'suspended'> & { readonly suspended: number }

const toPerson = (row: Row): Person => ({ ...row, suspended: row.suspended === 1 })

export type Grant = Pick<Person, 'id' | 'access'> & Partial<Pick<Person, 'name' | 'state' | 'institution' | 'role'>>

export function createPeopleStore(db: Db) {
  const select = `select id, language, access, suspended, name, state, institution, role, granted_by as grantedBy,
    granted_at as grantedAt, version from person`
  const byId = db.prepare<[number], Row>(`${select} where id = ?`)
  const ofState = db.prepare<[string], Row>(
    `${select} where access = 'focal-point' and coalesce(state, '') = ? order by role desc, name, id`,
  )
  const perState = db.prepare<[], { state: string; count: number; suspended: number }>(`
    select coalesce(state, '') as state, count(*) as count, sum(suspended) as suspended from person
    where access = 'focal-point' group by 1 order by 1`)
  const putLanguage = db.prepare(`
    insert into person (id, language, created_at) values (@id, @language, @at)
    on conflict (id) do update set language = excluded.language`)
  const putAccess = db.prepare(`
    insert into person (id, access, name, state, institution, role, granted_by, granted_at, created_at)
    values (@id, @access, @name, @state, @institution, @role, @grantedBy, @at, @at)
    on conflict (id) do update set access = excluded.access, name = excluded.name, state = excluded.state,
      institution = excluded.institution, role = excluded.role, granted_by = excluded.granted_by,
      granted_at = excluded.granted_at, suspended = 0, version = version + 1`)
  const setSuspended = db.prepare(`
    update person set suspended = @suspended, version = version + 1
    where id = @id and version = @version and suspended <> @suspended and access = 'focal-point'`)
  const withdraw = db.prepare(`
    update person set access = 'public', suspended = 0, name = null, state = null, institution = null, role = null,
      granted_by = null, granted_at = null, version = version + 1
    where id = @id and (@version is null or version = @version) and access = 'focal-point'`)
  const chatLanguage = db.prepare<[string], { language: Language }>(`select language from chat_language where chat = ?`)
  const putChatLanguage = db.prepare(`
    insert into chat_language (chat, language) values (@chat, @language)
    on conflict (chat) do update set language = excluded.language`)
  const seenInStaffChat = db.prepare(`
    insert into staff_chat_member (person, checked_at) values (@person, @at)
    on conflict (person) do update set checked_at = excluded.checked_at`)
  const staffChatMember = db.prepare<[number], { checkedAt: string }>(
    `select checked_at as checkedAt from staff_chat_member where person = ?`,
  )
  const staffChatMembers = db
    .prepare<[string], number>(`select person from staff_chat_member where checked_at >= ? order by person`)
    .pluck()
  const staffChatMembersBefore = db
    .prepare<[string], number>(`select person from staff_chat_member where checked_at < ? order by person`)
    .pluck()
  const dropStaffChatMember = db.prepare(`delete from staff_chat_member where person = ?`)

  return {
    find(id: number): Person | undefined {
      const row = byId.get(id)
      return row === undefined ? undefined : toPerson(row)
    },

    /** Focal points and delegates of a State by its ISO code; of none, for the empty one. */
    ofState(state: string): Person[] {
      return ofState.all(state).map(toPerson)
    },

    /** How many focal points and delegates each State has; the empty state where none is on record. */
    perState(): { state: string; count: number; suspended: number }[] {
      return perState.all()
    },

    chooseLanguage(id: number, language: Language, at: Date): void {
      putLanguage.run({ id, language, at: at.toISOString() })
    },

    grant(grant: Grant, by: number | null, at: Date): void {
      const { id, access, name = null, state = null, institution = null, role = null } = grant
      putAccess.run({ id, access, name, state, institution, role, grantedBy: by, at: at.toISOString() })
    },

    /** @returns false when the card shows an older version, or it is so already */
    setSuspended(id: number, version: number, suspended: boolean): boolean {
      return setSuspended.run({ id, version, suspended: suspended ? 1 : 0 }).changes === 1
    },

    /**
     * Takes access back and forgets all that was kept for it; the language stays.
     * @param version of the card that staff pressed; null where the person leaves
     */
    withdraw(id: number, version: number | null): boolean {
      return withdraw.run({ id, version }).changes === 1
    },

    /** Chosen for a group, in which several people read. */
    chatLanguage(chat: string): Language | undefined {
      return chatLanguage.get(chat)?.language
    },

    chooseChatLanguage(chat: string, language: Language): void {
      putChatLanguage.run({ chat, language })
    },

    noteInStaffChat(person: number, at: Date): void {
      seenInStaffChat.run({ person, at: at.toISOString() })
    },

    /** When it was last found out that somebody is in the staff chat; undefined where they are not known to be. */
    inStaffChatSince(person: number): Date | undefined {
      const row = staffChatMember.get(person)
      return row === undefined ? undefined : new Date(row.checkedAt)
    },

    /** Who was found in the staff chat at an instant or after it. */
    inStaffChatAfter(since: Date): number[] {
      return staffChatMembers.all(since.toISOString())
    },

    /** Who was last found there before an instant. */
    inStaffChatBefore(until: Date): number[] {
      return staffChatMembersBefore.all(until.toISOString())
    },

    leftStaffChat(person: number): void {
      dropStaffChatMember.run(person)
    },
  }
}
