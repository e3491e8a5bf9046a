/**
 * Where the page of a list begins that a button asks for. The list may have become shorter since the button was sent: what
 * lies beyond its end is its last page.
 */
export function pageStart(asked: number | undefined, total: number, pageLength: number): number {
  const last = Math.max(0, Math.ceil(total / pageLength) - 1) * pageLength
  return asked !== undefined && Number.isInteger(asked) && asked > 0 ? Math.min(asked, last) : 0
}
