import type { Invitation, Registration } from '../domain/person.ts'
import type { Db } from './database.ts'

export type NewRegistration = Omit<Registration, 'id' | 'status' | 'requestedAt' | 'decidedBy'>

/** How people become focal points and delegates: requests that staff decide, and links that staff make. */
export function createRegistrationStore(db: Db) {
  const select = `select id, person, name, state, institution, role, language, status, requested_at as requestedAt,
    decided_by as decidedBy from registration`
  const byId = db.prepare<[number], Registration>(`${select} where id = ?`)
  const openOf = db.prepare<[number], Registration>(`${select} where person = ? and status = 'open'`)
  const open = db.prepare<[], Registration>(`${select} where status = 'open' order by id`)
  const insert = db.prepare(`
    insert into registration (person, name, state, institution, role, language, status, requested_at)
    values (@person, @name, @state, @institution, @role, @language, 'open', @at) on conflict do nothing`)
  const decide = db.prepare(`
    update registration set status = @status, decided_by = @by, decided_at = @at where id = @id and status = 'open'`)
  const withdraw = db.prepare(`delete from registration where person = ? and status = 'open'`)
  // The card that staff got of it holds the name too. `like` instead of a range of keys would read the whole outbox.
  const dropCard = db.prepare(`
    delete from outbox where id in (
      select outbox.id from registration
      cross join outbox on key > 'staff:registration:' || registration.id || ':' and key < 'staff:registration:' || registration.id || ';'
      where person = ? and status = 'open')`)
  const purge = db.prepare(`delete from registration where decided_at < ?`)
  const invite = db.prepare(`
    insert into invitation (token_hash, state, institution, role, created_by, created_at, expires_at)
    values (@tokenHash, @state, @institution, @role, @by, @at, @expiresAt)`)
  const invitation = `select id, state, institution, role, created_by as createdBy, expires_at as expiresAt from invitation`
  const byToken = db.prepare<[string], Invitation & { usedAt: string | null; revokedAt: string | null }>(
    `${invitation.replace(' from ', ', used_at as usedAt, revoked_at as revokedAt from ')} where token_hash = ?`,
  )
  const unused = db.prepare<[string], Invitation>(
    `${invitation} where used_at is null and revoked_at is null and expires_at > ? order by id`,
  )
  const use = db.prepare(`
    update invitation set used_at = @at, used_by = @by
    where id = @id and used_at is null and revoked_at is null and expires_at > @at`)
  const revoke = db.prepare(
    `update invitation set revoked_at = @at where id = @id and used_at is null and revoked_at is null`,
  )
  const revokeFor = db
    .prepare<{ state: string; at: string }, number>(`
    update invitation set revoked_at = @at
    where state = @state and used_at is null and revoked_at is null and expires_at > @at returning id`)
    .pluck()
  const purgeInvitations = db.prepare(`delete from invitation where expires_at < ?`)

  return {
    find(id: number): Registration | undefined {
      return byId.get(id)
    },

    openOf(person: number): Registration | undefined {
      return openOf.get(person)
    },

    open(): Registration[] {
      return open.all()
    },

    /** @returns undefined when a request of this person is open already */
    request(registration: NewRegistration, at: Date): number | undefined {
      const result = insert.run({ ...registration, at: at.toISOString() })
      return result.changes === 1 ? Number(result.lastInsertRowid) : undefined
    },

    /** @returns false when it was decided or withdrawn meanwhile */
    decide(id: number, status: 'accepted' | 'declined', by: number, at: Date): boolean {
      return decide.run({ id, status, by, at: at.toISOString() }).changes === 1
    },

    withdraw(person: number): boolean {
      dropCard.run(person)
      return withdraw.run(person).changes > 0
    },

    invite(
      made: Pick<Invitation, 'state' | 'institution' | 'role'> & { readonly tokenHash: string; readonly by: number },
      expiresAt: Date,
      at: Date,
    ): number {
      const row = { ...made, at: at.toISOString(), expiresAt: expiresAt.toISOString() }
      return Number(invite.run(row).lastInsertRowid)
    },

    /** @returns why it can no longer be used, beside the invitation */
    findInvitation(
      tokenHash: string,
      now: Date,
    ): { invitation: Invitation; standing: 'open' | 'used' | 'revoked' | 'expired' } | undefined {
      const row = byToken.get(tokenHash)
      if (row === undefined) return undefined
      const { usedAt, revokedAt, ...found } = row
      if (usedAt !== null) return { invitation: found, standing: 'used' }
      if (revokedAt !== null) return { invitation: found, standing: 'revoked' }
      return { invitation: found, standing: found.expiresAt <= now.toISOString() ? 'expired' : 'open' }
    },

    openInvitations(now: Date): Invitation[] {
      return unused.all(now.toISOString())
    },

    /** @returns false when somebody was quicker, or it was revoked or expired */
    useInvitation(id: number, by: number, at: Date): boolean {
      return use.run({ id, by, at: at.toISOString() }).changes === 1
    },

    revokeInvitation(id: number, at: Date): boolean {
      return revoke.run({ id, at: at.toISOString() }).changes === 1
    },

    /** @returns the ids of what was open */
    revokeInvitationsFor(state: string, at: Date): number[] {
      return revokeFor.all({ state, at: at.toISOString() })
    },

    /** Decided requests and expired links of before an instant. @returns how many */
    purge(before: Date): number {
      const at = before.toISOString()
      return purge.run(at).changes + purgeInvitations.run(at).changes
    },
  }
}
