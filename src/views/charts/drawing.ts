import { type Html, html } from '../html.ts'

/** Measures of all pictures, in pixels; Telegram scales a picture of this width down to a telephone's. */
export const page = { width: 1200, margin: 64, bar: 34 } as const

export const colours = {
  paper: '#ffffff',
  ink: '#1b2a41',
  quiet: '#5c6b80',
  rail: '#e6ebf2',
  fill: '#1f5f99',
  second: '#7a9cc0',
} as const

type TextStyle = { readonly size: number; readonly bold?: boolean; readonly colour?: string; readonly end?: boolean }

/** A line of text by its baseline. The escaper of the views is good for XML too. */
export function writing(text: string, x: number, y: number, style: TextStyle): Html {
  const { size, bold = false, colour = colours.ink, end = false } = style
  const weight = bold ? '700' : '400'
  const anchor = end ? 'end' : 'start'
  return html`<text x="${x}" y="${y}" font-family="Golos Text" font-size="${size}" font-weight="${weight}" fill="${colour}" text-anchor="${anchor}">${text}</text>`
}

export function box(x: number, y: number, width: number, height: number, colour: string): Html {
  return html`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${colour}"/>`
}

/** The whole picture on its paper. */
export function drawing(height: number, parts: readonly Html[]): Html {
  const { width } = page
  return html`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${box(0, 0, width, height, colours.paper)}${parts}</svg>`
}

/** Breaks a text at spaces into lines of at most so many letters; a longer word stands alone. */
export function wrapped(text: string, letters: number): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= letters) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

/** Small print at the foot: a picture is forwarded without the words beside it. */
export function smallPrint(
  texts: readonly string[],
  top: number,
): { readonly lines: readonly Html[]; readonly height: number } {
  const rows = texts.flatMap((text) => wrapped(text, 82))
  const lines = rows.map((row, index) =>
    writing(row, page.margin, top + index * 36, { size: 24, colour: colours.quiet }),
  )
  return { lines, height: rows.length * 36 }
}
