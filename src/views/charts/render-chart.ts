import { fileURLToPath } from 'node:url'
import { Resvg } from '@resvg/resvg-js'
import type { Html } from '../html.ts'

const fontFile = (name: string) => fileURLToPath(new URL(`../fonts/${name}`, import.meta.url))

/**
 * A drawing as PNG bytes. Only the fonts of the project are used: Golos Text (SIL OFL) has the Kazakh letters
 * that the fonts of a bare server lack.
 */
export function renderChart(drawing: Html): Uint8Array {
  const font = {
    fontFiles: [fontFile('GolosText-Regular.ttf'), fontFile('GolosText-Bold.ttf')],
    loadSystemFonts: false,
    defaultFontFamily: 'Golos Text',
  }
  return new Resvg(drawing.markup, { font }).render().asPng()
}
