import type { AccessLevel } from '../domain/access.ts'
import type { Language } from '../domain/language.ts'
import type { Db } from './database.ts'

/** What is kept of somebody who chose a language, subscribed or was granted access. */
export type Person = {
  readonly id: number
  readonly language: Language | null
  readonly access: AccessLevel
  readonly state: string | null
  readonly institution: string | null
  readonly role: 'focal-point' | 'delegate' | null
}

export type PeopleStore = ReturnType<typeof createPeopleStore>

export function createPeopleStore(db: Db) {
  const columns = 'id, language, access, state, institution, role'
  const byId = db.prepare<[number], Person>(`select ${columns} from person where id = ?`)
  const withAccess = db.prepare<[AccessLevel], Person>(`select ${columns} from person where access = ? order by id`)
  const putLanguage = db.prepare(`
    insert into person (id, language, created_at) values (@id, @language, @at)
    on conflict (id) do update set language = excluded.language`)
  const putAccess = db.prepare(`
    insert into person (id, access, state, institution, role, granted_by, granted_at, created_at)
    values (@id, @access, @state, @institution, @role, @grantedBy, @at, @at)
    on conflict (id) do update set access = excluded.access, state = excluded.state, institution = excluded.institution,
      role = excluded.role, granted_by = excluded.granted_by, granted_at = excluded.granted_at`)
  const erase = db.prepare<[number]>(`delete from person where id = ?`)
  const chatLanguage = db.prepare<[string], { language: Language }>(`select language from chat_language where chat = ?`)
  const putChatLanguage = db.prepare(`
    insert into chat_language (chat, language) values (@chat, @language)
    on conflict (chat) do update set language = excluded.language`)

  return {
    find(id: number): Person | undefined {
      return byId.get(id)
    },

    withAccess(access: AccessLevel): Person[] {
      return withAccess.all(access)
    },

    chooseLanguage(id: number, language: Language, at: Date): void {
      putLanguage.run({ id, language, at: at.toISOString() })
    },

    grant(
      grant: Pick<Person, 'id' | 'access'> & Partial<Pick<Person, 'state' | 'institution' | 'role'>>,
      by: number | null,
      at: Date,
    ): void {
      const { id, access, state = null, institution = null, role = null } = grant
      putAccess.run({ id, access, state, institution, role, grantedBy: by, at: at.toISOString() })
    },

    /** Chosen for a group, in which several people read. */
    chatLanguage(chat: string): Language | undefined {
      return chatLanguage.get(chat)?.language
    },

    chooseChatLanguage(chat: string, language: Language): void {
      putChatLanguage.run({ chat, language })
    },

    forget(id: number): boolean {
      return erase.run(id).changes === 1
    },
  }
}
