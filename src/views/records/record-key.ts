import { type Button, buttonData } from '../reply.ts'

/** Conditions of a question by one letter each, so that they fit into the 64 bytes of a button. */
export type RecordKey = Readonly<Record<string, readonly string[]>>

/** `{ a: ['tourism'], w: ['next'] }` → `a.tourism~w.next`; the empty key is `all`. */
export function encodeKey(key: RecordKey): string {
  const parts = Object.entries(key).flatMap(([letter, values]) =>
    values.length === 0 ? [] : [`${letter}.${values.join(',')}`],
  )
  return parts.length === 0 ? 'all' : parts.join('~')
}

/** Reads what {@link encodeKey} wrote; parts of another form are left out, for old buttons stay in chats for years. */
export function decodeKey(text: string): RecordKey {
  const parts = text.split('~').flatMap((part) => {
    const match = /^([a-z])\.(.+)$/.exec(part)
    return match === null ? [] : [[match[1] ?? '', (match[2] ?? '').split(',')] as const]
  })
  return Object.fromEntries(parts)
}

/** A button that asks a command again with other conditions; none where they do not fit into a button. */
export function recordButton(text: string, command: string, button: string, key: RecordKey, offset?: number): Button[] {
  const parts = offset === undefined ? [encodeKey(key)] : [encodeKey(key), offset]
  const bytes = Buffer.byteLength([command, button, ...parts].join(':'))
  return bytes > 64 ? [] : [{ text, data: buttonData(command, button, ...parts) }]
}
