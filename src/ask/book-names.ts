import { languages } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import type { Alias, LexiconGroup } from './lexicon.ts'

type Text = { readonly en: string; readonly ru?: string | undefined; readonly kk?: string | undefined }

/** Names as they stand in the registers, bracketed explanations left out. */
function aliasesOf(group: LexiconGroup, id: string, texts: readonly (Text | undefined)[]): Alias[] {
  return texts.flatMap((text) =>
    languages.flatMap((language) => {
      const written = text?.[language]?.replace(/\([^)]*\)/g, ' ').trim()
      return written === undefined || written === '' ? [] : [{ text: written, language, group, id }]
    }),
  )
}

/** States outside CICA, so that “is Italy a member?” is a question about Italy and not about nothing. */
const regionCodes =
  'AD AG AL AM AO AR AT AU BA BB BE BF BG BI BJ BN BO BR BS BT BW BZ CA CD CF CG CH CI CL CM CO CR CU CV CY CZ DE DJ DK DM DO DZ EC EE ER ES ET FI FJ FM FR GA GB GD GE GH GM GN GQ GR GT GW GY HN HR HT HU IE IS IT JM KE KI KM KN KP LB LC LI LR LS LT LU LV LY MA MC MD ME MG MH MK ML MM MR MT MU MV MW MX MZ NA NE NG NI NL NO NP NR NZ OM PA PE PG PL PT PW PY RO RS RW SB SC SD SE SG SI SK SL SM SN SO SR SS ST SV SY SZ TD TL TN TO TT TV TW TZ UG UY VA VC VE VU WS YE ZA ZM ZW'.split(
    ' ',
  )

let outside: readonly Alias[] | undefined

function outsiders(): readonly Alias[] {
  outside ??= languages.flatMap((language) => {
    const names = new Intl.DisplayNames(language, { type: 'region' })
    return regionCodes.flatMap((id) => {
      const text = names.of(id)?.replace(/\([^)]*\)/g, ' ')
      return text === undefined || text === id ? [] : [{ text, language, group: 'outsiders' as const, id }]
    })
  })
  return outside
}

/** The languages of a name that differs from the English one only by being absent are left to the lexicon. */
export function namesIn(book: RecordBook): readonly Alias[] {
  return [
    ...book['member-states'].flatMap((state) => aliasesOf('states', state.id, [state.name])),
    ...outsiders(),
    ...book.dimensions.flatMap((dimension) => aliasesOf('dimensions', dimension.id, [dimension.name])),
    ...book.areas.flatMap((area) => aliasesOf('areas', area.id, [area.name, area.shortName])),
    ...book.bodies.flatMap((body) => aliasesOf('bodies', body.id, [body.name, body.abbreviation])),
    ...book.organizations.flatMap((each) => aliasesOf('organizations', each.id, [each.name, each.abbreviation])),
    ...book.treaties.flatMap((treaty) => aliasesOf('treaties', treaty.id, [treaty.shortTitle])),
  ].filter(isTelling)
}

/** Abbreviations that are also common words, in whichever language, are the lexicon's to give. */
const ambiguous: ReadonlySet<string> = new Set(['Summit', 'СМ', 'МС', 'ДС', 'БФ', 'ІК', 'ЖК', 'МК'])
function isTelling(alias: Alias): boolean {
  return !ambiguous.has(alias.text)
}
