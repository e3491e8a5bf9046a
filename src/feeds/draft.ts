import { Parser } from 'htmlparser2'
import { EMPTY_SCOPE, elementName, type Scope, scopeInside } from './element-names.ts'
import { createField, type Field, type FieldInMaking, isField } from './field.ts'

/** What a feed says, dialect and disorder taken away: its own fields and those of each item, in their order. */
export type Draft = {
  channel: Field[]
  items: Field[][]
  /** False where the document ends before its elements do; an item cut in half is left out with the one before it. */
  complete: boolean
}

export type DraftResult = { kind: 'draft'; draft: Draft } | { kind: 'web-page' | 'no-feed' | 'too-deep' }

/** More than unclosed `<br>` and `<p>` of one item ever pile up; real nesting ends at a few dozen. */
const DEPTH_LIMIT = 4_000

const ROOTS = new Set(['rss', 'rdf:rdf', 'rdf', 'atom:feed', 'feed', 'channel', 'atom:entry'])
const ITEMS = new Set(['item', 'atom:entry', 'entry'])
/** Wrappers inside an item whose fields are the item's own. */
const TRANSPARENT = new Set(['media:group', 'media:content'])

type Role = 'outside' | 'channel' | 'wrapper' | 'item' | 'group' | 'field' | 'markup' | 'skipped'
type Frame = { role: Role; scope: Scope; base: string; field: FieldInMaking | null; fields: Field[] }

/**
 * Reads out of a feed's XML the elements that matter, as a lenient reader does: junk before and after the document,
 * unclosed and crossed elements, undeclared prefixes and mixed dialects are borne, items are found wherever they
 * stand. A DTD is passed over, so that none of its entities ever expand, and nothing is fetched.
 */
export function readDraft(xml: string): DraftResult {
  const draft: Draft = { channel: [], items: [], complete: false }
  const outside: Frame = { role: 'outside', scope: EMPTY_SCOPE, base: '', field: null, fields: [] }
  const frames: Frame[] = []
  let bare = ''
  let root: 'none' | 'open' | 'closed' = 'none'
  let webPage = false
  let item: Field[] | null = null
  let itemSpeaks = false
  const top = () => frames.at(-1) ?? outside

  function beginItem(): Field[] {
    endItem()
    item = []
    itemSpeaks = false
    return item
  }

  /** `<item/>` is none: some programs leave them behind, even inside other items. */
  function endItem(): void {
    if (item !== null && (itemSpeaks || item.some(({ name }) => name === 'rdf:about'))) draft.items.push(item)
    item = null
  }

  function roleOf(name: string, parent: Frame): Role {
    if (parent.role === 'outside') return roleOfRoot(name)
    if (parent.role === 'field' || parent.role === 'markup') return 'markup'
    if (parent.role === 'skipped') return 'skipped'
    if (ITEMS.has(name)) return 'item'
    if (parent.role === 'item' || parent.role === 'group') {
      return isField(name) ? 'field' : TRANSPARENT.has(name) ? 'group' : 'skipped'
    }
    if (name === 'channel') return 'channel'
    return parent.role === 'channel' && isField(name) ? 'field' : 'wrapper'
  }

  function roleOfRoot(name: string): Role {
    if (root !== 'none' || webPage) return 'outside'
    webPage = name === 'html' || name === 'xhtml:html'
    if (webPage || !ROOTS.has(name)) return 'outside'
    root = 'open'
    if (name === 'feed' || name.startsWith('atom:')) bare = 'atom'
    return name === 'atom:entry' ? 'item' : 'channel'
  }

  /** An element that was never closed ends where the next of the item begins. */
  function endForgottenField(name: string): void {
    const frame = top()
    if (frame.role !== 'field' || frame.field?.endsBefore(name) !== true) return
    frame.fields.push(frame.field.finish())
    frame.role = frame.fields === draft.channel ? 'channel' : 'item'
    frame.field = null
  }

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        const scope = scopeInside(top().scope, attributes)
        const name = elementName(tag, scope, bare)
        endForgottenField(name)
        const parent = top()
        const role = roleOf(name, parent)
        const base = baseInside(parent.base, attributes['xml:base'])
        const fields = role === 'item' ? beginItem() : role === 'channel' ? draft.channel : parent.fields
        const field = role === 'field' ? createField(name, attributes, base) : role === 'markup' ? parent.field : null
        if (role === 'markup') field?.open(tag)
        itemSpeaks ||= role !== 'item' && Object.keys(attributes).length > 0
        if (role === 'item' || role === 'channel') fields.push(...fieldsOfTag(attributes, base))
        frames.push({ role, scope, base, field, fields })
        if (frames.length > DEPTH_LIMIT) parser.pause()
      },
      ontext(text) {
        itemSpeaks ||= text.trim() !== ''
        top().field?.text(text)
      },
      onclosetag(tag, isImplied) {
        const frame = frames.pop() ?? outside
        if (frame.role === 'markup' && !isImplied) frame.field?.close(tag)
        else if (frame.role === 'field' && frame.field !== null) frame.fields.push(frame.field.finish())
        else if (frame.role === 'item' && frame.fields === item) endItem()
        if (root === 'open' && frame.role !== 'outside' && top().role === 'outside') root = 'closed'
      },
    },
    { xmlMode: true },
  )

  parser.write(xml)
  if (frames.length > DEPTH_LIMIT) return { kind: 'too-deep' }
  if (webPage) return { kind: 'web-page' }
  if (root === 'none') return { kind: 'no-feed' }
  // Ending the parser would close what is open, and so make a whole item of the half at the end of a cut document.
  draft.complete = root === 'closed'
  // A cut inside an item puts the item before it in doubt as well (some are closed early and go on). Both come with the
  // next poll, for the validators of an incomplete document are not kept.
  if (!draft.complete && item !== null) draft.items.pop()
  return { kind: 'draft', draft }
}

/** What the tag of a feed or item itself says: the identity in RDF, the language in Atom. */
function fieldsOfTag(attributes: Readonly<Record<string, string>>, base: string): Field[] {
  const about = attributes['rdf:about'] ?? attributes.about
  const language = attributes['xml:lang']
  return [
    ...(about === undefined ? [] : [{ name: 'rdf:about', attributes: new Map<string, string>(), base, text: about }]),
    ...(language === undefined
      ? []
      : [{ name: 'xml:lang', attributes: new Map<string, string>(), base, text: language }]),
  ]
}

function baseInside(outer: string, own: string | undefined): string {
  if (own === undefined) return outer
  return URL.canParse(own, outer === '' ? undefined : outer) ? new URL(own, outer === '' ? undefined : outer).href : own
}
