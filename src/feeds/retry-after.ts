/**
 * Seconds to wait that a Retry-After header asks for (RFC 9110, 10.2.3: seconds, or a date), rounded up;
 * undefined where the header is missing or unreadable.
 */
export function retryAfterSeconds(header: string | undefined, now: Date): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(text)) return Number(text)
  if (!/[a-z]{3}/i.test(text)) return undefined
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) return undefined
  return Math.max(0, Math.ceil((instant - now.getTime()) / 1000))
}
