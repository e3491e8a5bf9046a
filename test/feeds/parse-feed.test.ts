import { expect, test } from 'vitest'
import { parseFeed } from '#src/feeds/parse-feed.ts'
import type { ParsedFeed, ParsedItem } from '#src/feeds/parse-result.ts'

const ADDRESS = 'https://feeds.example/dir/feed.xml'

const parse = (text: string, contentType = 'application/rss+xml; charset=utf-8') =>
  parseFeed({ bytes: Buffer.from(text), contentType, address: ADDRESS })

async function read(text: string, contentType?: string): Promise<ParsedFeed> {
  const result = await parse(text, contentType)
  if (result.kind !== 'feed') throw new Error(JSON.stringify(result))
  return result
}

async function readItem(inside: string): Promise<ParsedItem> {
  const { items } = await read(
    `<rss version="2.0"><channel><link>https://site.example/kz/</link><item>${inside}</item></channel></rss>`,
  )
  const [item] = items
  if (item === undefined) throw new Error('no item')
  return item
}

async function readEntry(inside: string, attributes = ''): Promise<ParsedItem> {
  const { items } = await read(
    `<feed xmlns="http://www.w3.org/2005/Atom" ${attributes}><title>T</title><entry>${inside}</entry></feed>`,
  )
  const [item] = items
  if (item === undefined) throw new Error('no entry')
  return item
}

const RSS_2 = `<?xml version="1.0"?><rss version="2.0"><channel><title>Новости &amp; мнения</title><link>https://site.example/</link><language>ru-RU</language>
  <item><title>Первая</title><link>https://site.example/1</link><guid isPermaLink="false">n1</guid><pubDate>Mon, 12 Jan 2026 10:00:00 +0500</pubDate><description>&lt;p&gt;Текст&lt;/p&gt;</description></item>
  <item><title>Вторая</title><link>https://site.example/2</link></item></channel></rss>`
const FIRST = { title: 'Первая', link: 'https://site.example/1', publishedAt: '2026-01-12T05:00:00.000Z' }

test('reads RSS 2.0', async () => {
  expect(await read(RSS_2)).toEqual({
    kind: 'feed',
    title: 'Новости & мнения',
    language: 'ru-RU',
    home: 'https://site.example/',
    encoding: 'utf-8',
    complete: true,
    items: [
      { ...FIRST, id: 'n1', summary: 'Текст' },
      { title: 'Вторая', link: 'https://site.example/2', id: 'https://site.example/2', publishedAt: null, summary: '' },
    ],
  })
})

test.for([
  [
    'RSS 0.91',
    '<rss version="0.91"><channel><title>T</title><item><title>Первая</title><link>https://site.example/1</link><pubDate>2026-01-12T10:00:00+05:00</pubDate></item></channel></rss>',
  ],
  [
    'RSS without version and channel',
    '<rss><item><title>Первая</title><link>https://site.example/1</link><dc:date>2026-01-12T10:00:00+05:00</dc:date></item></rss>',
  ],
  [
    'RSS 1.0',
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:d="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>T</title><items><rdf:Seq><rdf:li resource="x"/></rdf:Seq></items></channel><item rdf:about="https://site.example/1"><title>Первая</title><link>https://site.example/1</link><d:date>2026-01-12T10:00:00+05:00</d:date></item></rdf:RDF>',
  ],
  [
    'Atom 1.0',
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><entry><title>Первая</title><link rel="self" href="https://site.example/self"/><link href="https://site.example/1"/><published>2026-01-12T10:00:00+05:00</published><updated>2026-01-13T10:00:00Z</updated></entry></feed>',
  ],
  [
    'Atom under a prefix',
    '<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry><a:title>Первая</a:title><a:link href="https://site.example/1"/><a:updated>2026-01-12T05:00:00Z</a:updated></a:entry></a:feed>',
  ],
  [
    'Atom 0.3',
    '<feed version="0.3" xmlns="http://purl.org/atom/ns#"><entry><title mode="escaped" type="text/html">&lt;b&gt;Первая&lt;/b&gt;</title><link rel="alternate" type="text/html" href="https://site.example/1"/><issued>2026-01-12T10:00:00+05:00</issued></entry></feed>',
  ],
  [
    'Atom without namespace',
    '<feed><entry><title>Первая</title><link href="https://site.example/1"/><updated>2026-01-12T05:00:00Z</updated></entry></feed>',
  ],
  [
    'JSON Feed',
    '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":1,"url":"https://site.example/1","title":"Первая","date_published":"2026-01-12T10:00:00+05:00"},7]}',
  ],
])('reads %s', async ([, text = '']) => {
  const { items } = await read(text)
  expect(items).toHaveLength(1)
  expect(items[0]).toMatchObject(FIRST)
})

