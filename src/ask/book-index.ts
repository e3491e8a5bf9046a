import { type LocalizedText, languages } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import { namesIn } from './book-names.ts'
import { roughStem } from './endings.ts'
import type { Alias, Lexicon } from './lexicon.ts'
import { normalise, type Token, tokenise } from './normalise.ts'
import { createRecordSearch, type RecordSearch, type Searched } from './record-search.ts'
import { isConnector, type Match, Vocabulary } from './vocabulary.ts'

/** A lexicon and a book made ready for questions; built once for each pair. */
export type BookIndex = {
  readonly vocabulary: Vocabulary
  readonly events: RecordSearch
  readonly eventNotes: RecordSearch
  readonly eventsById: ReadonlyMap<string, RecordBook['events'][number]>
  /** By the id of a body, the areas and dimensions that its meetings are on record with. */
  readonly scopesOfBodies: ReadonlyMap<string, ReadonlySet<string>>
  readonly deadlines: RecordSearch
  readonly memoranda: RecordSearch
  readonly memorandaNotes: RecordSearch
  readonly facts: RecordSearch
  readonly clusters: RecordSearch
  readonly terms: RecordSearch
  /** Record ids of the officials that a name of the lexicon means. */
  readonly officialsNamed: ReadonlyMap<string, readonly string[]>
}

const silentGroups: ReadonlySet<string> = new Set([
  'cues',
  'fillers',
  'foreign',
  'months',
  'units',
  'amounts',
  'outsiders',
  'capitals',
])

/** Features of a text: its notions, and rough stems of the words that no notion has. */
export function featuresOf(tokens: readonly Token[], matches: readonly Match[]): Set<string> {
  const features = new Set<string>()
  const known = new Set<number>()
  for (const { alias, from, to } of matches) {
    // A capital may be the place of a meeting, which is found by its name.
    if (alias.group !== 'capitals') for (let at = from; at <= to; at += 1) known.add(at)
    if (!silentGroups.has(alias.group)) features.add(`${alias.group}:${alias.id}`)
  }
  tokens.forEach((token, at) => {
    if (token.script === 'digits') {
      if (/^(19|20)\d\d$/.test(token.raw)) features.add(`year:${token.raw}`)
      else if (token.raw.length < 3) features.add(`numbers:${Number(token.raw)}`)
    } else if (!known.has(at) && !isConnector(token) && token.key.length > 2 && token.script !== 'other') {
      features.add(`stem:${roughStem(token.key, token.script)}`)
    }
  })
  for (const pair of ordinalsOf(tokens, matches)) features.add(pair)
  features.delete('bodies:cica')
  return features
}

/**
 * Which body a number counts the meetings of: in “8th session of the Business Council and 10th Business Forum” each its own.
 * That is the body after it, or the one before it where another number or nothing comes between.
 */
function ordinalsOf(tokens: readonly Token[], matches: readonly Match[]): readonly string[] {
  const numbers = new Map<number, number>()
  tokens.forEach((token, at) => {
    if (token.script === 'digits' && token.raw.length < 3) numbers.set(at, Number(token.raw))
  })
  for (const { alias, from } of matches) if (alias.group === 'numbers') numbers.set(from, Number(alias.id))
  // “UNGA 78” counts the sessions of the Assembly.
  for (const { alias, to } of matches) if (alias.group === 'places') numbers.delete(to + 1)
  const bodies = matches.filter((match) => match.alias.group === 'bodies' && match.alias.id !== 'cica')
  return [...numbers].flatMap(([at, number]) => {
    const after = bodies.filter((match) => match.from > at).sort((a, b) => a.from - b.from)[0]
    const between = after === undefined || [...numbers.keys()].some((other) => other > at && other < after.from)
    const before = bodies.filter((match) => match.to < at).sort((a, b) => b.to - a.to)[0]
    const body = between || after.from - at > 7 ? (before ?? after) : after
    return body === undefined ? [] : [`ordinals:${number}:${body.alias.id}`]
  })
}

type Speech = { readonly vocabulary: Vocabulary; readonly remembered: Map<string, ReadonlySet<string>> }

const speeches = new WeakMap<Lexicon, Map<string, Speech>>()

/** A changed record makes a new book, but hardly ever a new name: vocabulary and read texts outlive the book. */
function speechOf(lexicon: Lexicon, names: readonly Alias[]): Speech {
  const signature = names.map((name) => `${name.group} ${name.id} ${name.text}`).join('\n')
  const known = speeches.get(lexicon) ?? new Map<string, Speech>()
  speeches.set(lexicon, known)
  const kept = known.get(signature)
  if (kept !== undefined) return kept
  const vocabulary = new Vocabulary()
  for (const alias of lexicon.aliases) vocabulary.add(alias)
  for (const alias of names) vocabulary.add(alias)
  vocabulary.seal()
  // One for each clearance, and one more while names change.
  if (known.size >= 3) known.clear()
  const speech = { vocabulary, remembered: new Map<string, ReadonlySet<string>>() }
  known.set(signature, speech)
  return speech
}

