import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadClassifier, openRecords, referenceFolder } from '#src/app.ts'
import { ask } from '#src/ask/ask.ts'
import { loadLexicon } from '#src/ask/load-lexicon.ts'
import { calendarDate } from '#src/domain/calendar.ts'
import type { Language } from '#src/domain/language.ts'
import { registers } from '#src/domain/registers.ts'
import type { StoredRecord } from '#src/store/records.ts'
import type { Store } from '#src/store/store.ts'
import { settableClock } from '../support/settable-clock.ts'
import { questions, variedItem } from './headlines.ts'

const today = calendarDate('2026-11-20')
const clock = settableClock('2026-11-20T05:00:00Z')

/** Seconds of processor time that some work takes. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** @returns items a second of one core, each item new; those of each language alone beside all */
export function measureClassify(count = 20_000): Readonly<Record<'all' | Language, number>> {
  const classifier = loadClassifier()
  const items = Array.from({ length: count }, (_, index) => variedItem(index))
  const rate = (some: typeof items) =>
    some.length /
    cpuSeconds(() => {
      for (const item of some) classifier.classify(item)
    })
  const of = (language: Language) => rate(items.filter(({ lang }) => lang === language).slice(0, count / 4))
  // The first ones pay for what is compiled meanwhile.
  return { all: rate(items), en: of('en'), ru: of('ru'), kk: of('kk') }
}

export type AskFigures = {
  readonly aSecond: number
  readonly median: number
  readonly p99: number
  readonly worst: number
}

/** A store with as many events and items as it may have in twenty years. */
export function fillStore(store: Store, events: number, items: number): void {
  const { sources, records } = store.records.everything('restricted')
  const own = records.filter(({ register }) => register === 'events')
  const subjects = ['tourism', 'energy', 'youth', 'digital trade', 'water', 'climate', 'drug control', 'railways']
  const more = Array.from({ length: Math.max(0, events - own.length) }, (_, index): StoredRecord[] => {
    const model = own[index % own.length]
    if (model === undefined) return []
    const two = (value: number) => String(value).padStart(2, '0')
    // Most lie in the past, as they do in a register that has been kept for long.
    const start = `20${10 + (index % 19)}-${two(1 + (index % 12))}-${two(1 + (index % 28))}`
    const title = {
      en: `Meeting ${index} on ${subjects[index % subjects.length]}`,
      ru: `Встреча ${index}`,
      kk: `Кездесу ${index}`,
    }
    const body = registers.events.parse({ ...model.body, id: `bench-${index}`, start, end: undefined, title })
    return [{ register: 'events', body }]
  })
  store.transaction(() => store.records.load(sources, more.flat(), clock.now().toISOString()))
  const feed = { id: 'bench', name: 'Bench', address: 'http://bench.example/', language: null, state: null, note: null }
  store.feeds.add({ ...feed, status: 'disabled' }, clock.now())
  const judgement = { dimensions: [], areas: [], states: [], inRegion: true, reasons: [], evidence: [] }
  store.transaction(() => {
    for (let index = 0; index < items; index += 1) {
      const { title, summary, lang: language } = variedItem(index)
      const link = `https://news.example/${index}`
      store.items.add({
        ...{ feedId: feed.id, guid: link, link, canonicalLink: link, title, feedTitle: title, summary, language },
        ...{ state: 'old', judgement, confidence: null, decidedRule: null, sameStoryAs: null, storyKeys: [] },
        ...{ publishedAt: null, fetchedAt: clock.now() },
      })
    }
  })
}

/** Asks the questions of the evaluation set over a store of that size, book and answer included. */
export function measureAsk({ events = 10_000, items = 100_000, rounds = 5 } = {}): AskFigures {
  const folder = mkdtempSync(join(tmpdir(), 'cica-speed-'))
  const store = openRecords({ databasePath: join(folder, 'bench.sqlite'), timeZone: 'Asia/Almaty' }, clock)
  try {
    fillStore(store, events, items)
    const lexicon = loadLexicon(referenceFolder)
    const answer = (text: string) => ask({ text, book: store.records.book('public'), lexicon, today })
    for (const text of questions) answer(text)
    const taken: number[] = []
    const seconds = cpuSeconds(() => {
      for (let round = 0; round < rounds; round += 1) {
        for (const text of questions) {
          const before = performance.now()
          answer(text)
          taken.push(performance.now() - before)
        }
      }
    })
    taken.sort((a, b) => a - b)
    const at = (share: number) => taken[Math.floor(taken.length * share)] ?? 0
    return { aSecond: taken.length / seconds, median: at(0.5), p99: at(0.99), worst: taken.at(-1) ?? 0 }
  } finally {
    store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (import.meta.main) {
  const { all, en, ru, kk } = measureClassify()
  const whole = (value: number) => value.toFixed(0)
  process.stdout.write(
    `classify  ${whole(all)} items a second of one core (en ${whole(en)}, ru ${whole(ru)}, kk ${whole(kk)})\n`,
  )
  const { aSecond, median, p99, worst } = measureAsk()
  const milliseconds = [median, p99, worst].map((value) => value.toFixed(2)).join(' / ')
  process.stdout.write(`ask       ${whole(aSecond)} questions a second; median / p99 / worst ${milliseconds} ms\n`)
}
