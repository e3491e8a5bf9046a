import { expect, test } from 'vitest'
import { discoverFeeds } from '#src/feeds/discover.ts'

const ADDRESS = 'https://site.example/news/'

test('offers the feeds that a page declares, made absolute and each once', () => {
  const page = `<html><head><base href="/kz/"><link rel="alternate" type="application/rss+xml" title="Жаңалықтар &amp; пікір" href="rss.xml">
    <link rel='ALTERNATE' type='application/atom+xml; charset=utf-8' href='//cdn.example/atom'><link rel="alternate" type="application/rss+xml" href="rss.xml">
    <link rel="alternate" hreflang="ru" href="/ru"><link rel="alternate" type="application/json+oembed" href="/oembed">
    </head><body><a href="/other/rss">RSS</a></body></html>`
  expect(discoverFeeds(page, ADDRESS)).toEqual([
    { address: 'https://site.example/kz/rss.xml', title: 'Жаңалықтар & пікір' },
    { address: 'https://cdn.example/atom', title: '' },
  ])
})

test('falls back to links that look like feeds', () => {
  const page =
    '<body><a href="/about">About</a><a href="/feed/"><b>All</b> news</a><a href="javascript:rss">x</a></body>'
  expect(discoverFeeds(page, ADDRESS)).toEqual([{ address: 'https://site.example/feed/', title: 'All news' }])
})

test('finds nothing on a page without feeds', () => {
  expect(discoverFeeds('<form>log in</form>', ADDRESS)).toEqual([])
})
