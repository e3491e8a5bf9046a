/** An address as it stands in a feed, with what it needs to be understood. */
export type LinkCandidate = {
  value: string
  /** The `xml:base` in force, '' for none. */
  base: string
}

/**
 * The first candidate that is a web address, made absolute; '' where none is. An address that is complete is kept
 * letter for letter, but for white space, quotes and angle brackets, which are percent-encoded, and a user name, which
 * goes. Schemes other than http and https are none.
 *
 * @param bases addresses to resolve against, best first: in RSS the channel's link and then the feed's own address
 */
export function firstLink(candidates: readonly LinkCandidate[], bases: readonly string[]): string {
  for (const { value, base } of candidates) {
    const link = resolveLink(value, base === '' ? bases : [base, ...bases])
    if (link !== '') return link
  }
  return ''
}

function resolveLink(value: string, bases: readonly string[]): string {
  const trimmed = value.trim()
  if (trimmed === '' || trimmed.length > 4_000) return ''
  if (/^https?:\/\/[^/]/i.test(trimmed)) return kept(trimmed)
  if (/^[a-z][a-z\d+.-]*:(?!\d)/i.test(trimmed)) return ''
  if (/^www\.[^\s/]+\.[^\s]+$/i.test(trimmed)) return kept(`http://${trimmed}`)
  // "Not an address at all" is no relative address either.
  if (/\s/.test(trimmed)) return ''
  const base = absoluteBase(bases)
  return base !== null && URL.canParse(trimmed, base) ? kept(new URL(trimmed, base).href) : ''
}

/** Bases may themselves be relative to the next: `xml:base="deeper/"`. */
function absoluteBase(bases: readonly string[]): string | null {
  const [first, ...rest] = bases
  if (first === undefined) return null
  const outer = absoluteBase(rest)
  const base = outer !== null && URL.canParse(first.trim(), outer) ? new URL(first.trim(), outer).href : first.trim()
  return /^https?:\/\//i.test(base) && URL.canParse(base) ? base : outer
}

function kept(link: string): string {
  if (!URL.canParse(link)) return ''
  const url = new URL(link)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return ''
  if (url.username !== '' || url.password !== '') {
    url.username = ''
    url.password = ''
    return url.href
  }
  return link.replace(/[\r\n\t]+/g, '').replace(/[\s"<>`\p{Cc}]/gu, (character) => encodeURIComponent(character))
}
