import type { RegisterName } from './registers.ts'

/** Fields that name another record, and the register it is sought in. */
const targets: Readonly<Record<string, RegisterName>> = {
  state: 'member-states',
  preparedBy: 'member-states',
  area: 'areas',
  dimension: 'dimensions',
  body: 'bodies',
  furtherBodies: 'bodies',
  approvedBy: 'bodies',
  organization: 'organizations',
  treaty: 'treaties',
  postponedTo: 'events',
}

/** One mention of another record: `keys` are the `register/id` it may mean, of which one is enough. */
export type Reference = { readonly field: string; readonly name: string; readonly keys: readonly string[] }

/** An organiser is a State by its code, else an organisation or a body. */
function organiserKeys(id: string): readonly string[] {
  return /^[A-Z]{3}$/.test(id) ? [`member-states/${id}`] : [`organizations/${id}`, `bodies/${id}`]
}

function keysFor(field: string, value: string): readonly string[] {
  if (field === 'record' || field === 'records') return [value]
  if (field === 'organisers') return organiserKeys(value)
  const register = targets[field]
  return register === undefined ? [] : [`${register}/${value}`]
}

/** The records that the body of a record names. */
export function referencesOf(body: object): readonly Reference[] {
  return Object.entries(body).flatMap(([field, value]: [string, unknown]) => {
    const named = (name: unknown, path: string): Reference[] => {
      const keys = typeof name === 'string' ? keysFor(field, name) : []
      return keys.length === 0 ? [] : [{ field: path, name: String(name), keys }]
    }
    return Array.isArray(value) ? value.flatMap((name, index) => named(name, `${field}.${index}`)) : named(value, field)
  })
}
