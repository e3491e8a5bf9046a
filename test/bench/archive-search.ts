import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { searchTerms, searchWords } from '#src/domain/search-words.ts'
import { openDatabase } from '#src/store/database.ts'
import { createItemSearch } from '#src/store/item-search.ts'

/**
 * How long a search of the archive takes over a million items: `node test/bench/archive-search.ts [ITEMS] [FILE]`.
 * Filling takes some minutes; a FILE that is there is searched as it is, and is kept. It is written with no regard for power cuts; the searches are those of `/news`, with everything that they read.
 */
const print = (line: string) => process.stdout.write(`${line}\n`)
const total = Number(process.argv[2] ?? 1_000_000)
const folder = mkdtempSync(join(tmpdir(), 'cica-bench-'))
const kept = process.argv[3]
const path = kept ?? join(folder, 'archive.sqlite')
const isThere = existsSync(path)
const db = openDatabase(path)
db.pragma('synchronous = off')

const common =
  'Казахстан Казахстана Узбекистан Китай Китая Россия Россией транспорт транспортный коридор коридора экспорт экспорта граница границы переговоры президент встреча безопасность климат энергетика Қазақстанның көлік дәлізі Astana corridor transport trade border talks agreement security'.split(
    ' ',
  )
const states = ['KAZ', 'CHN', 'UZB', 'RUS', 'IRN', 'PAK', 'IND', 'TUR', 'MNG', 'QAT']
const dimensions = ['military-political', 'new-challenges', 'economic', 'environmental', 'human']
const pick = <T>(list: readonly T[], at: number): T => {
  const found = list[at % list.length]
  if (found === undefined) throw new RangeError('an empty list')
  return found
}
/** Repeatable, and spread enough: a multiplicative hash. */
const mix = (seed: number) => Math.abs(Math.imul(seed, 2654435761) ^ (seed << 7)) >>> 0

if (!isThere)
  db.exec(
    `insert into feed (id, name, address, status) values ('bench', 'Bench', 'https://bench.example/', 'disabled')`,
  )
const insertItem = db.prepare(`
  insert into item (id, feed_id, guid, link, title, feed_title, summary, language, published_at, fetched_at, state, judgement, decided_at)
  values (@id, 'bench', @guid, @link, @title, @title, @summary, 'ru', @at, @at, 'accepted', @judgement, @at)`)
const insertDimension = db.prepare(`insert into item_dimension (item_id, dimension) values (?, ?)`)
const insertState = db.prepare(`insert into item_concerns (item_id, member_state) values (?, ?)`)
const insertWords = db.prepare(`insert into item_search (rowid, words) values (?, ?)`)
const judgement = JSON.stringify({ dimensions: [], areas: [], states: [], inRegion: true, reasons: [], evidence: [] })
const start = Date.parse('2016-01-01T00:00:00Z')

print(`filling ${total} items …`)
const began = performance.now()
for (let from = isThere ? total + 1 : 1; from <= total; from += 20_000) {
  db.transaction(() => {
    for (let id = from; id < Math.min(from + 20_000, total + 1); id += 1) {
      const words = Array.from({ length: 8 }, (_, at) => pick(common, mix(id * 31 + at)))
      const title = `${words.join(' ')} ${(mix(id) % 40_000).toString(36)}редкое слово${(mix(id + 7) % 40_000).toString(36)}`
      const at = new Date(start + id * 330_000).toISOString()
      const [dimension, state] = [pick(dimensions, mix(id + 1)), pick(states, mix(id + 2))]
      insertItem.run({ id, guid: String(id), link: `https://bench.example/${id}`, title, summary: null, at, judgement })
      insertDimension.run(id, dimension)
      insertState.run(id, state)
      insertWords.run(
        id,
        [...searchWords(title), `xdim${dimension.replaceAll('-', '')}`, `xst${state.toLowerCase()}`].join(' '),
      )
    }
  })()
}
print(`filled in ${((performance.now() - began) / 1000).toFixed(0)} s`)

const search = createItemSearch(db)
const day = (text: string) => new Date(`${text}T00:00:00Z`)
const month = { from: day('2018-03-01'), until: day('2018-04-01') }
const asked: readonly (readonly [string, Parameters<typeof search.find>[0]])[] = [
  ['latest', { limit: 9 }],
  ['dimension', { dimension: 'economic', limit: 9 }],
  ['State', { memberStates: ['QAT'], limit: 9 }],
  ['State and dimension', { memberStates: ['QAT'], dimension: 'human', limit: 9 }],
  ...[
    'Казахстан',
    'Қазақстан көлік',
    'транспортный коридор Китай',
    'corridor talks',
    'словоabc',
    'граница переговоры безопасность климат',
  ].map((text) => [`words: ${text}`, { terms: searchTerms(text), limit: 9 }] as const),
  [
    'words, State, dimension',
    { terms: searchTerms('экспорт'), memberStates: ['MNG'], dimension: 'economic', limit: 9 },
  ],
  ['words in a month', { terms: searchTerms('экспорт Китай'), ...month, limit: 9 }],
  [
    'words, State, dimension in the oldest month',
    {
      terms: searchTerms('экспорт Китай'),
      memberStates: ['MNG'],
      dimension: 'economic',
      until: day('2016-02-01'),
      limit: 9,
    },
  ],
  ['a rare word in a month', { terms: searchTerms('словоabc'), ...month, limit: 9 }],
  ['a rare word of old days', { terms: searchTerms('словоabc'), until: day('2017-01-01'), limit: 9 }],
  ['a rare word beside common ones', { terms: searchTerms('безопасность переговоры словоabc'), limit: 9 }],
  ['nothing in a month', { terms: searchTerms('граница переговоры безопасность климат'), ...month, limit: 9 }],
  [
    'an area or the terms that name it',
    { areas: [{ area: 'transport-corridors', terms: searchTerms('транспортный коридор') }], limit: 9 },
  ],
  ['a day', { from: day('2020-05-05'), until: day('2020-05-06'), limit: 9 }],
  ['a deep page', { terms: searchTerms('Казахстан'), before: Math.round(total / 2), limit: 9 }],
  ['nearly the last page', { terms: searchTerms('Казахстан Китай'), before: Math.round(total / 10), limit: 9 }],
  ['nothing', { terms: searchTerms('несуществующееслово'), limit: 9 }],
]
for (const [name, filter] of asked) {
  search.find(filter)
  const times = Array.from({ length: 20 }, () => {
    const before = performance.now()
    search.find(filter)
    return performance.now() - before
  }).sort((a, b) => a - b)
  print(
    `${name.padEnd(48)} ${String(search.find(filter).length).padStart(2)} found  median ${times[10]?.toFixed(2)} ms  worst ${times[19]?.toFixed(2)} ms`,
  )
}
db.close()
rmSync(folder, { recursive: true, force: true })
