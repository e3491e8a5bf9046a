/** Longer than any question that a word for the lexicon could be learnt from. In UTF-16 units. */
export const longestQuestion = 500

/** Cut to a length without splitting a letter, and in one line. */
export function shortQuestion(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\s\p{Cc}\uFFFD]+/gu, ' ')
    .trim()
    .slice(0, longestQuestion)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trim()
}

/** What is the same question however it is spaced, capitalised and punctuated: “Next SOC??” and “next soc”. */
export function levelled(text: string): string {
  return shortQuestion(text)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim()
}
