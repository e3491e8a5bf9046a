import type { Language } from './language.ts'

type Marks = {
  readonly outer: readonly [string, string]
  readonly inner: readonly [string, string]
  readonly dash: string
}

/** English as the Secretariat writes it (British order of things, double marks); Russian and Kazakh by their printers' custom. */
const marks: Readonly<Record<Language, Marks>> = {
  en: { outer: ['“', '”'], inner: ['‘', '’'], dash: '–' },
  ru: { outer: ['«', '»'], inner: ['„', '“'], dash: '—' },
  kk: { outer: ['«', '»'], inner: ['„', '“'], dash: '—' },
}

/** Quotation marks, apostrophes, dashes and ellipses of the language. Marks that do not pair are left as they are. */
export function withTypography(title: string, language: Language): string {
  const own = marks[language]
  return withQuotes(title, own, language)
    .replaceAll('...', '…')
    .replace(/(?<=\S) (?:--?|–|—) (?=\S)/gu, ` ${own.dash} `)
    .replace(/(?<=\S)--(?=\S)/g, ` ${own.dash} `)
    .replace(/\b((?:19|20)\d\d)-((?:19|20)\d\d)\b/g, '$1–$2')
    .replace(/ +([,;!?.:])(?=\s|$)/g, '$1')
    .replace(/([!?])\1{1,}/g, '$1')
}

type Sign = { readonly at: number; readonly length: number; readonly kind: 'open' | 'close' }

const doubled = /``|''|[""„‟«»❝❞＂]|[“”]/gu

/** Whether a sign opens or closes is told by itself, else by what stands beside it; a sign beside a sign does as that one does. */
function signOf(text: string, match: RegExpExecArray, previous: Sign | undefined): Sign['kind'] {
  const [sign] = match
  if (sign === '«' || sign === '„' || sign === '‟') return 'open'
  if (sign === '»' || sign === '”') return 'close'
  if (previous !== undefined && previous.at + previous.length === match.index) return previous.kind
  const before = text[match.index - 1]
  const isAtEnd = match.index + sign.length >= text.length
  return !isAtEnd && (before === undefined || /[\s([{—–\-/]/u.test(before)) ? 'open' : 'close'
}

/** Undefined where they do not pair: then nothing is known, and nothing is touched. */
function pairedSigns(text: string): readonly (Sign & { readonly depth: number })[] | undefined {
  const found: (Sign & { depth: number })[] = []
  let depth = 0
  for (const match of text.matchAll(doubled)) {
    // 5'10'' and 6" are measures.
    if (/\d/.test(text[match.index - 1] ?? '') && match[0] !== '»' && match[0] !== '”' && depth === 0) return undefined
    const kind = signOf(text, match, found.at(-1))
    if (kind === 'close') depth -= 1
    if (depth < 0) return undefined
    found.push({ at: match.index, length: match[0].length, kind, depth })
    if (kind === 'open') depth += 1
  }
  return depth === 0 ? found : undefined
}

function withQuotes(text: string, { outer, inner }: Marks, language: Language): string {
  const signs = pairedSigns(text) ?? []
  let made = ''
  let from = 0
  for (const { at, length, kind, depth } of signs) {
    const [open, close] = depth === 0 ? outer : inner
    made += text.slice(from, at) + (kind === 'open' ? open : close)
    from = at + length
  }
  return withSingles(made + text.slice(from), { outer, inner }, language)
}

/** 'Silk Road' → ‘Silk Road’ or «Шёлковый путь»; between letters the sign is an apostrophe. */
function withSingles(text: string, { outer, inner }: Pick<Marks, 'outer' | 'inner'>, language: Language): string {
  const curled = text.replace(/(?<=\p{L})['`´](?=\p{L})/gu, '’')
  const [open, close] = language === 'en' ? inner : outer
  const paired = curled.replace(
    /(?<![\p{L}\p{N}])['‘](?=[\p{L}\p{N}])([^'‘’]*(?:’\p{L}[^'‘’]*)*[\p{L}\p{N}.!?,…])['’](?![\p{L}\p{N}])/gu,
    (_, words: string) =>
      /[«»]/u.test(text) && language !== 'en' ? `${inner[0]}${words}${inner[1]}` : `${open}${words}${close}`,
  )
  // The possessive of a plural: workers' rights.
  return language === 'en' ? paired.replace(/(?<=s)'(?=\s)/g, '’') : paired
}
