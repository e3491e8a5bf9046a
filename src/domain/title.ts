import type { Language } from './language.ts'
import { shortened } from './shortened.ts'
import { sentenceCase } from './title-case.ts'
import { withTypography } from './title-typography.ts'

/** Where a title comes from, as far as it may be written at the end of the title itself. */
export type TitleOrigin = {
  readonly language: Language | null
  /** Names of the outlet: as the list of feeds calls it, as the feed calls itself. */
  readonly outlets: readonly string[]
  /** The item's address; its host is a name of the outlet too. */
  readonly link?: string | null
  /** Tells names from other words where the title is in capitals throughout. */
  readonly summary?: string | null
}

/** Longer titles are cut at a word; feeds put whole paragraphs into them. */
const longestTitle = 300

/**
 * A feed's title as an edition prints it: one line, without the outlet's name at its end, without a full stop, not in capitals
 * throughout, and with the quotation marks and dashes of its language. Says nothing that the feed did not say.
 */
export function cleanTitle(raw: string, origin: TitleOrigin): string {
  const line = oneLine(raw)
  const bare = withoutTail(withoutOutlet(line, { ...origin, outlets: withPlainNames(origin.outlets) }))
  const cased = sentenceCase(bare, origin)
  const clean = withTypography(cased, origin.language ?? 'en')
  return shortened(clean === '' ? line : clean, longestTitle)
}

/** Persian and the scripts of India spell with these two, and pictures are joined by the second. */
const idleJoiner =
  /(?<![\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Sinhala}])(?:\u200C|\u200D(?!\p{Extended_Pictographic}))/gu

function oneLine(raw: string): string {
  return raw
    .normalize('NFC')
    .replace(idleJoiner, '')
    .replace(/[\u200B\u200E\u200F\u2060\uFEFF\u00AD\u202A-\u202E\u2066-\u2069]/g, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
}

/** “Kazinform (English)” in the list of feeds is Kazinform at the end of a title. */
function withPlainNames(outlets: readonly string[]): readonly string[] {
  const plain = outlets.map((name) => name.replace(/\s*[([][^)\]]*[)\]]\s*$/u, '')).filter((name) => name !== '')
  return [...new Set([...outlets, ...plain])]
}

const lettersOf = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')
const wordsOf = (text: string) => text.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '')

/** “The Astana Times”, “BBC News Русская служба”. */
const wordsAboutName = 2

function hostNames(link: string | null | undefined): string[] {
  if (link == null || !URL.canParse(link)) return []
  const host = new URL(link).hostname.replace(/^www\./, '')
  return [host, host.split('.').slice(0, -1).join('.')]
}

// The States are those that the runtime knows; of capitals the ones that outlets are called after.
const capitals =
  'abu dhabi|amman|ankara|ashgabat|astana|baghdad|baku|bangkok|beijing|beirut|bishkek|brussels|cairo|damascus|delhi|dhaka|doha|dushanbe|hanoi|islamabad|jakarta|jerusalem|kabul|kathmandu|kyiv|london|manila|manama|minsk|moscow|new delhi|paris|riyadh|seoul|tashkent|tehran|tbilisi|tokyo|ulaanbaatar|washington|yerevan'

/** Letters of the names of States and capitals. */
function placeNames(): ReadonlySet<string> {
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ']
  const codes = letters.flatMap((first) => letters.map((second) => `${first}${second}`))
  const states = ['en', 'ru', 'kk'].flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' })
    return codes.flatMap((code) => names.of(code) ?? [])
  })
  return new Set([...states, ...capitals.split('|')].map(lettersOf))
}

/** Made when it is first asked for: two thousand names take some fifty milliseconds, which a start has no use for. */
let places: ReadonlySet<string> | undefined

/** “… — China”: who says so, not where it was printed, even where the outlet is called China. */
function isPlace(name: string): boolean {
  places ??= placeNames()
  return places.has(lettersOf(name))
}

/** Whether the end of a title names the outlet: the same letters, or its whole name with a word or two about it. */
function namesOutlet(tail: string, { outlets, link }: TitleOrigin): boolean {
  const own = lettersOf(tail)
  if (own.length < 2 || isPlace(tail)) return false
  if ([...outlets, ...hostNames(link)].some((name) => lettersOf(name) === own)) return true
  return outlets.some((name) => lettersOf(name).length >= 4 && !isPlace(name) && holdsName(tail, name))
}