test.for([
  ['a DOCTYPE with entities that would unfold', '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;"> ]>'],
  ['an external DTD', '<!DOCTYPE rss PUBLIC "-//x" "http://127.0.0.1:1/rss.dtd">'],
  ['a warning before the document', '<br />\n<b>Warning</b>: x in <b>/var/www</b>\n'],
  ['blank lines and a comment', '\n\n<!-- <rss> -->'],
])('bears %s', async ([, before = '']) => {
  const { items } = await read(before + RSS_2)
  expect(items.map(({ title }) => title)).toEqual(['Первая', 'Вторая'])
})

test('never expands an entity of the DTD', async () => {
  const { items } = await read(
    `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "boom">]><rss version="2.0"><channel><item><title>a &x; &y;</title></item></channel></rss>`,
  )
  expect(items[0]?.title).toBe('a &x; &y;')
})

test('bears what follows the document', async () => {
  expect(
    (await read(`${RSS_2}<script>1 < 2</script><rss><channel><item><title>No</title></item></channel></rss>`)).items,
  ).toHaveLength(2)
})

test.for([
  ['<title>Рога & Копыта: Q&A</title>', 'Рога & Копыта: Q&A'],
  ['<title>Цены&nbsp;&mdash; рост&hellip;</title>', 'Цены — рост…'],
  ['<title>5 < 7 и <1%, <Сапфир></title>', '5 < 7 и <1%, <Сапфир>'],
  ['<title>a\u0001b\u0008 &#0;&#xD800;&#x110000;c</title>', 'ab c'],
  ['<title>Текст <b>внутри</b> дальше</title>', 'Текст внутри дальше'],
  ['<title><![CDATA[До & <i>после</i> ]]></title>', 'До & после'],
  ['<title></title><title>Второй</title>', 'Второй'],
  ['<title lang="ru">С атрибутом</title>', 'С атрибутом'],
  ['<media:title>Фото</media:title><dc:title>Из dc</dc:title>', 'Из dc'],
  ['<TITLE>Прописными</TITLE>', 'Прописными'],
  ['<title>Не закрыт<link>https://site.example/1</link>', 'Не закрыт'],
  ['<description>Без заголовка</description>', ''],
])('the title of %j is %j', async ([inside = '', title = '']) => {
  expect((await readItem(inside)).title).toBe(title)
})

test.for([
  ['<title>History of the &lt;blink&gt; tag</title>', 'History of the <blink> tag'],
  ['<title type="html">Example &lt;b&gt;Atom&lt;/b&gt;</title>', 'Example Atom'],
  ['<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Less: <em>&lt;b&gt;</em></div></title>', 'Less: <b>'],
  ['<title>Undeclared &lt;b&gt;HTML&lt;/b&gt; &amp;amp; more</title>', 'Undeclared HTML & more'],
])('the Atom title of %j is %j', async ([inside = '', title = '']) => {
  expect((await readEntry(inside)).title).toBe(title)
})

test.for([
  ['<link>/news/1</link>', 'https://site.example/news/1'],
  ['<link>  https://site.example/1?a=1&amp;b=2\n</link>', 'https://site.example/1?a=1&b=2'],
  ['<link>https://site.example/1?a=1&copy=2</link>', 'https://site.example/1?a=1&copy=2'],
  ['<link/><guid>https://site.example/from-guid</guid>', 'https://site.example/from-guid'],
  ['<guid isPermaLink="false">https://site.example/not-perma</guid>', ''],
  ['<guid>tag:site.example,2026:4</guid>', ''],
  ['<link>javascript:alert(1)</link><guid>https://site.example/safe</guid>', 'https://site.example/safe'],
  [
    '<atom:link rel="self" href="https://site.example/self"/><atom:link href="https://site.example/2"/>',
    'https://site.example/2',
  ],
  ['<atom:link href="https://site.example/atom"/><link>https://site.example/rss</link>', 'https://site.example/rss'],
])('the link of %j is %j', async ([inside = '', link = '']) => {
  expect((await readItem(inside)).link).toBe(link)
})

