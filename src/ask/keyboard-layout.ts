/** The same keys under three layouts; what one layout writes there another reads. The number row carries Kazakh letters. */
const latinKeys = "`qwertyuiop[]asdfghjkl;'zxcvbnm,.23456890-="
const russianKeys = 'ёйцукенгшщзхъфывапролджэячсмитьбю23456890-='
const latinShifted = '~QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'
const russianShifted = 'ЁЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ'

function table(from: string, to: string): ReadonlyMap<string, string> {
  return new Map(Array.from(from, (key, index) => [key, to.charAt(index) || key]))
}

const toRussian = new Map([...table(latinKeys, russianKeys), ...table(latinShifted, russianShifted)])
// Kazakh keyboards: 2 3 4 5 8 9 0 - = are ә і ң ғ ү ұ қ ө һ.
const kazakhRow = table('234589 0-='.replace(' ', ''), 'әіңғүұқөһ')
const toKazakh = new Map([...toRussian, ...kazakhRow])
const toLatin = new Map([
  ...table(russianKeys.slice(0, 33), latinKeys.slice(0, 33)),
  ...table(russianShifted, latinShifted),
  ...[...kazakhRow].map(([key, letter]) => [letter, key] as const),
])

const through = (keys: ReadonlyMap<string, string>, text: string) =>
  Array.from(text, (key) => keys.get(key) ?? key).join('')

/** The texts that the keys pressed would have made under another layout: rjulf → когда, црщ → who. */
export function otherLayouts(text: string): readonly string[] {
  const latin = /[a-z]/i.test(text)
  const cyrillic = /\p{Script=Cyrillic}/u.test(text)
  if (latin && !cyrillic) return [through(toRussian, text), through(toKazakh, text)]
  return cyrillic && !latin ? [through(toLatin, text)] : []
}

/** The text with those of its Latin words that the test takes for a slip read from Russian keys: «rjjhlbyfnjh по туризму». */
export function relaid(text: string, isSlip: (word: string) => boolean): string {
  return text.replace(/[a-z][a-z;',.[\]]{3,}/gi, (word) => (isSlip(word) ? through(toRussian, word) : word))
}
