import type { AreaSlug, DimensionSlug } from '../../domain/dimension.ts'
import { inLanguage, type LocalizedText } from '../../domain/language.ts'
import type { RecordContext } from './record-context.ts'

/** Marks a name that only the compiler translated; the foot of the answer explains it. */
export const unofficialMark = '*'

type Named = { readonly unofficial: readonly ('ru' | 'kk')[] }

function marked(name: string, record: Named, { t }: RecordContext): string {
  return t.language !== 'en' && record.unofficial.includes(t.language) ? `${name}${unofficialMark}` : name
}

export function text(value: LocalizedText, { t }: RecordContext): string {
  return inLanguage(value, t.language)
}

/** The name of a State by its ISO code; the code itself where it is not on record. */
export function stateName(id: string, context: RecordContext): string {
  const state = context.book['member-states'].find((each) => each.id === id)
  return state === undefined ? id : text(state.name, context)
}

export function stateNames(ids: readonly string[], context: RecordContext): string {
  return ids.map((id) => stateName(id, context)).join(', ')
}

export function areaName(slug: AreaSlug, context: RecordContext): string {
  const area = context.book.areas.find((each) => each.id === slug)
  return area === undefined ? context.t('records.area.unlisted') : marked(text(area.name, context), area, context)
}

/** For lists and buttons; without the mark of an unofficial translation. */
export function areaShortName(slug: AreaSlug, context: RecordContext): string {
  const area = context.book.areas.find((each) => each.id === slug)
  return area === undefined ? context.t('records.area.unlisted') : text(area.shortName, context)
}

export function dimensionName(slug: DimensionSlug, context: RecordContext): string {
  const dimension = context.book.dimensions.find((each) => each.id === slug)
  return dimension === undefined ? slug : marked(text(dimension.name, context), dimension, context)
}

/** “Senior Officials Committee (SOC)”; an abbreviation of another language would puzzle. */
export function bodyName(id: string, context: RecordContext): string {
  const body = context.book.bodies.find((each) => each.id === id)
  if (body === undefined) return id
  const name = marked(text(body.name, context), body, context)
  const abbreviation = body.abbreviation?.[context.t.language]
  return abbreviation === undefined ? name : `${name} (${abbreviation})`
}

/** Organisers are States, bodies or organisations; one that is not on the viewer's record is left out. */
export function organiserNames(ids: readonly string[], context: RecordContext): string {
  const { book } = context
  const names = ids.flatMap((id) => {
    const found =
      book['member-states'].find((each) => each.id === id) ??
      book.bodies.find((each) => each.id === id) ??
      book.organizations.find((each) => each.id === id)
    return found === undefined ? [] : [text(found.name, context)]
  })
  return names.join(', ')
}

/** A word of the locales at the beginning of a line. */
export function capitalised(word: string, { t }: RecordContext): string {
  return word.charAt(0).toLocaleUpperCase(t.language) + word.slice(1)
}
