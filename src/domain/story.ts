import { withoutOutlet } from './title.ts'

/** What a headline says, as far as two outlets would say it alike. */
export type StoryFingerprint = {
  /** Beginnings of the words that carry the story, each once, sorted. */
  words: readonly string[]
  /** Those of them that may be names: written with a capital, or where writing does not tell. */
  names: readonly string[]
  /** Figures, sorted: "12 января" and "13 января" are two stories. */
  numbers: readonly string[]
  /** Whether it denies: "утвердил" and "не утвердил" are two stories. */
  negated: boolean
}

/** What of an item decides whether it tells the same story as another. */
export type StoryTelling = { title: string; outlet: string; publishedAt: string | null }

/** Further apart in time, equal headlines are a series ("Exchange rates for today"), not one story. */
const WINDOW_HOURS = 48
/** Of all words of both headlines, the part that both must have. */
const SHARED_PART = 0.5
const FEWEST_SHARED = 3
const KEY_WORDS = 5
/** Letters that the forms of one word have in common: одобрил, одобряет. */
const FORM_BEGINNING = 4
/** A word pair in more stories than this says nothing; comparing stays linear whatever comes. */
const STORIES_A_KEY = 20

const NEGATIONS = new Set(['не', 'нет', 'ни', 'no', 'not', 'never', 'емес', 'жоқ'])
const STOP_WORDS = new Set(
  `a an the of in on at to for from by with and or as is are was were be been has have had will would its his her their this that it after
  over into about amid says said say new news video photo live breaking update
  в во на по о об от до за из к ко с со у и а но или что как для при под над про это его ее их был была было были будет стал стала после
  через между также уже еще новый новая новые видео фото срочно молния сегодня
  мен пен бен және туралы үшін бойынша жаңа бүгін кейін деп де да та те бұл`.split(/\s+/),
)
/** Latin letters that stand for Cyrillic ones where a word mixes the two. */
const LOOK_ALIKES: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'в',
  c: 'с',
  e: 'е',
  h: 'н',
  i: 'і',
  k: 'к',
  m: 'м',
  o: 'о',
  p: 'р',
  t: 'т',
  x: 'х',
  y: 'у',
}

/**
 * A headline → its fingerprint, the same for spelling variants: case, quotes, dashes, ё, invisible characters, look-alike
 * letters, word endings, and the outlet's name at the end ("… — BBC", "… | Reuters"). What else stands behind a dash stays: it
 * may be who says so.
 * @param outlets names of the outlet, as it may write them itself
 */
export function fingerprintTitle(title: string, outlets: readonly string[] = []): StoryFingerprint {
  const line = title
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim()
  const tokens = withoutOutlet(line, { language: null, outlets }).match(/\d+(?:[.,]\d+)*|[\p{L}\p{M}]+/gu) ?? []
  const written = tokens.filter((token) => !/^\d/.test(token))
  const capitals = written.filter((word) => /^\p{Lu}/u.test(word)).length
  // In capitals throughout, in English title case and in scripts without capitals every word may be a name.
  const tells = capitals > 0 && capitals <= written.length * 0.6
  const words = written.map((word, at) => ({
    plain: plainWord(word),
    name: !tells || at === 0 || /^\p{Lu}/u.test(word),
  }))
  const telling = words.filter(({ plain }) => !STOP_WORDS.has(plain) && !NEGATIONS.has(plain))
  const figures = tokens.filter((token) => /^\d/.test(token)).map((token) => token.replaceAll(',', '.'))
  return {
    words: sorted(telling.flatMap(({ plain }) => stems(plain))),
    names: sorted(telling.filter(({ name }) => name).flatMap(({ plain }) => stems(plain))),
    numbers: sorted(figures),
    negated: words.some(({ plain }) => NEGATIONS.has(plain)),
  }
}

/** Whether two headlines are one, but for the way they are written. */
export function isSameTitle(one: StoryFingerprint, other: StoryFingerprint): boolean {
  const isSameList = (own: readonly string[], theirs: readonly string[]) => own.join(' ') === theirs.join(' ')
  return one.negated === other.negated && isSameList(one.words, other.words) && isSameList(one.numbers, other.numbers)
}

/** Whether two headlines tell one story. Symmetrical; not transitive, as likeness is not. */
export function isSameStory(one: StoryFingerprint, other: StoryFingerprint): boolean {
  if (one.negated !== other.negated || contradict(one.numbers, other.numbers)) return false
  const own = new Set(one.words)
  const theirs = new Set(other.words)
  const shared = other.words.filter((word) => own.has(word)).length
  const all = own.size + theirs.size - shared
  if (all === shared) return shared >= 2
  if (shared < FEWEST_SHARED || shared / all < SHARED_PART) return false
  if (swapsOneWord(one, other)) return false
  // "… в Астане" and "… в Ташкенте": where each names something that the other does not, they are two stories.
  const named = one.names.some((name) => !theirs.has(name))
  return !(named && other.names.some((name) => !own.has(name)))
}

/** Whether two headlines have no telling word and no figure in common: whatever the second is, it is not the first reworded. */
export function shareNothing(one: StoryFingerprint, other: StoryFingerprint): boolean {
  return (
    !one.words.some((word) => other.words.includes(word)) && !one.numbers.some((each) => other.numbers.includes(each))
  )
}

