import { expect, test } from 'vitest'
import { entityCount, html, isEmpty, joinHtml, link, nothing, plainText, visibleLength } from '#src/views/html.ts'

const hostile = [
  '<script>alert(1)</script>',
  '</b><a href="https://evil.example">here</a>',
  '&lt;b&gt; & &amp;amp; &#60;',
  '" onclick="x',
  "it's 'quoted'",
  'a\u0000b\u0007c\u001bd\u009fe',
  'half \ud83d of a pair, and \udc00 another',
  '\u202Egnp.exe\u2066x\u2069',
  'қазақша ә ғ қ ң ө ұ ү һ і',
  '👩‍👩‍👧‍👦 🇰🇿',
]

test.each(hostile)('what is interpolated shows as it was written, and is no markup: %j', (text) => {
  const part = html`<b>${text}</b>`
  const inside = part.markup.slice(3, -4)
  expect(inside).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/)
  expect(plainText(part)).toBe(
    text
      .toWellFormed()
      .replaceAll('\uFFFD', '')
      .replace(/(?![\n\t])\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, ''),
  )
  expect(part.markup.isWellFormed()).toBe(true)
})

test('Html in Html stays markup, whether one or many, and nothing leaves no trace', () => {
  const bold = html`<b>${'a & b'}</b>`
  expect(html`${bold}${[bold, bold]}${undefined}${false}${nothing}${0}`.markup).toBe(`${'<b>a &amp; b</b>'.repeat(3)}0`)
  expect(joinHtml([bold, html`<i>c</i>`], ' < ').markup).toBe('<b>a &amp; b</b> &lt; <i>c</i>')
  expect(joinHtml([], ', ').markup).toBe('')
})

test.each([
  ['https://news.example/a?b=1&c="2"', '<a href="https://news.example/a?b=1&amp;c=&quot;2&quot;">T &amp; T</a>'],
  ['HTTP://NEWS.EXAMPLE/', '<a href="HTTP://NEWS.EXAMPLE/">T &amp; T</a>'],
  ['javascript:alert(1)', 'T &amp; T'],
  ['tg://user?id=1', 'T &amp; T'],
  ['news.example', 'T &amp; T'],
  ['https://a b', 'T &amp; T'],
  ['', 'T &amp; T'],
])('only a web address becomes a link: %s', (address, markup) => {
  expect(link('T & T', address).markup).toBe(markup)
})

test('length is counted in UTF-16 units of what is read, entities by their opening tags', () => {
  const part = html`<b>${'a&b'}</b> <i>🇰🇿</i> ${link('here', 'https://news.example/')}`
  expect([visibleLength(part), entityCount(part)]).toEqual([13, 3])
  expect([isEmpty(html`  `), isEmpty(html`<b>x</b>`)]).toEqual([true, false])
})
