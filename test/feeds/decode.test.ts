import iconv from 'iconv-lite'
import { expect, test } from 'vitest'
import { decode } from '#src/feeds/decode.ts'

const RUSSIAN =
  '<rss><channel><item><title>Правительство утвердило бюджет на новый год</title><description>Депутаты обсудят его в среду, сообщили в министерстве.</description></item></channel></rss>'
const prolog = (encoding: string) => `<?xml version="1.0" encoding="${encoding}"?>`

test.for([
  ['windows-1251', RUSSIAN],
  ['cp1251', RUSSIAN],
  ['koi8-r', RUSSIAN],
  ['gb2312', '<t>国家主席会见哈萨克斯坦总统</t>'],
  ['gbk', '<t>國家主席</t>'],
  ['gb18030', '<t>主席会见总统</t>'],
  ['big5', '<t>總統會見主席</t>'],
  ['euc-kr', '<t>대통령 회담</t>'],
  ['shift_jis', '<t>首脳会談が開かれた</t>'],
  ['euc-jp', '<t>首脳会談が開かれた</t>'],
  ['tis-620', '<t>ประชุมสุดยอด</t>'],
  ['iso-8859-1', '<t>Mãe é presidente</t>'],
  ['iso-8859-7', '<t>Πορτραίτα καραντίνας</t>'],
  ['iso-8859-9', '<t>Başbakan görüştü</t>'],
  ['iso-8859-15', '<t>10 € déjà</t>'],
  ['windows-1254', '<t>Başbakan görüştü</t>'],
] as const)('reads %s named by the prolog and by the header', ([encoding, text]) => {
  const bytes = iconv.encode(text, encoding)
  expect(decode(bytes, `text/xml; charset="${encoding}"`).text).toBe(text)
  const whole = prolog(encoding) + text
  expect(decode(iconv.encode(whole, encoding), 'application/rss+xml').text).toBe(whole)
})

test('calls one charset by one name', () => {
  const bytes = iconv.encode(prolog('CP1251') + RUSSIAN, 'windows-1251')
  expect(decode(bytes, '').encoding).toBe('windows-1251')
})

test.for(['utf-16le', 'utf-16be', 'utf-32le'])('reads %s with a mark and without', (encoding) => {
  const text = prolog('UTF-16') + RUSSIAN
  expect(decode(iconv.encode(text, encoding, { addBOM: true }), '')).toEqual({ text, encoding })
  expect(decode(iconv.encode(text, encoding, { addBOM: false }), '')).toEqual({ text, encoding })
})

test('a byte order mark is stronger than the header', () => {
  expect(decode(Buffer.from(`\ufeff${RUSSIAN}`), 'text/xml; charset=windows-1251').text).toBe(RUSSIAN)
})

test.for([
  'windows-1251',
  'iso-8859-1',
  'utf-16',
  'gb2312',
  'bogus-1',
])('sound UTF-8 is UTF-8 although %s is declared', (lie) => {
  expect(decode(Buffer.from(RUSSIAN), `text/xml; charset=${lie}`)).toEqual({ text: RUSSIAN, encoding: 'utf-8' })
  expect(decode(Buffer.from(prolog(lie) + RUSSIAN), '').text).toContain('Правительство утвердило')
})

test('two characters that are UTF-8 by chance stay what they are declared to be', () => {
  expect(decode(iconv.encode('<t>电话</t>', 'gbk'), 'text/xml; charset=gbk').text).toBe('<t>电话</t>')
})

test.for([
  'windows-1251',
  'koi8-r',
  'iso-8859-5',
  'cp866',
])('finds %s declared nowhere, as UTF-8, or as Latin', (encoding) => {
  const bytes = iconv.encode(RUSSIAN, encoding)
  for (const header of ['', 'text/xml; charset=utf-8', 'text/xml; charset=iso-8859-1']) {
    expect(decode(bytes, header)).toEqual({ text: RUSSIAN, encoding })
  }
})

