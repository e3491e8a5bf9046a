import type { SampleItem, SampleOutlet } from './sample-outlets.ts'

type Published = { readonly url: string; readonly items: readonly SampleItem[] }

/** The feed of an outlet in its own format. */
export function feedDocument(outlet: SampleOutlet, published: Published): string {
  switch (outlet.format) {
    case 'rss':
      return rss(outlet, published)
    case 'atom':
      return atom(outlet, published)
    case 'json':
      return jsonFeed(outlet, published)
  }
}

// The texts are our own and hold no "]]>", so CDATA carries them without any escaping.
const cdata = (text: string) => `<![CDATA[${text}]]>`
const linkOf = (outlet: SampleOutlet, { url }: Published, item: SampleItem) => `${url}/${outlet.id}/${item.slug}`

function rss(outlet: SampleOutlet, published: Published): string {
  const items = published.items.map(
    (item) => `<item>
<title>${cdata(item.title)}</title>
<link>${linkOf(outlet, published, item)}</link>
<guid isPermaLink="true">${linkOf(outlet, published, item)}</guid>
<pubDate>${item.publishedAt.toUTCString()}</pubDate>
<description>${cdata(item.summary)}</description>
</item>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel>
<title>${cdata(outlet.title)}</title>
<link>${published.url}/</link>
<description>${cdata(outlet.about)}</description>
<language>${outlet.language}</language>
${items.join('\n')}
</channel></rss>
`
}

function atom(outlet: SampleOutlet, published: Published): string {
  const entries = published.items.map(
    (item) => `<entry>
<title>${cdata(item.title)}</title>
<link href="${linkOf(outlet, published, item)}"/>
<id>${linkOf(outlet, published, item)}</id>
<published>${item.publishedAt.toISOString()}</published>
<updated>${item.publishedAt.toISOString()}</updated>
<summary>${cdata(item.summary)}</summary>
</entry>`,
  )
  const updated = published.items[0]?.publishedAt.toISOString() ?? new Date(0).toISOString()
  return `<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${outlet.language}">
<title>${cdata(outlet.title)}</title>
<subtitle>${cdata(outlet.about)}</subtitle>
<link href="${published.url}/"/>
<id>${published.url}/${outlet.id}</id>
<updated>${updated}</updated>
${entries.join('\n')}
</feed>
`
}

function jsonFeed(outlet: SampleOutlet, published: Published): string {
  const items = published.items.map((item) => ({
    id: linkOf(outlet, published, item),
    url: linkOf(outlet, published, item),
    title: item.title,
    summary: item.summary,
    content_text: item.summary,
    date_published: item.publishedAt.toISOString(),
    ...(item.language ? { language: item.language } : {}),
  }))
  const { title, about: description } = outlet
  const head = { version: 'https://jsonfeed.org/version/1.1', title, description, home_page_url: `${published.url}/` }
  return JSON.stringify({ ...head, items }, null, 2)
}
