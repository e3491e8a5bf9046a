import { expect, test } from 'vitest'
import { calendarDate } from '#src/domain/calendar.ts'
import { type CalendarEntry, calendarDays, calendarFile } from '#src/views/calendar-file.ts'

const entry: CalendarEntry = {
  id: 'ev-1',
  title: 'Meeting; of experts, part\\one',
  start: calendarDate('2026-12-31'),
  end: calendarDate('2027-01-02'),
  begins: undefined,
  place: 'Astana, Kazakhstan',
  description: ['First line', 'Second line'],
  status: 'confirmed',
  sequence: 2,
  address: 'https://example.org/a?b=c',
}

const stamp = new Date('2026-11-20T06:00:00.500Z')
const fileOf = (...entries: readonly CalendarEntry[]) => new TextDecoder().decode(calendarFile(entries, stamp))
const unfolded = (file: string) => file.replaceAll('\r\n ', '').split('\r\n')

test('whole days end with the day after the last', () => {
  expect(unfolded(fileOf(entry))).toEqual(
    expect.arrayContaining(['DTSTART;VALUE=DATE:20261231', 'DTEND;VALUE=DATE:20270103', 'UID:ev-1@events.s-cica.org']),
  )
})

test('an hour is written in UTC, and no end is made up', () => {
  const day = calendarDate('2026-12-10')
  const lines = unfolded(fileOf({ ...entry, start: day, end: day, begins: new Date('2026-12-10T05:00:00Z') }))
  expect(lines).toContain('DTSTART:20261210T050000Z')
  expect(lines.some((line) => line.startsWith('DTEND'))).toBe(false)
})

test('signs that mean something are escaped, and lines of a text joined', () => {
  const lines = unfolded(fileOf(entry))
  expect(lines).toContain('SUMMARY:Meeting\\; of experts\\, part\\\\one')
  expect(lines).toContain('DESCRIPTION:First line\\nSecond line')
  expect(lines).toContain('LOCATION:Astana\\, Kazakhstan')
})

test('every line ends with CRLF and has at most 75 octets, cut between characters', () => {
  const title =
    'Азиядағы өзара іс-қимыл және сенім шаралары кеңесінің Аға лауазымды тұлғалар комитетінің отырысы 🌏🌏🌏'
  const file = fileOf({ ...entry, title })
  const lines = file.split('\r\n')
  expect(lines.at(-1)).toBe('')
  expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true)
  expect(file).not.toContain('\uFFFD')
  expect(unfolded(file)).toContain(`SUMMARY:${title}`)
  expect(file.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/)
})

test('a change keeps the name, raises the sequence, and a cancelled event says so', () => {
  const lines = unfolded(fileOf({ ...entry, status: 'cancelled', sequence: 3 }))
  expect(lines).toEqual(
    expect.arrayContaining([
      'UID:ev-1@events.s-cica.org',
      'SEQUENCE:3',
      'STATUS:CANCELLED',
      'DTSTAMP:20261120T060000Z',
    ]),
  )
})

test('what has no day has no place in a calendar', () => {
  expect(calendarDays({})).toBeUndefined()
  expect(calendarDays({ start: calendarDate('2026-12-10') })).toEqual({ start: '2026-12-10', end: '2026-12-10' })
})