/** With its capitals, or “a new trend” would name Trend. */
function holdsName(tail: string, name: string): boolean {
  const [words, wanted] = [wordsOf(tail), wordsOf(name)]
  return words.length <= wanted.length + wordsAboutName && ` ${words.join(' ')} `.includes(` ${wanted.join(' ')} `)
}

/** Behind a bar stands no speaker: there the beginning of the outlet's name will do. */
function beginsOutlet(tail: string, { outlets, link }: TitleOrigin): boolean {
  const own = lettersOf(tail)
  return own.length >= 4 && [...outlets, ...hostNames(link)].some((name) => lettersOf(name).startsWith(own))
}

/** A word with a dot and a top-level domain, written as a site writes itself: Kursiv.Media, inform.kz. */
const looksLikeSite = (tail: string) => /^[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:[a-z]{2,6}|рф)$/iu.test(tail)

/**
 * “… | Reuters”, “… — ТАСС”, “… - inform.kz”: the end goes where it names the outlet or a site; behind a bar also any other short
 * end. What stands behind a dash may be part of the sentence, so a mere short end is left there.
 */
export function withoutOutlet(title: string, origin: TitleOrigin): string {
  const cut = /^(.*\S)\s*(\s[-–—|·•:»]|[|])\s+(\S.*)$/u.exec(title)
  const [, head = '', mark = '', tail = ''] = cut ?? []
  if (cut === null || head.split(/\s+/).length < 3) return title
  const isBehindBar = mark.trim() === '|'
  const isOutlet = namesOutlet(tail, origin) || looksLikeSite(tail) || (isBehindBar && beginsOutlet(tail, origin))
  const isShortBehindBar = isBehindBar && tail.split(/\s+/).length <= 4 && head.split(/\s+/).length >= 4
  return isOutlet || isShortBehindBar ? withoutOutlet(head.trim(), origin) : title
}

// Words whose full stop belongs to them. Compared in lower case, with the stop taken off.
const abbreviations = new Set(
  'inc ltd co corp plc bros jr sr st vs etc dr mr mrs ms gen col lt sgt gov sen rep dept approx est г гг в вв др пр им ст стр тыс млн млрд трлн руб долл коп чел проц ж жж т б с км м кг га обл р н респ адм мин ген акад проф'.split(
    ' ',
  ),
)
// Words else, or parts of them; behind a figure they are months and measures: 20 Nov., 20 нояб., 20 қар.
const abbreviationsBehindFigures = new Set(
  'jan feb mar apr jun jul aug sep sept oct nov dec pct min sec hrs янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек мес нед сут ч сек шт экз қаң ақп нау сәу мам мау шіл там қыр қаз қар жел'.split(
    ' ',
  ),
)

function isAbbreviation(word: string): boolean {
  const bare = word.replace(/[^\p{L}.]/gu, '')
  if (/\p{L}\.\p{L}/u.test(bare)) return true
  const letters = bare.replaceAll('.', '')
  return (letters.length === 1 && letters !== letters.toLowerCase()) || abbreviations.has(letters.toLowerCase())
}

/** A headline ends without a full stop; three are an ellipsis, and those of an abbreviation are its own. */
function withoutTail(title: string): string {
  const whole = title
    .replace(/\s*[([](?:video|photos?|фото|видео|сурет(?:тер)?|бейне)[)\]]\s*$/iu, '')
    .replace(/(?<=[?!])\s*(?:\.{2,}|…)(?=\s*[»”"’']*$)/u, '')
    .replace(/\s*(?:\.{2,}|…)\s*$/u, '…')
    .replace(/\s*[,;:–—-]+\s*$/u, '')
  if (!/[^.]\.$/.test(whole)) return whole
  const words = whole.slice(0, -1).split(' ')
  const last = words.at(-1) ?? ''
  const isMeasure = /\d$/.test(words.at(-2) ?? '') && abbreviationsBehindFigures.has(last.toLowerCase())
  return isMeasure || isAbbreviation(`${last}.`) ? whole : whole.slice(0, -1)
}
