import { inLanguage } from '../domain/language.ts'
import type { RecordBook } from '../domain/record-book.ts'
import type { Translate } from '../i18n/translator.ts'
import { type ButtonRows, inRows } from './reply.ts'

export type PeopleContext = { readonly book: RecordBook; readonly t: Translate }

/** Names of States stand two to a row; so many fit on one screen of a telephone. */
export const statesPerPage = 14

export function stateName(id: string | null, { book, t }: PeopleContext): string {
  if (id === null || id === '') return t('people.no-state')
  const state = book['member-states'].find((each) => each.id === id)
  return state === undefined ? id : inLanguage(state.name, t.language)
}

/** Member States in the order of the reader's alphabet. */
export function memberStates({ book, t }: PeopleContext): readonly { readonly id: string; readonly name: string }[] {
  return book['member-states']
    .filter(({ kind }) => kind === 'member')
    .map(({ id, name }) => ({ id, name: inLanguage(name, t.language) }))
    .sort((a, b) => a.name.localeCompare(b.name, t.language))
}

/** Page by page, two to a row. */
export function statesKeyboard(
  states: readonly { readonly id: string; readonly name: string; readonly mark?: string }[],
  page: number,
  press: (value: string) => string,
  t: Translate,
): ButtonRows {
  const shown = states.slice(page * statesPerPage, (page + 1) * statesPerPage)
  const turn = [
    ...(page > 0 ? [{ text: `‹ ${t('people.earlier')}`, data: press(`page-${page - 1}`) }] : []),
    ...((page + 1) * statesPerPage < states.length
      ? [{ text: `${t('people.later')} ›`, data: press(`page-${page + 1}`) }]
      : []),
  ]
  const buttons = shown.map(({ id, name, mark = '' }) => ({ text: `${mark}${name}`, data: press(id) }))
  return [...inRows(buttons, 2), ...(turn.length === 0 ? [] : [turn])]
}