test('an Atom link starts from xml:base, else from the address of the feed', async () => {
  const nested = await readEntry('<link xml:base="deeper/" href="two"/>', 'xml:base="https://site.example/base/"')
  expect(nested.link).toBe('https://site.example/base/deeper/two')
  expect((await readEntry('<link href="two"/>')).link).toBe('https://feeds.example/dir/two')
})

test('an item without identity gets the same one each time', async () => {
  const one = await readItem('<title>Цены</title><pubDate>2026-01-12</pubDate>')
  expect(one.id).toMatch(/^urn:sha256:/)
  expect(await readItem('<title>Цены</title><pubDate>2026-01-12</pubDate>')).toEqual(one)
  expect((await readItem('<title>Цены</title><pubDate>2026-01-13</pubDate>')).id).not.toBe(one.id)
})

test('a bad date costs neither the entry nor a good date beside it', async () => {
  expect((await readEntry('<title>x</title><published>yesterday</published>')).publishedAt).toBeNull()
  const { publishedAt } = await readEntry('<published>yesterday</published><updated>2026-01-12T05:00:00Z</updated>')
  expect(publishedAt).toBe('2026-01-12T05:00:00.000Z')
})

test('a summary is plain, short and never script', async () => {
  const { summary } = await readItem(
    `<description><![CDATA[<style>p{}</style><p>Один</p><script>x</script>${'слово '.repeat(400)}]]></description>`,
  )
  expect(summary).toMatch(/^Один слово слово .*…$/)
  expect(summary.length).toBeLessThanOrEqual(1000)
  expect(
    (
      await readItem(
        '<description><![CDATA[<img src="x">]]></description><content:encoded>Полный текст</content:encoded>',
      )
    ).summary,
  ).toBe('Полный текст')
})

test('takes the whole items of a cut document and says that it is incomplete', async () => {
  const items = [1, 2, 3, 4]
    .map((n) => `<item><title>${n}</title><link>https://site.example/${n}</link></item>`)
    .join('')
  const between = await read(`<rss version="2.0"><channel>${items}`)
  expect([between.items.length, between.complete]).toEqual([4, false])
  const inside = await read(`<rss version="2.0"><channel>${items}<item><title>Полови`)
  expect([inside.items.length, inside.complete]).toEqual([3, false])
})

test.for([
  ['<rss version="2.0"><channel>', '<item/><item> </item><item><author/></item>', '</channel></rss>'],
  ['<rss version="2.0"><channel>', '<item xml:lang="ru"><title> </title><link/></item>', '</channel></rss>'],
  ['<feed xmlns="http://www.w3.org/2005/Atom">', '<entry/><entry><author/></entry>', '</feed>'],
])('items that say nothing are none: %s%s', async ([before = '', nothing = '', after = '']) => {
  expect((await read(`${before}${nothing}${after}`)).items).toEqual([])
  const tag = before.includes('rss') ? 'item' : 'entry'
  const { items } = await read(`${before}${nothing}<${tag}><title>Первая</title></${tag}>${nothing}${after}`)
  expect(items.map(({ title }) => title)).toEqual(['Первая'])
})

test('an item of which nothing is of use here is an item all the same', async () => {
  const { items } = await read('<rss version="2.0"><channel><item><author>A</author></item></channel></rss>')
  expect(items).toMatchObject([{ title: '', link: '', publishedAt: null, summary: '' }])
})

test('programs that write JSON take a title of figures for a number', async () => {
  const { items } = await read(
    '{"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"a","title":2026,"url":1.5}]}',
  )
  expect(items).toMatchObject([{ id: 'a', title: '2026', link: '' }])
})

test('an empty item inside another does not end it', async () => {
  const { items } = await read(
    '<rss version="2.0"><channel><item><title>1</title><item/><link>https://site.example/1</link></item><item><title>2</title></item></channel></rss>',
  )
  expect(items.map(({ title, link }) => [title, link])).toEqual([
    ['1', 'https://site.example/1'],
    ['2', ''],
  ])
})

