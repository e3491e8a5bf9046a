/** Namespace → the prefix under which this program knows its elements; '' is RSS itself, in all its homes. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['http://purl.org/rss/1.0/', ''],
  ['http://purl.org/rss/1.0', ''],
  ['http://my.netscape.com/rdf/simple/0.9/', ''],
  ['http://channel.netscape.com/rdf/simple/0.9/', ''],
  ['http://purl.org/net/rss1.1#', ''],
  ['http://backend.userland.com/rss', ''],
  ['http://backend.userland.com/rss2', ''],
  ['http://blogs.law.harvard.edu/tech/rss', ''],
  ['http://cyber.law.harvard.edu/rss/rss.html', ''],
  ['http://www.w3.org/2005/atom', 'atom'],
  ['https://www.w3.org/2005/atom', 'atom'],
  ['http://www.w3.org/2005/atom/', 'atom'],
  ['http://purl.org/atom/ns#', 'atom'],
  ['http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'rdf'],
  ['http://purl.org/dc/elements/1.1/', 'dc'],
  ['http://purl.org/dc/elements/1.0/', 'dc'],
  ['http://purl.org/dc/terms/', 'dcterms'],
  ['http://purl.org/rss/1.0/modules/content/', 'content'],
  ['http://search.yahoo.com/mrss/', 'media'],
  ['http://search.yahoo.com/mrss', 'media'],
  ['http://www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['http://www.w3.org/1999/xhtml', 'xhtml'],
])

/** What an undeclared prefix means: feeds lose their xmlns lines, and everybody uses these prefixes for one thing. */
const USUAL_PREFIXES: ReadonlyMap<string, string> = new Map([
  ['rss', ''],
  ['atom', 'atom'],
  ['atom10', 'atom'],
  ['a10', 'atom'],
  ['rdf', 'rdf'],
  ['dc', 'dc'],
  ['dcterms', 'dcterms'],
  ['content', 'content'],
  ['media', 'media'],
  ['itunes', 'itunes'],
  ['xhtml', 'xhtml'],
])

/** Prefix → namespace, as declared at a place in the document; the default namespace stands under ''. */
export type Scope = ReadonlyMap<string, string>

export const EMPTY_SCOPE: Scope = new Map()

/** The scope inside an element, given the scope around it and the element's attributes. */
export function scopeInside(outer: Scope, attributes: Readonly<Record<string, string>>): Scope {
  const declared = Object.entries(attributes).filter(([name]) => name === 'xmlns' || name.startsWith('xmlns:'))
  if (declared.length === 0) return outer
  return new Map([...outer, ...declared.map(([name, uri]) => [name.slice(6).toLowerCase(), uri.trim()] as const)])
}

/**
 * The name by which the readers here know an element: `title`, `atom:link`, `dc:date`; lower case, for feeds write
 * `pubdate` and `PubDate` too. Told by the namespace where it is one of the known, else by the prefix.
 *
 * @param bare what an element without prefix and known namespace belongs to: '' in RSS, 'atom' in Atom
 */
export function elementName(name: string, scope: Scope, bare: string): string {
  const lower = name.toLowerCase()
  const colon = lower.indexOf(':')
  const prefix = colon < 0 ? '' : lower.slice(0, colon)
  const local = lower.slice(colon + 1)
  const uri = scope.get(prefix)
  const known = uri === undefined ? undefined : NAMESPACES.get(uri.toLowerCase())
  const family = known ?? (prefix === '' ? bare : (USUAL_PREFIXES.get(prefix) ?? prefix))
  return family === '' ? local : `${family}:${local}`
}