/**
 * "… opens border crossing …" and "… closes border crossing …": where all is alike but one word that is no name, that word is
 * what happened. Two forms of one word are no such pair.
 */
function swapsOneWord(one: StoryFingerprint, other: StoryFingerprint): boolean {
  const [own, ...moreOwn] = one.words.filter((word) => !other.words.includes(word))
  const [theirs, ...moreTheirs] = other.words.filter((word) => !one.words.includes(word))
  if (own === undefined || theirs === undefined || moreOwn.length > 0 || moreTheirs.length > 0) return false
  if (one.names.includes(own) || other.names.includes(theirs)) return false
  return own.slice(0, FORM_BEGINNING) !== theirs.slice(0, FORM_BEGINNING)
}

/**
 * Keys under which to look for the same story: two headlines that tell one share a key in all but rare cases. At most
 * ten; none for a headline of fewer than two telling words.
 */
export function storyKeys({ words }: StoryFingerprint): string[] {
  // Longer words are rarer, and rare ones are those that outlets have in common.
  const longest = words
    .toSorted((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, KEY_WORDS)
    .sort()
  return longest.flatMap((first, at) => longest.slice(at + 1).map((second) => `${first} ${second}`))
}

/** Stories told so far, to be asked which of them a further item tells. */
type StoryIndex<T> = {
  /** The item that first told the same story, from another outlet and not long before or after; undefined if none did. */
  find(telling: StoryTelling): T | undefined
  add(item: T): void
}

/**
 * An outlet tells a story once: an item never belongs to one of its own outlet on its title alone (the daily "Курс
 * валют на сегодня"). Asking and adding take the same time however many stories there are.
 */
function createStoryIndex<T>(items: readonly T[], tell: (item: T) => StoryTelling): StoryIndex<T> {
  const byKey = new Map<string, Told<T>[]>()
  const index: StoryIndex<T> = {
    find(telling) {
      const fingerprint = fingerprintTitle(telling.title, [telling.outlet])
      for (const key of storyKeys(fingerprint)) {
        const found = byKey.get(key)?.find((told) => isRetold(told, telling, fingerprint))
        if (found !== undefined) return found.item
      }
      return undefined
    },
    add(item) {
      const telling = tell(item)
      const told = { item, telling, fingerprint: fingerprintTitle(telling.title, [telling.outlet]) }
      for (const key of storyKeys(told.fingerprint)) {
        byKey.set(key, [...(byKey.get(key) ?? []).slice(1 - STORIES_A_KEY), told])
      }
    },
  }
  for (const item of items) index.add(item)
  return index
}

type Told<T> = { item: T; telling: StoryTelling; fingerprint: StoryFingerprint }

function isRetold<T>(told: Told<T>, telling: StoryTelling, fingerprint: StoryFingerprint): boolean {
  if (told.telling.outlet === telling.outlet) return false
  return withinWindow(told.telling.publishedAt, telling.publishedAt) && isSameStory(told.fingerprint, fingerprint)
}

/**
 * Groups items that tell the same story, in the order of each story's first item. Time grows in proportion to the
 * number of items.
 */
export function groupStories<T>(items: readonly T[], tell: (item: T) => StoryTelling): T[][] {
  const groups = new Map<T, T[]>()
  const index = createStoryIndex<T>([], tell)
  for (const item of items) {
    const telling = tell(item)
    const first = index.find(telling)
    const group = first === undefined ? undefined : groups.get(first)
    if (group === undefined || group.some((other) => tell(other).outlet === telling.outlet)) {
      groups.set(item, [item])
      index.add(item)
    } else group.push(item)
  }
  return [...groups.values()]
}

function withinWindow(one: string | null, other: string | null): boolean {
  if (one === null || other === null) return true
  return Math.abs(Date.parse(one) - Date.parse(other)) <= WINDOW_HOURS * 3_600_000
}

/** One may leave a figure out that the other gives, but neither may give another one. */
function contradict(one: readonly string[], other: readonly string[]): boolean {
  const [few, many] = one.length < other.length ? [one, other] : [other, one]
  return few.some((number) => !many.includes(number))
}

function plainWord(word: string): string {
  const lower = word.toLowerCase().replaceAll('ё', 'е')
  if (!/[a-z]/.test(lower) || !/\p{Script=Cyrillic}/u.test(lower)) return lower
  return [...lower].map((letter) => LOOK_ALIKES[letter] ?? letter).join('')
}

function sorted(words: readonly string[]): string[] {
  return [...new Set(words)].sort()
}

/** Scripts without spaces give pairs of letters; other words lose the part that endings change. */
function stems(word: string): string[] {
  if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)) {
    return Array.from({ length: Math.max(1, word.length - 1) }, (_, at) => word.slice(at, at + 2))
  }
  if (word.length === 1) return []
  if (word.length > 6) return [word.slice(0, 6)]
  if (/^[a-z]+$/.test(word)) return [word.length > 3 ? word.replace(/(?:es|s)$/, '') : word]
  return [word.length > 4 ? word.slice(0, -1) : word]
}
