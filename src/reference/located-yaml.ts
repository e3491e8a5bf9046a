import { EVENT_ID, type Event, getScalarValue, loadAll, parseEvents, YAMLException } from 'js-yaml'

export type Path = readonly PropertyKey[]

export type LocatedYaml =
  | { readonly kind: 'parsed'; readonly value: unknown; readonly lineOf: (path: Path) => number }
  | { readonly kind: 'faulty'; readonly errors: readonly { readonly line: number; readonly problem: string }[] }

/** Where something stands: the offset of its key or, in a list, its own. */
type Place = { readonly offset: number; readonly parts: Map<PropertyKey, Place> }

/** Aliases that name aliases unfold without end: seven rows of nine make millions. */
const mostAliases = 20

/**
 * YAML or JSON (which YAML contains) with the lines of its parts, so that a person finds what a fault speaks of.
 * A path that the text lacks has the line of its nearest ancestor: a missing field has that of its record.
 */
export function parseLocatedYaml(text: string): LocatedYaml {
  try {
    const documents = loadAll(text, { maxAliases: mostAliases })
    if (documents.length > 1) return { kind: 'faulty', errors: [{ line: 1, problem: 'more than one document' }] }
    // Only a fault asks for lines, and a sound file has none.
    let places: Place | undefined
    const lineOf = (path: Path): number => {
      places ??= placesIn(text)
      return lineAt(text, offsetOf(places, path))
    }
    return { kind: 'parsed', value: documents[0], lineOf }
  } catch (error) {
    const line = error instanceof YAMLException ? (error.mark?.line ?? 0) + 1 : 1
    const problem = error instanceof YAMLException ? error.reason : String(error)
    return { kind: 'faulty', errors: [{ line, problem }] }
  }
}

function offsetOf(places: Place, path: Path): number {
  let place = places
  for (const step of path) {
    const part = place.parts.get(step)
    if (part === undefined) break
    place = part
  }
  return place.offset
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

/** The list or mapping that is being read, and in a mapping the key whose value comes next. */
type Open = { readonly place: Place; readonly isMapping: boolean; key?: Place | undefined; count: number }

function placesIn(text: string): Place {
  const newPlace = (offset: number): Place => ({ offset, parts: new Map() })
  let root = newPlace(0)
  const opened: Open[] = []

  /** Puts what an event begins where it belongs. @returns undefined for a key, which is no value yet */
  function put(offset: number, scalar: string | undefined): Place | undefined {
    const open = opened.at(-1)
    if (open === undefined) {
      root = newPlace(offset)
      return root
    }
    if (!open.isMapping) {
      const item = newPlace(offset)
      open.place.parts.set(open.count, item)
      open.count += 1
      return item
    }
    if (open.key === undefined) {
      open.key = newPlace(offset)
      open.place.parts.set(scalar ?? '', open.key)
      return undefined
    }
    const value = open.key
    open.key = undefined
    return value
  }

  function read(event: Event): void {
    if (event.type === EVENT_ID.SCALAR) put(event.valueStart, getScalarValue(text, event))
    else if (event.type === EVENT_ID.ALIAS) put(0, undefined)
    else if (event.type === EVENT_ID.SEQUENCE || event.type === EVENT_ID.MAPPING) {
      const isMapping = event.type === EVENT_ID.MAPPING
      opened.push({ place: put(event.start, undefined) ?? newPlace(event.start), isMapping, count: 0 })
    } else if (event.type === EVENT_ID.POP) opened.pop()
  }

  for (const event of parseEvents(text, {})) read(event)
  return root
}
