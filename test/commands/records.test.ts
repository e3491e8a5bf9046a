import { afterAll, beforeAll, expect, test } from 'vitest'
import { type App, createApp } from '#src/app.ts'
import type { Request } from '#src/bot/request.ts'
import { clockOf } from '#src/clock.ts'
import { loadConfig } from '#src/config.ts'
import type { Clearance } from '#src/domain/access.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import type { Language } from '#src/domain/language.ts'
import { translatorFor } from '#src/i18n/translator.ts'
import { createLog } from '#src/log.ts'
import type { Reply } from '#src/views/reply.ts'
import { agreements } from '../../commands/agreements.ts'
import { areas } from '../../commands/areas.ts'
import { bodies } from '../../commands/bodies.ts'
import { chair } from '../../commands/chair.ts'
import { coordinators } from '../../commands/coordinators.ts'
import { deadlines } from '../../commands/deadlines.ts'
import { due } from '../../commands/due.ts'
import { glossary } from '../../commands/glossary.ts'
import { commands } from '../../commands/index.ts'
import { meetings } from '../../commands/meetings.ts'
import { members } from '../../commands/members.ts'
import { papers } from '../../commands/papers.ts'
import { ratification } from '../../commands/ratification.ts'
import { roadmap } from '../../commands/roadmap.ts'
import { stats } from '../../commands/stats.ts'
import { words } from '../views/records/books.ts'

const now = new Date('2026-11-20T06:00:00Z')
let app: App

beforeAll(() => {
  app = createApp({
    config: loadConfig({ DATABASE_PATH: ':memory:' }),
    clock: clockOf(() => now),
    log: createLog({ level: 'silent' }),
    readFeed: () => Promise.reject(new Error('no test reads a feed')),
  })
})

afterAll(() => app.store.close())

function request(text: string, clearance: Clearance = 'public', language: Language = 'en'): Request {
  return {
    viewer: { id: 1, access: clearance === 'public' ? 'public' : 'focal-point', name: 'Reader' },
    chat: { address: '1', thread: 0, place: 'private' },
    clearance,
    book: app.store.records.book(clearance),
    t: translatorFor(language),
    text,
    now,
    today: calendarDate('2026-11-20'),
    menu: [],
    updateKey: '1',
    botName: 'cica_test_bot',
    administers: () => Promise.resolve({ kind: 'not-administrator' }),
  }
}

const press = (id: string, version?: string) => ({ ...request(''), id, version, messageId: 7 })

const texts = (reply: Reply) => (reply.buttons ?? []).flat().map((button) => button.text)

test('/coordinators gives an overview by dimension, and the coordinator of an area or what a State coordinates', () => {
  const overview = words(coordinators.handle(request(''), app))
  expect(overview).toMatch(/Economic dimension\n[\s\S]*• Tourism: none on public record/)
  expect(words(coordinators.handle(request('sustainable development'), app))).toContain('Coordinator: Thailand')
  expect(words(coordinators.handle(request('Иордания', 'public', 'ru'), app))).toContain('сокоординатор')
})

test('/coordinators offers the nearest areas for a word that is misspelt', () => {
  const reply = coordinators.handle(request('finnce security'), app)
  expect(texts(reply)).toContain('Coordinators: Finance')
  expect(words(reply)).toContain('Did you mean')
})

test('/meetings says that none is upcoming and shows the latest held and those without an outcome', () => {
  const text = words(meetings.handle(request(''), app))
  expect(text).toContain('There is no public record of an upcoming meeting or event.')
  expect(text).toContain('Latest held:\n• 17 December 2025')
  expect(text).toMatch(/Planned, outcome not on record:\n• October 2026/)
})

test('/meetings lists a month and turns pages in place', () => {
  expect(words(meetings.handle(request('august 2023'), app))).toContain('28–29 August 2023')
  const reply = meetings.buttons.page(press('p.2023-01-01,2023-12-31', '10'))
  expect(reply.placement).toBe('replace')
  expect(words(reply)).toContain('11–')
})

test('/ratification gives the latest statement and its picture with the same numbers', () => {
  expect(words(ratification.handle(request(''), app))).toContain(
    '13 of 14 instruments submitted, 1 still needed (statement of 21 July 2025)',
  )
  const picture = ratification.buttons.picture(press('all'))
  expect(picture.attachment?.kind).toBe('picture')
  expect(words(picture)).toContain('13 of 14')
  expect(words(ratification.handle(request('Viet Nam'), app))).toContain('no record')
})

test('/stats gives a picture and the same numbers as text', () => {
  const reply = stats.handle(request('2023', 'restricted'), app)
  expect(reply.attachment?.fileName).toBe('cica-2023.png')
  expect(words(reply)).toContain('CBM event')
  expect(words(stats.handle(request(''), app))).toContain('2025 in figures')
})

test('/due tells the public nothing, and delegates the rule and that it is a draft', () => {
  expect(words(due.handle(request(''), app))).toBe('There is no public information on this.')
  if (app.store.records.book('restricted').rules.length === 0) return
  expect(words(due.handle(request('', 'restricted'), app))).toMatch(/^🔒[\s\S]*Rule \d \(draft, not adopted\): /)
})

test('/due takes an area, a dimension or a State', () => {
  if (app.store.records.book('restricted').rules.length === 0) return
  const dueFor = (text: string) => words(due.handle(request(text, 'restricted'), app))
  expect(dueFor('')).toMatch(/Energy security[\s\S]*Russian Federation/)
  expect(dueFor('energy security')).toContain('Energy security')
  expect(dueFor('energy security')).not.toContain('Combating terrorism')
  expect(dueFor('China')).toContain('China — was due by 31 December 2025')
  expect(dueFor('China')).not.toMatch(/Russian Federation|Energy security/)
  expect(dueFor('economic dimension')).toMatch(/Energy security[\s\S]*Information technology/)
  expect(dueFor('economic dimension')).not.toContain('terrorism')
})

test.each([
  ['papers', papers, 'tourism', 'no public record of a concept paper'],
  ['deadlines', deadlines, '', 'There is no public record of a deadline ahead'],
  ['members', members, 'Cambodia', '2011'],
  ['agreements', agreements, 'SCO', 'Memorandum, May 2014'],
  ['bodies', bodies, 'SOC', 'Комитет старших должностных лиц'],
  ['chair', chair, '', 'Azerbaijan'],
  ['roadmap', roadmap, '', '8 clusters'],
  ['glossary', glossary, '', 'Catalogue of CBMs'],
  ['areas', areas, 'natural disasters', 'Environmental dimension'],
])('/%s answers', (_name, command, text, expected) => {
  expect(words(command.handle(request(text), app))).toContain(expected)
})

test('every button of a record answer belongs to a command', () => {
  const replies = [
    coordinators,
    meetings,
    ratification,
    papers,
    deadlines,
    members,
    bodies,
    chair,
    roadmap,
    areas,
    stats,
  ].flatMap((command) => [
    command.handle(request(''), app),
    command.handle(request('tourism'), app),
    command.handle(request('Azerbaijan'), app),
    command.handle(request('SOC'), app),
  ])
  const data = replies
    .flatMap((reply) => (reply.buttons ?? []).flat())
    .flatMap((button) => ('data' in button ? [button.data] : []))
  expect(data.length).toBeGreaterThan(20)
  for (const each of data) {
    const [name, button = ''] = each.split(':')
    const command = commands.find((candidate) => candidate.name === name)
    expect(Object.keys(command?.buttons ?? {}), each).toContain(button)
  }
})
