import type { Language } from '../domain/language.ts'
import { foldCyrillic } from './fold.ts'

/** What may follow a stem, in the folded spelling of `fold.ts`. There is no stemmer for Kazakh, and none agrees with this folding. */
const english = new Set(['', 's', 'es', 'ed', 'd', 'ing', 'n', 'ns'])

const russianWritten =
  'а я о е ы и у ю ь й ом ем ой ей ою ею ам ям ами ями ах ях ов ев ий ие ия ию ии ией ием иям иями иях ый ая ое ые ого его ому ему ым им ых их ыми ими ую юю яя ее ья ью ье ьи ьев'
const russian = new Set(
  ['', ...russianWritten.split(' ').map(foldCyrillic)].flatMap((ending) =>
    // A doubled letter counts once, so an ending loses its first letter where the stem ends in the same.
    [ending, ending.replace(/^и/, '')],
  ),
)

const kazakhSuffixes = [
  'лар лер дар дер тар тер им ин и си миз низ нин дин тин га ге ка ке на не а е ни н ди ти да де та те нда нде',
  'дан ден тан тен нан нен мен бен пен м лик дик тик лиг диг тиг ши сиз даги деги таги теги ндаги ндеги дагин даи деи таи теи ли ша ше',
  'ги ки дики ники тики лан лен гандаги лари лери у ау еу ди ба бе ма ме па пе ба',
]
  .join(' ')
  .split(' ')

/** Any chain of suffixes: a word carries up to six. */
function isKazakhChain(rest: string): boolean {
  if (rest.length > 16) return false
  const reached = [true]
  for (let at = 0; at < rest.length; at += 1) {
    if (reached[at] !== true) continue
    for (const suffix of kazakhSuffixes) if (rest.startsWith(suffix, at)) reached[at + suffix.length] = true
  }
  return reached[rest.length] === true
}

export function isEnding(rest: string, language: Language): boolean {
  if (rest === '') return true
  if (language === 'en') return english.has(rest)
  return language === 'ru' ? russian.has(rest) : isKazakhChain(rest)
}

const russianEnd = /(?:ыми|ими|ый|ий|ой|ая|яя|ое|ее|ые|ие|ия|ья|ье|а|я|о|е|ы|и|у|ь|й)$/

/** The part of a dictionary form that stays; written, not folded. Kazakh к, қ, п at the end soften before a vowel. */
export function stemOf(word: string, language: Language): string {
  if (word.length < 4) return word
  if (language === 'ru') {
    // A stem of three letters begins too many other words; of «Индия» only the last letter goes.
    const stems = [word.replace(russianEnd, ''), word.replace(/[аяоеиыуюьй]$/, '')]
    return stems.find((stem) => stem.length >= 4) ?? word
  }
  if (language === 'en') return word.replace(/(?<=..)(?:y|e)$/, '')
  return word
}

/** Forms of a stem that its last letter changes into; the endings of `isEnding` follow them. */
export function changedStems(word: string, language: Language): readonly string[] {
  if (language === 'kk') {
    const soft = { п: 'б', к: 'г', қ: 'ғ' }[word.slice(-1)]
    return soft === undefined || word.length < 4 ? [] : [word.slice(0, -1) + soft]
  }
  if (language === 'en' && /[^aeiou]y$/.test(word)) return [`${word.slice(0, -1)}i`]
  return []
}

/** A rough common stem of a word that no vocabulary knows, to compare titles with questions by. @param key folded */
export function roughStem(key: string, script: 'latin' | 'cyrillic'): string {
  if (key.length < 5) return key
  if (script === 'latin')
    return key.replace(/(?:ations?|ings?|ities|ity|ments?|ions?|ives?|als?|ies|ed|es|s|y|e)$/, '').slice(0, 9)
  for (let cut = Math.min(7, key.length - 4); cut > 0; cut -= 1) {
    const rest = key.slice(key.length - cut)
    if (russian.has(rest) || isKazakhChain(rest)) return key.slice(0, key.length - cut).slice(0, 9)
  }
  return key.slice(0, 9)
}
