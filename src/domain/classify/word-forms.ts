import type { Language } from '../language.ts'
import { foldTerm } from './tokenise.ts'

/** Whether the rest of a word may follow its stem. There are a few dozen of these, shared by tens of thousands of stems. */
export type Accepts = (rest: string) => boolean

/** One entry of the word index: a stem and the test that the rest of a word must pass. */
export type WordForm = { stem: string; accepts: Accepts }

const endingsOf = (text: string): ReadonlySet<string> => new Set(['', ...text.split(' ')])

const anything: Accepts = () => true
const nothing: Accepts = (rest) => rest === ''
const oneOf =
  (endings: ReadonlySet<string>): Accepts =>
  (rest) =>
    endings.has(rest)
const anyBut =
  (refused: string, endings: ReadonlySet<string>): Accepts =>
  (rest) =>
    rest !== refused && endings.has(rest)

const ENGLISH = oneOf(endingsOf('s ed ing'))
/** After o both plurals are written: embargoes, casinos. */
const ENGLISH_O = oneOf(endingsOf('s es ed ing'))
const ENGLISH_NAME = oneOf(endingsOf('s es'))
const ENGLISH_SHORT = oneOf(endingsOf('s'))
/** "discus" is not in "discuss", nor "gas" in "gass". */
const ENGLISH_HISS = oneOf(endingsOf('es ed ing'))
/** Only a final e takes a bare d: "car" is not in "card", nor "win" in "wind". */
const ENGLISH_MUTE = oneOf(endingsOf('s d'))
const ENGLISH_LONG_E = oneOf(endingsOf('s d ing'))
const ENGLISH_Y = anyBut('', endingsOf('ies ied'))
const ENGLISH_E = oneOf(new Set(['ing']))
const ENGLISH_DOUBLED = new Map([...'bdgklmnprt'].map((last) => [last, oneOf(new Set([`${last}ed`, `${last}ing`]))]))

const englishEndings = (word: string): Accepts => {
  if (word.length < 3) return ENGLISH_SHORT
  if (/(?:[sxz]|[cs]h)$/.test(word)) return ENGLISH_HISS
  if (word.endsWith('o')) return ENGLISH_O
  if (word.endsWith('ee')) return ENGLISH_LONG_E
  return word.endsWith('e') ? ENGLISH_MUTE : ENGLISH
}

/** English: plural, past and -ing; final y, final e and the doubled consonant (ban – banned, cancel – cancelled) are the only changes of stem in headlines. */
const englishForms = (word: string, isName: boolean): WordForm[] => {
  // Nobody conjugates a name: the district of Swat is not in "swatted".
  if (isName) return [{ stem: word, accepts: ENGLISH_NAME }]
  const forms: WordForm[] = [{ stem: word, accepts: englishEndings(word) }]
  const head = word.slice(0, -1)
  if (/[^aeiou]y$/.test(word)) forms.push({ stem: head, accepts: ENGLISH_Y })
  if (/[^e]e$/.test(word)) forms.push({ stem: head, accepts: ENGLISH_E })
  const doubled = /(?:^|[^aeiou]|qu)[aeiou][bdgklmnprt]$/.test(word) ? ENGLISH_DOUBLED.get(word.slice(-1)) : undefined
  if (doubled !== undefined) forms.push({ stem: word, accepts: doubled })
  return forms
}

const russianNominal = endingsOf(
  'а я о е ы и у ю ь й ом ем ой ей ою ею ам ям ами ями ах ях ов ев ий ие ия ию ии ией ием иям иями иях ый ая ое ые ого его ому ему ым им ых их ыми ими ую юю яя ее ья ью ье ьи ьев ьям ьями ьях',
)
const RUSSIAN_NOMINAL = oneOf(russianNominal)
const RUSSIAN_ENDED = anyBut('', russianNominal)
const RUSSIAN_VERBAL = anyBut(
  '',
  endingsOf(
    'ть ться л ла ло ли лся лась лось лись н на но ны т м в ет ют ит ят ут ат ется ются ится ятся нный нная нное нные нного нной нным нных нными нную ный ная ное ные ного ной ным ных ем им й йте вший вшая вшие вших вшего вшую вшим',
  ),
)
const RUSSIAN_NOMINAL_END = /(?:ыми|ими|ый|ий|ой|ая|яя|ое|ее|ые|ие|ия|ья|ье|а|я|о|е|ы|и|у|ь|й)$/
const RUSSIAN_VERB_END = /(?:ть|ться)$/

