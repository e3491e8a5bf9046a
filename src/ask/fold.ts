import { letterFolds } from '../domain/letter-folds.ts'

/*
 * The spellings that vocabulary is compared in. Cyrillic: Russian and Kazakh share one space in which Kazakh typed with
 * Russian letters (келеси for келесі) and either language typed in Latin letters (kelesi, sleduyushchee) come out alike.
 * Latin: lower case without accents. Doubled letters count once in both.
 */

const kazakhLetters: Readonly<Record<string, string>> = { ...letterFolds.kazakh, қ: 'к' }

const cyrillicFolds: Readonly<Record<string, string>> = {
  ...kazakhLetters,
  ...letterFolds.russian,
  ы: 'и',
  ї: 'и',
  є: 'е',
  ў: 'у',
  ц: 'с',
  "'": '',
}

/** Only what a Russian keyboard lacks is levelled: short words of the two languages are too much alike for more. */
export function foldKazakhLetters(word: string): string {
  return Array.from(word, (letter) => kazakhLetters[letter] ?? letter).join('')
}

const transliteration: Readonly<Record<string, string>> = { ...letterFolds.latin, q: 'к', y: 'и', ŋ: 'н', ı: 'и' }

const digraphs: Readonly<Record<string, string>> = {
  ...letterFolds.digraphs,
  shch: 'ш',
  tsh: 'тш',
  sch: 'ш',
  ts: 'с',
  tc: 'с',
}

const byAppearance = 'AаАBвВEеЕKкКMмМHнНOоОPрРCсСTтТXхХaаАeеЕoоОpрРcсСyуУxхХkкКmмМtтТhнНbвВiіІ'

/** Latin letters that look like Cyrillic ones: Latin → Cyrillic. */
export const cyrillicLookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  Array.from({ length: byAppearance.length / 3 }, (_, index) => byAppearance.slice(index * 3, index * 3 + 3)).map(
    ([latin = '', small = '', capital = '']) => [latin, latin === latin.toLowerCase() ? small : capital],
  ),
)
export const latinLookAlikes: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(cyrillicLookAlikes).map(([latin, cyrillic]) => [cyrillic, latin]),
)

const once = (folded: string) => folded.replaceAll('тс', 'с').replace(/(\p{L})\1+/gu, '$1')

/** @param word in lower case */
export function foldCyrillic(word: string): string {
  let folded = ''
  for (const letter of word.normalize('NFC')) folded += cyrillicFolds[letter] ?? letter
  return once(folded)
}

/** @param word in lower case */
export function foldLatin(word: string): string {
  const bare = word.replace(/'(?:s|re|d|ll|ve|m)$/, '').replaceAll("'", '')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the test is for plain ASCII, by far the most frequent case.
  if (/^[\x00-\x7f]*$/.test(bare)) return bare.replace(/([a-z])\1+/g, '$1')
  return bare
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('ı', 'i')
    .replace(/([a-z])\1+/g, '$1')
}

/** A Russian or Kazakh word typed in Latin letters, in the Cyrillic space. @param word in lower case */
export function foldTransliterated(word: string): string {
  let folded = ''
  for (let at = 0; at < word.length; ) {
    const length = [4, 3, 2].find((size) => digraphs[word.slice(at, at + size)] !== undefined)
    const letter = word.charAt(at)
    folded += length === undefined ? (transliteration[letter] ?? letter) : (digraphs[word.slice(at, at + length)] ?? '')
    at += length ?? 1
  }
  return once(folded)
}
