import { expect, test } from 'vitest'
import { canonicalLink } from '#src/feeds/canonical-link.ts'
import { firstLink } from '#src/feeds/item-link.ts'

const resolve = (value: string, base = '') =>
  firstLink([{ value, base }], ['https://news.example/section/', 'https://feeds.example/x'])

test.for([
  [' https://news.example/a?b=1&c \n', 'https://news.example/a?b=1&c'],
  ['https://news.example', 'https://news.example'],
  ['https://news.example/тест a"b', 'https://news.example/тест%20a%22b'],
  ['https://me:secret@news.example/a', 'https://news.example/a'],
  ['/news/1', 'https://news.example/news/1'],
  ['news/2', 'https://news.example/section/news/2'],
  ['//other.example/3', 'https://other.example/3'],
  ['www.other.example/4', 'http://www.other.example/4'],
  ['javascript:alert(1)', ''],
  ['data:text/html,x', ''],
  ['mailto:a@b.example', ''],
  ['http:///nohost', ''],
  ['not an address at all', ''],
  ['', ''],
])('%j becomes %j', ([written = '', link = '']) => {
  expect(resolve(written)).toBe(link)
})

test('a relative xml:base stands on the next base', () => {
  expect(resolve('two', 'deeper/')).toBe('https://news.example/section/deeper/two')
})

test('takes the first candidate that is an address', () => {
  expect(
    firstLink(
      [
        { value: 'javascript:x', base: '' },
        { value: 'https://a.example/', base: '' },
      ],
      [],
    ),
  ).toBe('https://a.example/')
})

test('one page has one canonical link, however it is reached', () => {
  const ways = [
    'https://news.example/story/7?utm_source=rss&utm_medium=feed',
    'https://www.news.example/story/7/',
    'http://news.example/story/7#comments',
    'https://news.example/story/7?fbclid=abc&yclid=1&gclid=2&_openstat=3&from=rss',
    'https://NEWS.example:443/story/7',
    'https://news.example/story/7;jsessionid=1A2B?sid=9f8e7d6c5b4a39281706f5e4d3c2b1a0',
    'https://www.google.com/url?rct=j&url=https://news.example/story/7&ct=ga',
  ]
  expect(new Set(ways.map(canonicalLink))).toEqual(new Set(['https://news.example/story/7']))
})

test('parameters that choose the page stay, in one order', () => {
  expect(canonicalLink('https://a.example/?p=2&id=1')).toBe('https://a.example?id=1&p=2')
  const pages = [
    '?id=1',
    '?id=2',
    '?from=astana',
    '?type=news',
    '?sid=501',
    '?sid=502',
    '#!/news/1',
    '#!/news/2',
    '/A',
    '/a',
  ]
  expect(new Set(pages.map((page) => canonicalLink(`https://a.example/x${page}`))).size).toBe(pages.length)
})

test('what is no web address has no canonical link', () => {
  expect(canonicalLink('mailto:a@b.example')).toBe('')
  expect(canonicalLink('')).toBe('')
})
