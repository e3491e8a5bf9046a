/** Letters that a Russian keyboard lacks or that people leave out: both spellings are found by either. */
const folded: Readonly<Record<string, string>> = {
  ё: 'е',
  і: 'и',
  ә: 'а',
  ө: 'о',
  ү: 'у',
  ұ: 'у',
  қ: 'к',
  ғ: 'г',
  ң: 'н',
  һ: 'х',
}

const foldable = new RegExp(`[${Object.keys(folded).join('')}]`, 'g')
const isPlain = /^[a-z]+$/

function foldWord(word: string): string {
  const lower = word.toLowerCase()
  if (isPlain.test(lower)) return lower
  if (/[a-z]/.test(lower)) return lower.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ı', 'i')
  return lower.replace(foldable, (letter) => folded[letter] ?? letter)
}

/** The words of a text as the archive compares them: lower case, without accents, Kazakh letters as Russian ones. */
export function searchWords(text: string): string[] {
  return (text.normalize('NFC').match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).map(foldWord)
}

// Read off the declensions of Russian and the case, possessive and plural suffixes of Kazakh, folded as words are.
const cyrillicEnding =
  /(?:(?:лар|лер|дар|дер|тар|тер)?(?:ым|им|ин|ын|нын|нин|дын|дин|тын|тин|га|ге|ка|ке|на|не|ны|ни|ды|ди|ты|ти|да|де|та|те|нда|нде|дан|ден|тан|тен|нан|нен|мен|бен|пен|дагы|деги|тагы|теги|ндагы|ндеги|лар|лер|дар|дер|тар|тер|лык|лик|дык|дик|тык|тик)|ыми|ими|ями|ами|ого|его|ому|ему|ией|иям|иях|ией|ых|их|ый|ий|ой|ая|яя|ое|ее|ые|ие|ия|ию|ии|ья|ье|ью|ьи|ам|ям|ах|ях|ов|ев|ей|ом|ем|ою|ею|ую|юю|а|я|о|е|ы|и|у|ю|ь|й)$/
const latinEnding = /(?:ies|es|s|ed|ing|y)$/

/** At least so many letters, and so much of the word, are left when an ending is taken off. */
const shortestStem = 4
const stemShare = 0.6
/** Endings of words of three letters, whose beginning alone would find too much (газ, газета). */
const shortEndings = ['а', 'у', 'ы', 'и', 'е', 'ом', 'ов', 'ам', 'ами', 'ах', 'дын', 'дин', 'га', 'ге', 'да', 'де']
/** The index keeps beginnings of four to six letters. */
const longestPrefix = 6

/** One word of a query. `stem`: what a matching word must begin with; or `forms`: what it must be. */
export type SearchTerm =
  | { readonly kind: 'beginning'; readonly stem: string }
  | { readonly kind: 'forms'; readonly forms: readonly string[] }

function termOf(word: string): SearchTerm {
  if (/\d/.test(word)) return { kind: 'forms', forms: [word] }
  if (word.length < shortestStem) {
    const isCyrillic = /\p{Script=Cyrillic}/u.test(word)
    return {
      kind: 'forms',
      forms: isCyrillic && word.length === 3 ? [word, ...shortEndings.map((e) => word + e)] : [word],
    }
  }
  const isLatin = /[a-z]/.test(word)
  const cut = word.replace(isLatin ? latinEnding : cyrillicEnding, '')
  const isEnough = cut.length >= shortestStem && cut.length >= word.length * stemShare
  return { kind: 'beginning', stem: isEnough ? cut : word }
}

const silent = new Set(
  'the of in on at to for from by with and or a an news about в во на по о об от до за из к ко с со у и или новости новость про мен пен бен және туралы жаналык жаналыктар жаналыктары'.split(
    ' ',
  ),
)

/** What somebody typed → the terms that all must be found, tolerant of the word forms of three languages. */
export function searchTerms(text: string): SearchTerm[] {
  return [...new Set(searchWords(text))]
    .filter((word) => !silent.has(word))
    .slice(0, 8)
    .map(termOf)
}

/** The beginning of a term that the index knows: never longer than what it keeps. */
export function indexedPrefix({ stem }: Extract<SearchTerm, { kind: 'beginning' }>): string {
  return stem.slice(0, longestPrefix)
}

/** Whether a text has all the terms; the index alone compares beginnings of six letters only. */
export function hasTerms(text: string, terms: readonly SearchTerm[]): boolean {
  const words = searchWords(text)
  return terms.every((term) =>
    term.kind === 'beginning'
      ? words.some((word) => word.startsWith(term.stem))
      : words.some((word) => term.forms.includes(word)),
  )
}
