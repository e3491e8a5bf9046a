import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseFeed } from '#src/feeds/parse-feed.ts'
import { startSampleFeeds } from '#src/sandbox/sample-feeds.ts'
import { readSampleOutlets } from '#src/sandbox/sample-outlets.ts'

const start = Date.parse('2026-11-20T04:00:00Z')
let nowMs = start
let feeds: Awaited<ReturnType<typeof startSampleFeeds>>

beforeEach(async () => {
  nowMs = start
  feeds = await startSampleFeeds({ now: () => new Date(nowMs), secondsPerItem: 40 })
})
afterEach(() => feeds.stop())

const addressOf = (id: string) => `${feeds.url}/${id}/feed`

test('every outlet covers the five dimensions and what is none, in at least twelve items', async () => {
  const outlets = await readSampleOutlets()
  expect(outlets.map(({ language }) => language)).toEqual(['en', 'ru', 'kk', 'mixed'])
  for (const { archive, fresh } of outlets) {
    const items = [...archive, ...fresh]
    expect(items.length).toBeGreaterThanOrEqual(12)
    const dimensions = ['military-political', 'new-challenges', 'economic', 'environmental', 'human', 'none']
    expect(new Set(items.map(({ dimension }) => dimension))).toEqual(new Set(dimensions))
    expect(new Set(items.map(({ slug }) => slug)).size).toBe(items.length)
  }
  const tellers = outlets.filter(({ fresh }) => fresh.some(({ story }) => story === 'rail-timetable'))
  expect(tellers).toHaveLength(outlets.length)
})

test('items of the mixed outlet name their language', async () => {
  const mixed = (await readSampleOutlets()).find(({ language }) => language === 'mixed')
  const languages = [...(mixed?.archive ?? []), ...(mixed?.fresh ?? [])].map(({ language }) => language)
  expect(new Set(languages)).toEqual(new Set(['en', 'ru', 'kk']))
})

test('the bot’s own parser reads every feed, dated before now', async () => {
  for (const { url, title } of feeds.feeds) {
    const response = await fetch(url)
    const parsed = await parseFeed({
      bytes: new Uint8Array(await response.arrayBuffer()),
      contentType: response.headers.get('content-type') ?? '',
      address: url,
    })
    if (parsed.kind !== 'feed') throw new Error(`${url}: ${parsed.kind}`)
    expect(parsed.title).toBe(title)
    expect(parsed.items).toHaveLength(7)
    for (const item of parsed.items) {
      expect(Date.parse(item.publishedAt ?? '')).toBeLessThan(start)
      expect(item.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/[a-z-]+\/[a-z0-9-]+$/)
    }
  }
})

test('outlets publish in turn while time passes, and answer 304 in between', async () => {
  const first = await fetch(addressOf('steppe-herald'))
  const etag = first.headers.get('etag') ?? ''
  const again = () => fetch(addressOf('steppe-herald'), { headers: { 'if-none-match': etag } })
  expect((await again()).status).toBe(304)
  nowMs = start + 40_000
  const changed = await again()
  expect(changed.status).toBe(200)
  const text = await changed.text()
  expect(text).toContain('common timetable for freight trains')
  expect(text).toContain('2026 04:00:40 GMT')
  expect(await (await fetch(addressOf('stepnoy-vestnik'))).text()).not.toContain('единое расписание')
  nowMs = start + 80_000
  expect(await (await fetch(addressOf('stepnoy-vestnik'))).text()).toContain('единое расписание')
})

test('each item has a page that says it is a sample', async () => {
  const page = await fetch(`${feeds.url}/dala-zharshysy/aqtau-porty`)
  expect(await page.text()).toMatch(/Ақтау[\s\S]*Sample for the sandbox/)
  expect((await fetch(`${feeds.url}/dala-zharshysy/poyyz-kestesi`)).status).toBe(404)
})