test('the identity of an RDF item is its address in the graph, not the catalogue number beside it', async () => {
  const { items } = await read(
    '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><item rdf:about="https://site.example/1"><title>1</title><dc:identifier>doi:10/1</dc:identifier></item></rdf:RDF>',
  )
  expect(items.map(({ id }) => id)).toEqual(['https://site.example/1'])
  expect((await readItem('<title>1</title><dc:identifier>doi:10/1</dc:identifier>')).id).toBe('doi:10/1')
})

test('quotes and dashes of windows-1252 among the controls of Unicode are read as what was meant', async () => {
  expect((await readItem('<title>\u0093Don\u0092t\u0094 \u0096 \u0007it</title>')).title).toBe('“Don’t” – it')
})

test.for([
  ['<title>Первая<author>A</author><link>https://site.example/1</link><pubDate>2026-01-12</pubDate>'],
  ['<title>Первая<dc:creator>A</dc:creator><link>https://site.example/1</link><pubDate>2026-01-12</pubDate>'],
  ['<link>https://site.example/1<title>Первая</title><pubDate>2026-01-12</pubDate>'],
  ['<link>https://site.example/1<category>К</category><title>Первая</title><pubDate>2026-01-12</pubDate>'],
  ['<title>Первая</title><pubDate>2026-01-12<link>https://site.example/1</link>'],
  ['<title>Первая</title><link>https://site.example/1</link><description>Текст<pubDate>2026-01-12</pubDate>'],
])('ends an element that was never closed where the next begins: %s', async ([inside = '']) => {
  expect(await readItem(inside)).toMatchObject({
    title: 'Первая',
    link: 'https://site.example/1',
    publishedAt: '2026-01-12T00:00:00.000Z',
  })
})

test.for([
  ['<item><title>1</title<link>https://site.example/1</link><guid>a</guid></item><item><title>2</title></item>'],
  ['<item><title>1</title \n<link>https://site.example/1</link ><guid>a</guid></item\n<item><title>2</title></item>'],
])('a closing tag without its bracket swallows nothing: %s', async ([inside = '']) => {
  const { items } = await read(`<rss version="2.0"><channel>${inside}</channel></rss>`)
  expect(items).toMatchObject([{ title: '1', link: 'https://site.example/1', id: 'a' }, { title: '2' }])
})

test('markup and words in brackets do not end a title', async () => {
  expect((await readItem('<title>О <b>типе</b> List<T></title><guid>1</guid>')).title).toBe('О типе List<T>')
  expect((await readItem('<link><a>https://site.example/1</a></link>')).link).toBe('https://site.example/1')
})

test('recovers items that were never closed', async () => {
  const { items } = await read(
    '<rss version="2.0"><channel><item><title>1</title><item><title>2</title></channel></rss>',
  )
  expect(items.map(({ title }) => title)).toEqual(['1', '2'])
})

test('offers the feeds of a web page', async () => {
  const page =
    '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" title="Все" href="/rss"></head></html>'
  expect(await parse(page, 'application/rss+xml')).toEqual({
    kind: 'page-with-feeds',
    encoding: 'utf-8',
    candidates: [{ address: 'https://feeds.example/rss', title: 'Все' }],
  })
})

test.for([
  ['', 'empty-body'],
  [' \n', 'empty-body'],
  ['<html><body>Log in</body></html>', 'web-page'],
  ['{"error":"gone"}', 'not-a-feed'],
  ['{"version":', 'bad-json'],
  ['hello', 'not-a-feed'],
  [`<rss><channel>${'<a>'.repeat(150_000)}`, 'too-deep'],
])('says why %.30j is no feed', async ([text = '', code = '']) => {
  expect(await parse(text)).toMatchObject({ kind: 'failed', reason: { code } })
})

test('elements named like members of objects are only elements', async () => {
  await read(
    '<rss version="2.0"><channel><__proto__><polluted>1</polluted></__proto__><item><constructor>x</constructor><title>T</title></item></channel></rss>',
  )
  expect({}).not.toHaveProperty('polluted')
})

test('five thousand items are read in seconds', async () => {
  const items = Array.from(
    { length: 5000 },
    (_, n) =>
      `<item><title>Новость ${n} &amp; ещё</title><link>https://site.example/${n}</link><pubDate>Mon, 12 Jan 2026 10:00:00 GMT</pubDate></item>`,
  )
  const started = performance.now()
  expect((await read(`<rss version="2.0"><channel>${items.join('')}</channel></rss>`)).items).toHaveLength(5000)
  expect(performance.now() - started).toBeLessThan(6000)
})