test.for([
  ['windows-1254', 'Başbakan görüştü: iki ülke arasında işbirliği anlaşması imzalandı.'],
  ['windows-1250', 'Prezydent spotkał się z premierem, żeby omówić współpracę w dziedzinie bezpieczeństwa.'],
  ['windows-1252', 'Gespräche über Abkommen für März: «Das Gremium tagt früher», erklärte der Präsident.'],
  ['windows-1255', 'ראש הממשלה נפגש היום עם נשיא המדינה ודן בשיתוף הפעולה בין שתי המדינות'],
  ['windows-1256', 'التقى رئيس الوزراء اليوم مع وزير الخارجية وبحث التعاون بين البلدين في مجال الأمن'],
  ['iso-8859-7', 'Ο πρωθυπουργός συναντήθηκε σήμερα με τον πρόεδρο και συζήτησαν τη συνεργασία των χωρών'],
] as const)('reads %s declared nowhere, or as UTF-8, and does not take it for Cyrillic', ([encoding, sentence]) => {
  const text = `<rss><channel><item><title>${sentence}</title></item></channel></rss>`
  const bytes = iconv.encode(text, encoding)
  for (const header of ['', 'text/xml; charset=utf-8']) expect(decode(bytes, header).text).toBe(text)
})

test('short news full of names is in windows-1251 rather than in that of old Macintoshes', () => {
  const bytes = iconv.encode('<t>Кыргызстандын Президенти Садыр Жапаров Бишкекте</t>', 'windows-1251')
  expect(decode(bytes, '').encoding).toBe('windows-1251')
})

test('does not believe one Cyrillic charset declared for another', () => {
  expect(decode(iconv.encode(RUSSIAN, 'koi8-r'), 'text/xml; charset=windows-1251').encoding).toBe('koi8-r')
  expect(decode(iconv.encode(RUSSIAN, 'windows-1251'), 'text/xml; charset=koi8-r').encoding).toBe('windows-1251')
})

test('a wrong header gives way to a right prolog', () => {
  const bytes = iconv.encode(prolog('windows-1251') + RUSSIAN, 'windows-1251')
  expect(decode(bytes, 'text/xml; charset=utf-8').text).toContain('Правительство утвердило')
})

test('reads Kazakh in KZ-1048', () => {
  const text = '<t>Қазақстан мен Өзбекстан келісімге қол қойды</t>'
  expect(decode(iconv.encode(text, 'rk1048'), 'text/xml; charset=kz-1048').text).toBe(text)
})

test('a few broken bytes do not turn UTF-8 into another charset', () => {
  const bytes = Buffer.concat([Buffer.from(RUSSIAN), Buffer.of(0xd0, 0x20, 0xff), Buffer.from(RUSSIAN)])
  const { text, encoding } = decode(bytes, '')
  expect(encoding).toBe('utf-8')
  expect(text.match(/Правительство утвердило бюджет/g)).toHaveLength(2)
})

test.for([
  ['euc-kr', '대통령은 오늘 회담에서 협력을 강조했다고 밝혔다. '],
  ['shift_jis', '首脳会談が東京で開かれ、協力の強化で一致した。'],
  ['gbk', '国家主席会见哈萨克斯坦总统，双方强调合作。'],
] as const)('a few broken bytes do not turn %s into another charset', ([encoding, sentence]) => {
  const whole = iconv.encode(prolog(encoding) + sentence.repeat(20), encoding)
  const bytes = Buffer.concat([whole, Buffer.of(0xff, 0x20, 0x80, 0x3c), iconv.encode(sentence, encoding)])
  const decoded = decode(bytes, '')
  expect(decoded.encoding).toBe(encoding)
  expect(decoded.text).toContain(sentence)
})

test('bytes of another charset pasted into UTF-8 are read in the one declared beside it', () => {
  const bytes = Buffer.concat([
    Buffer.from(prolog('iso-8859-1')),
    Buffer.from('<t>Ærø København på øen sådan</t>'),
    Buffer.of(0xe9),
  ])
  expect(decode(bytes, '').text).toMatch(/Ærø København på øen sådan<\/t>é$/)
})
