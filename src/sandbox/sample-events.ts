import { addDays, type CalendarDate } from '../domain/calendar.ts'
import { registers } from '../domain/registers.ts'

/** The source that sample records name, so that nobody takes them for facts. */
export const sampleSource = {
  id: 'sandbox',
  title: { en: 'Sample for the sandbox', ru: 'Пример для демонстрации', kk: 'Көрсетуге арналған үлгі' },
  languages: [],
  visibility: 'public',
} as const

const envelope = { sources: [sampleSource.id], unofficial: [], visibility: 'public' } as const

/** Invented meetings tomorrow and in a week, so that reminders and the agenda of an edition can be watched. */
export function sampleEvents(today: CalendarDate) {
  const tomorrow = registers.events.parse({
    ...envelope,
    id: 'sample-1',
    title: {
      en: 'Sample meeting of the Special Working Group',
      ru: 'Пример: заседание Специальной рабочей группы',
      kk: 'Үлгі: Арнаулы жұмыс тобының отырысы',
    },
    type: 'working',
    body: 'swg',
    organisers: ['secretariat'],
    start: addDays(today, 1),
    startTime: '10:00',
    place: { en: 'CICA Headquarters, Astana', ru: 'Штаб-квартира СВМДА, Астана', kk: 'АӨСШК штаб-пәтері, Астана' },
    mode: 'hybrid',
    status: 'confirmed',
    asOf: today,
  })
  const nextWeek = registers.events.parse({
    ...envelope,
    id: 'sample-2',
    title: {
      en: 'Sample workshop on resilient transport corridors',
      ru: 'Пример: семинар по устойчивости транспортных коридоров',
      kk: 'Үлгі: көлік дәліздерінің төзімділігі жөніндегі семинар',
    },
    type: 'cbm',
    dimension: 'economic',
    area: 'transport-corridors',
    organisers: ['AZE'],
    start: addDays(today, 7),
    end: addDays(today, 8),
    place: { en: 'Baku', ru: 'Баку', kk: 'Баку' },
    mode: 'in-person',
    status: 'planned',
    asOf: today,
  })
  return [tomorrow, nextWeek].map((body) => ({ register: 'events', body }) as const)
}
