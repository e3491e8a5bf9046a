import type { Language } from '../language.ts'
import { foldTerm } from './tokenise.ts'

/** One entry of the word index: a stem and the test that the rest of a word must pass. */
export type WordForm = { stem: string; accepts: (rest: string) => boolean }

const endingsOf = (text: string): ReadonlySet<string> => new Set(['', ...text.split(' ')])

const anything = (): boolean => true
const nothing = (rest: string): boolean => rest === ''
const oneOf =
  (endings: ReadonlySet<string>) =>
  (rest: string): boolean =>
    endings.has(rest)

const ENGLISH = endingsOf('s es ed d ing')
const ENGLISH_Y = endingsOf('ies ied')
const only = (...endings: string[]): ((rest: string) => boolean) => oneOf(new Set(endings))

/** English: plural, past and -ing; final y, final e and the doubled consonant are the only changes of stem in headlines. */
const englishForms = (word: string): WordForm[] => {
  const forms: WordForm[] = [{ stem: word, accepts: word.length < 3 ? only('', 's') : oneOf(ENGLISH) }]
  const head = word.slice(0, -1)
  if (/[^aeiou]y$/.test(word)) forms.push({ stem: head, accepts: (rest) => rest !== '' && ENGLISH_Y.has(rest) })
  if (/[^e]e$/.test(word)) forms.push({ stem: head, accepts: only('ing') })
  if (/^[^aeiou]*[aeiou][bdgmnprt]$/.test(word)) {
    const last = word.slice(-1)
    forms.push({ stem: word, accepts: only(`${last}ed`, `${last}ing`) })
  }
  return forms
}

const RUSSIAN_NOMINAL = endingsOf(
  'а я о е ы и у ю ь й ом ем ой ей ою ею ам ям ами ями ах ях ов ев ий ие ия ию ии ией ием иям иями иях ый ая ое ые ого его ому ему ым им ых их ыми ими ую юю яя ее ья ью ье ьи ьев ьям ьями ьях',
)
const RUSSIAN_VERBAL = endingsOf(
  'ть ться л ла ло ли лся лась лось лись н на но ны т м в ет ют ит ят ут ат ется ются ится ятся нный нная нное нные нного нной нным нных нными нную ный ная ное ные ного ной ным ных ем им й йте вший вшая вшие вших вшего вшую вшим',
)
const RUSSIAN_NOMINAL_END = /(?:ыми|ими|ый|ий|ой|ая|яя|ое|ее|ые|ие|ия|ья|ье|а|я|о|е|ы|и|у|ь|й)$/
const RUSSIAN_VERB_END = /(?:ть|ться)$/

/** Russian: the dictionary form loses its ending and the stem takes any ending of the declension (or, for infinitives, of the verb). */
const russianForms = (word: string): WordForm[] => {
  if (RUSSIAN_VERB_END.test(word) && /[аеиояуы]ть(?:ся)?$/.test(word))
    return [{ stem: word.replace(RUSSIAN_VERB_END, ''), accepts: (rest) => rest !== '' && RUSSIAN_VERBAL.has(rest) }]
  const cut = word.replace(RUSSIAN_NOMINAL_END, '')
  const stem = cut.length >= 2 ? cut : word
  const forms: WordForm[] = [{ stem, accepts: oneOf(RUSSIAN_NOMINAL) }]
  // Fleeting vowels: поставка – поставок, рынок – рынка, боец – бойца, японец – японца.
  if (/[^аеиоуыэюя]к[аи]$/.test(word)) {
    forms.push(
      { stem: `${stem.slice(0, -1)}ок`, accepts: nothing },
      { stem: `${stem.slice(0, -1)}ек`, accepts: nothing },
    )
  }
  if (/[^аеиоуыэюя][ое]к$/.test(word)) forms.push({ stem: `${word.slice(0, -2)}к`, accepts: oneOf(RUSSIAN_NOMINAL) })
  if (/[аеиоуыэюя]ец$/.test(word)) forms.push({ stem: `${word.slice(0, -2)}йц`, accepts: oneOf(RUSSIAN_NOMINAL) })
  else if (/ец$/.test(word)) forms.push({ stem: `${word.slice(0, -2)}ц`, accepts: oneOf(RUSSIAN_NOMINAL) })
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

const suffixesEnd = (rest: string, suffixes: readonly string[]): boolean => {
  const reached = new Array<boolean>(rest.length + 1).fill(false)
  reached[0] = true
  for (let at = 0; at < rest.length; at += 1) {
    if (reached[at] !== true) continue
    for (const suffix of suffixes) if (rest.startsWith(suffix, at)) reached[at + suffix.length] = true
  }
  return reached[rest.length] === true
}

/** Kazakh: any chain of suffixes in the vowel harmony of the stem's last vowel; final п, к, қ soften before a vowel. */
const kazakhForms = (word: string, written: string): WordForm[] => {
  const lastVowel = HARMONY.exec(written.toLowerCase())?.[0] ?? ''
  const back = /[аоыяұ]/.test(lastVowel)
  const front = /[еәөүіэ]/.test(lastVowel)
  const lastLetters = written.toLowerCase().slice(-3)
  // и, у and ю in the last syllable, and a Russian soft ending, take either row of suffixes.
  const loose = /[иуюь]/.test(lastLetters)
  const suffixes = word.length <= SHORT_STEM ? KAZAKH_SHORT_SUFFIXES : KAZAKH_SUFFIXES
  const known = new Map<string, boolean>([['', true]])
  const accepts = (rest: string): boolean => {
    const seen = known.get(rest)
    if (seen !== undefined) return seen
    const harmonious =
      loose ||
      !(
        (back && FRONT_SUFFIX_VOWEL.test(rest.replace(/(?:[мбп]ен|тики|дики|ники)$/, ''))) ||
        (front && BACK_SUFFIX_VOWEL.test(rest))
      )
    const answer = rest.length <= 16 && harmonious && suffixesEnd(rest, suffixes)
    if (known.size < 500) known.set(rest, answer)
    return answer
  }
  const forms: WordForm[] = [{ stem: word, accepts }]
  const softened = { п: 'б', к: 'г', қ: 'г' }[word.slice(-1)]
  if (softened !== undefined && word.length > 2) {
    forms.push({ stem: word.slice(0, -1) + softened, accepts: (rest) => /^[аеыиу]/.test(rest) && accepts(rest) })
  }
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
  if (language === 'en') return englishForms(word)
  return language === 'ru' ? russianForms(word) : kazakhForms(word, written)
}
