/**
 * A text of at most so many UTF-16 units: cut after a word where that keeps more than half, and never inside a letter of two
 * units, of which Telegram refuses a half.
 */
export function shortened(text: string, units: number): string {
  if (text.length <= units) return text
  const space = text.lastIndexOf(' ', units - 1)
  const cut = text.slice(0, space > units / 2 ? space : units - 1)
  return `${cut.replace(/[\uD800-\uDBFF]$/, '').replace(/[\s,;:·–—-]+$/u, '')}…`
}