function scopesOfBodies(events: RecordBook['events']): ReadonlyMap<string, ReadonlySet<string>> {
  const scopes = new Map<string, Set<string>>()
  for (const { body, furtherBodies, area, dimension } of events) {
    for (const each of body === undefined ? [] : [body, ...(furtherBodies ?? [])]) {
      const own = scopes.get(each) ?? new Set<string>()
      for (const scope of [area, dimension]) if (scope !== undefined) own.add(scope)
      scopes.set(each, own)
    }
  }
  return scopes
}

function build(book: RecordBook, lexicon: Lexicon): BookIndex {
  const { vocabulary, remembered } = speechOf(lexicon, namesIn(book))
  const featuresIn = (text: string): ReadonlySet<string> => {
    const kept = remembered.get(text)
    if (kept !== undefined) return kept
    const tokens = tokenise(normalise(text))
    const features = featuresOf(tokens, vocabulary.find(tokens, { transliterate: false, corrections: 0 }))
    remembered.set(text, features)
    return features
  }
  const of = (...texts: readonly (LocalizedText | undefined)[]): Set<string> => {
    const features = new Set<string>()
    for (const text of texts)
      for (const language of languages)
        for (const feature of text?.[language] === undefined ? [] : featuresIn(text[language])) features.add(feature)
    return features
  }
  /** Terms are also made of words that elsewhere only tell what is asked: “draft concept paper”. */
  const cuesIn = (text: LocalizedText) =>
    languages.flatMap((language) => {
      const tokens = tokenise(normalise(text[language] ?? ''))
      return vocabulary
        .find(tokens, { transliterate: false, corrections: 0 })
        .flatMap(({ alias }) => (alias.group === 'cues' ? [`cues:${alias.id}`] : []))
    })
  const search = <T extends { readonly id: string }>(records: readonly T[], features: (record: T) => Set<string>) =>
    createRecordSearch(records.map((record): Searched => ({ id: record.id, features: features(record) })))

  const eventFeatures = (event: RecordBook['events'][number]) => {
    const features = of(event.title, event.place)
    for (const body of [event.body, ...(event.furtherBodies ?? [])])
      if (body !== undefined) features.add(`bodies:${body}`)
    for (const organiser of event.organisers)
      features.add(/^[A-Z]{3}$/.test(organiser) ? `states:${organiser}` : `organizations:${organiser}`)
    if (event.area !== undefined) features.add(`areas:${event.area}`)
    if (event.dimension !== undefined) features.add(`dimensions:${event.dimension}`)
    if (event.type === 'expert') features.add('words:expert-meeting')
    return features
  }
  const officialsNamed = new Map<string, string[]>()
  for (const official of book.officials) {
    for (const feature of of(official.name)) {
      if (!feature.startsWith('officials:')) continue
      const name = feature.slice('officials:'.length)
      officialsNamed.set(name, [...(officialsNamed.get(name) ?? []), official.id])
    }
  }

  return {
    vocabulary,
    events: search(book.events, eventFeatures),
    // Years in a title are the meeting's; in a note they are those of what it dealt with.
    eventNotes: search(
      book.events,
      (event) => new Set([...[...eventFeatures(event)].filter((each) => !each.startsWith('year:')), ...of(event.note)]),
    ),
    eventsById: new Map(book.events.map((event) => [event.id, event])),
    scopesOfBodies: scopesOfBodies(book.events),
    deadlines: search(book.deadlines, (deadline) => of(deadline.title, deadline.document, deadline.wording)),
    memoranda: search(book.memoranda, (each) => {
      const features = of(each.party)
      if (each.organization !== undefined) features.add(`organizations:${each.organization}`)
      return features
    }),
    memorandaNotes: search(book.memoranda, (each) => of(each.party, each.note)),
    facts: search(book.facts, (fact) => {
      const features = of(fact.title)
      for (const about of fact.about)
        for (const feature of featuresIn(about.replaceAll('-', ' '))) features.add(feature)
      return features
    }),
    clusters: search(book['road-map'], (cluster) => of(cluster.summary)),
    terms: search(book.glossary, (term) => new Set([...of(term.term), ...cuesIn(term.term)])),
    officialsNamed,
  }
}

const indexes = new WeakMap<RecordBook, WeakMap<Lexicon, BookIndex>>()

/** Kept for as long as the book is: a book is made anew only when a record changes. */
export function indexOf(book: RecordBook, lexicon: Lexicon): BookIndex {
  let byLexicon = indexes.get(book)
  if (byLexicon === undefined) {
    byLexicon = new WeakMap()
    indexes.set(book, byLexicon)
  }
  const kept = byLexicon.get(lexicon)
  if (kept !== undefined) return kept
  const built = build(book, lexicon)
  byLexicon.set(lexicon, built)
  return built
}
