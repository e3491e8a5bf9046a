import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import { compileLexicon, type Lexicon } from './lexicon.ts'

/**
 * Reads `lexicon.yaml` of the reference folder and, where it is there, that of its folder `restricted/`: aliases may give
 * away what a restricted record is about, so those of restricted records stand beside them.
 *
 * @throws where the public file is missing or either is not of the lexicon's shape
 */
export function loadLexicon(folder: string): Lexicon {
  const files = [join(folder, 'lexicon.yaml'), join(folder, 'restricted', 'lexicon.yaml')]
  return compileLexicon(
    files.filter((file, index) => index === 0 || existsSync(file)).map((file) => load(readFileSync(file, 'utf8'))),
  )
}