/** Russian: the dictionary form loses its ending and the stem takes any ending of the declension (or, for infinitives, of the verb). */
const russianForms = (word: string): WordForm[] => {
  if (RUSSIAN_VERB_END.test(word) && /[аеиояуы]ть(?:ся)?$/.test(word))
    return [{ stem: word.replace(RUSSIAN_VERB_END, ''), accepts: RUSSIAN_VERBAL }]
  const cut = word.replace(RUSSIAN_NOMINAL_END, '')
  const stem = cut.length >= 2 ? cut : word
  // Two letters bare are another word: "соя" is not in "со", nor "шоу" in "шо".
  const forms: WordForm[] = [{ stem, accepts: stem.length === 2 && stem !== word ? RUSSIAN_ENDED : RUSSIAN_NOMINAL }]
  // Fleeting vowels: поставка – поставок, рынок – рынка, боец – бойца, японец – японца.
  if (/[^аеиоуыэюя]к[аи]$/.test(word)) {
    forms.push(
      { stem: `${stem.slice(0, -1)}ок`, accepts: nothing },
      { stem: `${stem.slice(0, -1)}ек`, accepts: nothing },
    )
  }
  if (word.length > 3 && /[^аеиоуыэюя][ое]к$/.test(word))
    forms.push({ stem: `${word.slice(0, -2)}к`, accepts: RUSSIAN_NOMINAL })
  if (/[аеиоуыэюя]ец$/.test(word)) forms.push({ stem: `${word.slice(0, -2)}йц`, accepts: RUSSIAN_NOMINAL })
  else if (/ец$/.test(word)) forms.push({ stem: `${word.slice(0, -2)}ц`, accepts: RUSSIAN_NOMINAL })
  return forms
}

/** Kazakh suffixes folded as the words are (і is и, ң is н, ғ is г); a word carries up to six of them. */
const KAZAKH_SUFFIXES = [
  ...'лар лер дар дер тар тер ым им ын ин сы си ы и мыз миз нын нин дын дин тын тин га ге қа ке на не а е ны ни н ды ди ты ти'.split(
    ' ',
  ),
  ...'да де та те нда нде дан ден тан тен нан нен мен бен пен м лық лик дық дик тық тик лыг лиг дыг диг тыг тиг'.split(
    ' ',
  ),
  ...'шы ши сыз сиз дагы деги тагы теги ндагы ндеги даи деи таи теи лы ли ша ше сын син ныки ники дыки дики'.split(' '),
  ...'лан лен дан ден дыру диру лық ла ле у уы уи ган ген қан кен гар ар ер р и ии иы ылы или ым дар дай гы ги қы ки иат'.split(
    ' ',
  ),
]

/** Short stems take the plain cases and possessives only: with verbal suffixes "көл" would be in "көлем" and "тур" in "тұрғын". */
const KAZAKH_SHORT_SUFFIXES = [
  ...'лар лер дар дер тар тер ы и сы си ын ин нын нин дын дин тын тин га ге қа ке на не ны ни ды ди ты ти'.split(' '),
  ...'да де та те нда нде дан ден тан тен нан нен мен бен пен лық лик дагы деги тагы теги ндагы ндеги'.split(' '),
]
const SHORT_STEM = 3

const BACK_SUFFIX_VOWEL = /[аы]/
const FRONT_SUFFIX_VOWEL = /е/
const HARMONY = /[аоыеәөүіэяұ](?=[^аоыеәөүіэяұ]*$)/

/** Suffixes by their first letter. */
type Suffixes = ReadonlyMap<string, readonly string[]>

