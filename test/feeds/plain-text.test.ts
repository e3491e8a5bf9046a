import { expect, test } from 'vitest'
import { looksLikeHtml, plainText, tidy, visibleText } from '#src/feeds/plain-text.ts'

test.for([
  ['Рога &amp; Копыта&nbsp;&mdash; <b>отчёт</b>', 'Рога & Копыта — отчёт'],
  ['Рога &amp;amp; Копыта &amp;quot;Ко&amp;quot;', 'Рога & Копыта "Ко"'],
  ['<p>Один</p><p>Два<br>три</p>', 'Один Два три'],
  ['сло<b>во</b>', 'слово'],
  ['До<script>alert(1)</script><style>p{}</style> после', 'До после'],
  ['&lt;p&gt;Дважды <b>записано</b>&lt;/p&gt;', 'Дважды записано'],
  ['&lt;em&gt;Дважды&lt;/em&gt; записано&lt;br&gt;ещё', 'Дважды записано ещё'],
  ['Теги &lt;pre&gt;, &lt;b&gt;жирный&lt;/b&gt; и &lt;item&gt;', 'Теги <pre>, <b>жирный</b> и <item>'],
  ['5 < 7 и 9 > 3', '5 < 7 и 9 > 3'],
  ['Доход <1% у 30% & расход >2%', 'Доход <1% у 30% & расход >2%'],
  ['Класс List<T> и <o:p>Word</o:p>', 'Класс List<T> и Word'],
  ['Оборвано <b', 'Оборвано <b'],
  ['<b>не закрыто', 'не закрыто'],
  [' a\n\tb\u2028c\u0007d ', 'a b cd'],
  ['&#0;&#xD800;&#x110000;ок', 'ок'],
])('%j reads %j', ([html = '', text = '']) => {
  expect(plainText(html, 1000)).toBe(text)
})

test('cuts at a whole character', () => {
  expect(plainText('12345678😀90', 10)).toBe('12345678…')
  expect(plainText('1234567890', 10)).toBe('1234567890')
})

test('a text of nothing visible is empty, and no text turns the direction of others', () => {
  expect(tidy('\u200b\u3164\u2060')).toBe('')
  expect(tidy('Файл \u202efdp.exe\u202c готов')).toBe('Файл fdp.exe готов')
  expect(tidy('е\u0308лка')).toBe('ёлка')
  expect(tidy(`z${'\u0300'.repeat(500)}`).length).toBeLessThan(12)
})

test('headlines lose what is invisible but keep what shapes Persian and emoji', () => {
  expect(visibleText('Сроч\u200bно: мяг\u00adкий')).toBe('Срочно: мягкий')
  expect(visibleText('می\u200cخواهم 👨\u200d👩')).toBe('می\u200cخواهم 👨\u200d👩')
})

test('knows undeclared HTML by its closing tags', () => {
  expect(looksLikeHtml('<b>x</b>')).toBe(true)
  expect(looksLikeHtml('History of the <blink> tag')).toBe(false)
})

test.for(['<', '<a ', '&', ' ', '<b>', '</b', '<!--'])('takes linear time over %j without end', (bait) => {
  const started = performance.now()
  plainText(bait.repeat(200_000), 1000)
  expect(performance.now() - started).toBeLessThan(1500)
})
