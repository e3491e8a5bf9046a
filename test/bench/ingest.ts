import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadClassifier, openRecords } from '#src/app.ts'
import { clockOf } from '#src/clock.ts'
import { createFetcher } from '#src/feeds/fetch-feed.ts'
import { refreshFeed } from '#src/feeds/refresh.ts'
import { createSorter } from '#src/feeds/sorting.ts'
import { createStoryFinder } from '#src/feeds/stories.ts'

/**
 * The processor time of one poll of 200 feeds with 50 items each, all new, and of one in which every title has changed:
 * `node test/bench/ingest.ts [FEEDS] [ITEMS]`. Fetching, decoding, parsing, classifying, grouping stories and storing count;
 * so does the server that plays the feeds, in this same process.
 */
const feeds = Number(process.argv[2] ?? 200)
const items = Number(process.argv[3] ?? 50)
const print = (line: string) => process.stdout.write(`${line}\n`)

const subjects =
  'Kazakhstan|Узбекистан|Қазақстан|China|Иран|Türkiye|Pakistan|Монголия|Азербайджан|India|Qatar|Таджикистан'.split('|')
const events =
  'signs energy security memorandum with|обсудил транспортный коридор с|expands trade and investment with|көлік дәлізін талқылады|провёл учения по борьбе с терроризмом с|agrees on environmental protection with|открыл новый пункт пропуска на границе с|plans a tourism forum with'.split(
    '|',
  )
const pick = (list: readonly string[], at: number) => list[at % list.length] ?? ''

function feedXml(feed: number, round: number): string {
  const entries = Array.from({ length: items }, (_, item) => {
    const seed = feed * 131 + item * 17
    const changed = round > 1 ? ` (update ${round})` : ''
    const title = `${pick(subjects, seed)} ${pick(events, seed + feed)} ${pick(subjects, seed + 5)} ${feed}-${item}${changed}`
    const text = `${pick(subjects, seed + 1)} ${pick(events, seed + 2)} ${pick(subjects, seed + 3)}. `.repeat(6)
    return `<item><guid>g-${feed}-${item}</guid><title>${title}</title><link>https://outlet-${feed}.example/${item}</link><description>${text}</description><pubDate>Fri, 20 Nov 2026 0${item % 9}:00:00 GMT</pubDate></item>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Outlet ${feed}</title>${round === 0 ? '' : entries.join('')}</channel></rss>`
}

let round = 0
const server = createServer((request, response) => {
  const feed = Number(/\d+/.exec(request.url ?? '')?.[0] ?? 0)
  response.writeHead(200, { 'content-type': 'application/rss+xml; charset=utf-8' }).end(feedXml(feed, round))
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('The server has no port')
const host = `127.0.0.1:${address.port}`

const folder = mkdtempSync(join(tmpdir(), 'cica-bench-'))
const clock = clockOf(() => new Date())
const store = openRecords({ databasePath: join(folder, 'ingest.sqlite'), timeZone: 'Asia/Almaty' }, clock)
for (const feed of store.feeds.list()) store.feeds.setStatus(feed.id, 'disabled', null)
for (let feed = 1; feed <= feeds; feed += 1) {
  store.feeds.add(
    {
      id: `bench-${feed}`,
      name: `Outlet ${feed}`,
      address: `http://${host}/${feed}.xml`,
      language: null,
      state: null,
      status: 'enabled',
      note: null,
    },
    clock.now(),
  )
}
const classifier = loadClassifier()
const fetcher = createFetcher({ privateHosts: [host], userAgent: 'bench', now: clock.now })
const sorter = createSorter({ store, classifier }, { editionMode: 'review' })
const stories = createStoryFinder(store)
const reopen = () => false
const deps = { store, clock, sorter, stories, reopen, fetcher, random: Math.random, pollMinutes: 15 }

async function pollAll(): Promise<void> {
  for (let feed = 1; feed <= feeds; feed += 1) {
    const found = store.feeds.find(`bench-${feed}`)
    if (found === undefined) continue
    const outcome = await refreshFeed(found, deps)
    if (outcome.kind === 'failed') throw new Error(`${found.id}: ${outcome.fault.code}`)
  }
}

for (const name of ['first poll (empty feeds)', 'all items new', 'every title changed']) {
  const [began, cpu] = [performance.now(), process.cpuUsage()]
  await pollAll()
  const { user, system } = process.cpuUsage(cpu)
  print(
    `${name.padEnd(26)} ${((user + system) / 1e6).toFixed(2)} s of processor time, ${((performance.now() - began) / 1000).toFixed(2)} s in all`,
  )
  round += 1
}
print(JSON.stringify(store.items.tally()))
await fetcher.close()
server.close()
store.close()
rmSync(folder, { recursive: true, force: true })
