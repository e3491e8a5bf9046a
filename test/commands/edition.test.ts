import { afterEach, beforeEach, expect, test } from 'vitest'
import { changeNote } from '#src/actions/arrange-edition.ts'
import { publishEdition } from '#src/actions/publish-edition.ts'
import { edition } from '../../commands/edition.ts'
import { publish } from '../../commands/publish.ts'
import { buttonsOf, pressOn, staffRequest, wordsOf } from '../support/staff-request.ts'
import { createTestApp, type TestApp } from '../support/test-app.ts'

let desk: TestApp
beforeEach(() => {
  desk = createTestApp()
})
afterEach(() => desk.app.store.close())

const show = () => edition.handle(staffRequest(desk, 'en'), desk.app)

/** By the buttons, as staff do. */
function leaveOutFirst() {
  const list = edition.buttons.arrange(pressOn(desk, show(), 'Arrange items'), desk.app)
  const item = edition.buttons.item(pressOn(desk, list, '1'), desk.app)
  return edition.buttons.drop(pressOn(desk, item, 'Leave out'), desk.app)
}

test('an edition of which every item was left out says so, and gives them back', () => {
  desk.addItem({ title: 'Ministers open a pipeline', accepted: true })
  desk.addItem({ title: 'Experts discuss the Aral Sea', accepted: true, dimensions: ['environmental'] })
  leaveOutFirst()
  const nothing = leaveOutFirst()
  for (const shown of [nothing, show()])
    expect(wordsOf(shown)).toBe('English channel: nothing awaits an edition but what was left out of it (2).')
  expect(wordsOf(publish.handle(staffRequest(desk, 'en'), desk.app))).toBe(wordsOf(nothing))
  const restored = edition.buttons.restore(pressOn(desk, show(), 'Restore what was left out'), desk.app)
  expect(restored.toast).toBe('2 items restored.')
  expect(wordsOf(restored)).toContain('Aral Sea')
})

test('where nothing was accepted there is nothing to give back', () => {
  expect(wordsOf(show())).toBe('English: no accepted items await an edition.')
  expect(buttonsOf(show()).map(({ text }) => text)).toEqual(['Russian', 'Kazakh'])
})

test('a preview says how many accepted items have no place in the edition', () => {
  const places = ['Almaty', 'Baku', 'Doha', 'Hanoi', 'Kabul', 'Manama', 'Moscow', 'Seoul', 'Tehran']
  for (const place of places) desk.addItem({ title: `Minister opens a pipeline in ${place}`, accepted: true })
  expect(wordsOf(show())).toContain('2 more accepted items have no place in this edition: at most 7 under a dimension.')
  leaveOutFirst()
  leaveOutFirst()
  expect(wordsOf(show())).not.toContain('no place')
})

test('a note has no more than one empty line between two paragraphs', () => {
  desk.addItem({ title: 'Ministers open a pipeline', accepted: true })
  changeNote(desk.app, { language: 'en', by: 1, note: ' Dear  readers, \n \n\n\nthe offices are closed today.\n' })
  expect(wordsOf(show())).toContain('From the Secretariat\nDear readers,\n\nthe offices are closed today.\n')
})

test.each([
  ['title', 'Ministers open two pipelines'],
  ['note', 'The offices are closed today.'],
  ['schedule', '23:30'],
])('a %s that was asked for one edition is neither of the next one nor of what is out', (subject, text) => {
  const itemId = desk.addItem({ title: 'Ministers open a pipeline', accepted: true })
  const draft = edition.form.begin(staffRequest(desk, `${subject} en ${itemId}`), desk.app)
  publishEdition(desk.app, { language: 'en', by: 2 })
  desk.addItem({ title: 'Experts discuss the Aral Sea', accepted: true })
  expect(() => edition.form.finish({ ...draft, text }, staffRequest(desk), desk.app)).toThrow('edition-changed')
  const { store } = desk.app
  expect(store.items.find(itemId)?.titles).toEqual({})
  expect(store.editions.draft('en')).toMatchObject({ note: null, scheduledAt: null })
})

test('a note that is written for several channels at once goes to each of them', () => {
  desk.addItem({ title: 'Ministers open a pipeline', accepted: true })
  const answer = (text: string) => {
    const draft = edition.form.begin(staffRequest(desk, 'note en '), desk.app)
    edition.form.finish({ ...draft, text }, staffRequest(desk), desk.app)
  }
  const notes = () => (['en', 'ru', 'kk'] as const).map((language) => desk.app.store.editions.draft(language).note)
  answer('Dear readers,\n\nhappy New Year!\nRU: С Новым годом!\n\nВаш Секретариат')
  expect(notes()).toEqual(['Dear readers,\n\nhappy New Year!', 'С Новым годом!\n\nВаш Секретариат', null])
  answer('KK: Жаңа жыл құтты болсын!\nRU: —')
  expect(notes()).toEqual(['Dear readers,\n\nhappy New Year!', null, 'Жаңа жыл құтты болсын!'])
  answer('-')
  expect(notes()).toEqual([null, null, 'Жаңа жыл құтты болсын!'])
  answer('Dear readers,\nEN: happy New Year!')
  expect(notes()).toEqual(['Dear readers,\nhappy New Year!', null, 'Жаңа жыл құтты болсын!'])
  const [step] = edition.form.steps
  const input = { kind: 'text', text: `${'a'.repeat(400)}\nEN: ${'b'.repeat(400)}` } as const
  const draft = edition.form.begin(staffRequest(desk, 'note en '), desk.app)
  expect(step?.take(input, draft, staffRequest(desk), desk.app)).toMatchObject({ kind: 'stay' })
  expect(
    step?.take({ ...input, text: input.text.replace('EN', 'RU') }, draft, staffRequest(desk), desk.app),
  ).toMatchObject({
    kind: 'next',
  })
})