const byFirstLetter = (suffixes: readonly string[]): Suffixes => Map.groupBy(suffixes, (suffix) => suffix.charAt(0))

const suffixesEnd = (rest: string, suffixes: Suffixes): boolean => {
  // The lengths at which a suffix may end, as bits: a rest is no longer than 16 letters.
  let reached = 1
  for (let at = 0; at < rest.length; at += 1) {
    if ((reached & (1 << at)) === 0) continue
    for (const suffix of suffixes.get(rest.charAt(at)) ?? [])
      if (rest.startsWith(suffix, at)) reached |= 1 << (at + suffix.length)
  }
  return (reached & (1 << rest.length)) !== 0
}

type Chain = 'back' | 'front' | 'loose'

const mostRemembered = 4_000

const harmonises = (rest: string, chain: Chain): boolean =>
  chain === 'back'
    ? !FRONT_SUFFIX_VOWEL.test(rest.replace(/(?:[мбп]ен|тики|дики|ники)$/, ''))
    : chain === 'loose' || !BACK_SUFFIX_VOWEL.test(rest)

/** The same few hundred endings come again and again, so each is judged once. */
const chainOf = (chain: Chain, suffixes: Suffixes): Accepts => {
  const known = new Map<string, boolean>([['', true]])
  return (rest) => {
    const seen = known.get(rest)
    if (seen !== undefined) return seen
    const answer = rest.length <= 16 && suffixesEnd(rest, suffixes) && harmonises(rest, chain)
    if (known.size < mostRemembered) known.set(rest, answer)
    return answer
  }
}

const beforeVowel =
  (accepts: Accepts): Accepts =>
  (rest) =>
    /^[аеыиу]/.test(rest) && accepts(rest)

const chainsOf = (written: readonly string[]) => {
  const suffixes = byFirstLetter(written)
  const [back, front, loose] = [chainOf('back', suffixes), chainOf('front', suffixes), chainOf('loose', suffixes)]
  return {
    plain: { back, front, loose },
    softened: { back: beforeVowel(back), front: beforeVowel(front), loose: beforeVowel(loose) },
  }
}

const LONG_CHAINS = chainsOf(KAZAKH_SUFFIXES)
const SHORT_CHAINS = chainsOf(KAZAKH_SHORT_SUFFIXES)

const chainAfter = (written: string): Chain => {
  const lower = written.toLowerCase()
  // и, у and ю in the last syllable, and a Russian soft ending, take either row of suffixes.
  if (/[иуюь]/.test(lower.slice(-3))) return 'loose'
  const lastVowel = HARMONY.exec(lower)?.[0] ?? ''
  if (/[аоыяұ]/.test(lastVowel)) return 'back'
  return /[еәөүіэ]/.test(lastVowel) ? 'front' : 'loose'
}

/** Kazakh: any chain of suffixes in the vowel harmony of the stem's last vowel; final п, к, қ soften before a vowel. */
const kazakhForms = (word: string, written: string): WordForm[] => {
  const { plain, softened } = word.length <= SHORT_STEM ? SHORT_CHAINS : LONG_CHAINS
  const chain = chainAfter(written)
  const forms: WordForm[] = [{ stem: word, accepts: plain[chain] }]
  const soft = { п: 'б', к: 'г', қ: 'г' }[word.slice(-1)]
  if (soft !== undefined && word.length > 2) forms.push({ stem: word.slice(0, -1) + soft, accepts: softened[chain] })
  return forms
}

/**
 * The forms a word of a term may take. `слово*` accepts any continuation, `=слово` none; otherwise the language's own endings.
 */
export const wordForms = (pattern: string, language: Language): WordForm[] => {
  const written = pattern.replace(/^=/, '').replace(/\*$/, '')
  const word = foldTerm(written, language)
  if (pattern.endsWith('*')) return [{ stem: word, accepts: anything }]
  if (pattern.startsWith('=') || /^\d/.test(word)) return [{ stem: word, accepts: nothing }]
  if (language === 'en') return englishForms(word, /^\p{Lu}/u.test(pattern))
  return language === 'ru' ? russianForms(word) : kazakhForms(word, written)
}
