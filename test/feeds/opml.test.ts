import { expect, test } from 'vitest'
import { type OpmlFeed, parseOpml, writeOpml } from '#src/feeds/opml.ts'

const FEEDS: OpmlFeed[] = [
  { title: 'Без папки', address: 'https://a.example/rss', folders: [] },
  {
    title: 'A & "B" <C>',
    address: 'https://b.example/?x=1&y=2',
    page: 'https://b.example/',
    language: 'en',
    folders: ['Asia'],
  },
  { title: 'Глубже', address: 'https://c.example/rss', folders: ['Asia', 'Қазақстан'] },
]

test('reads back what it wrote', () => {
  const text = writeOpml('CICA Daily News', FEEDS, new Date('2026-01-15T10:00:00Z'))
  expect(parseOpml(text)).toEqual({ kind: 'feeds', feeds: FEEDS })
  expect(text).toContain('<title>CICA Daily News</title><dateCreated>Thu, 15 Jan 2026 10:00:00 GMT</dateCreated>')
})

test('reads lists as other programs write them', () => {
  const text = `<opml version="1.0"><body><outline text="News"><outline TEXT='One' XMLURL='http://one.example/feed' type="RSS"/>
    <outline text="Bookmark" url="http://page.example/"/><outline text="Twice" xmlUrl="http://one.example/feed"/>
    <outline text="Inside" xmlUrl="file:///etc/passwd"/><outline title="Two" type="rss" url="http://two.example/feed"/></outline></body>`
  expect(parseOpml(text)).toEqual({
    kind: 'feeds',
    feeds: [
      { title: 'One', address: 'http://one.example/feed', folders: ['News'] },
      { title: 'Two', address: 'http://two.example/feed', folders: ['News'] },
    ],
  })
})

test('says when a text is no OPML', () => {
  expect(parseOpml('<rss><channel/></rss>')).toEqual({ kind: 'not-opml' })
})
