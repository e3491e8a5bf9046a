import { readFileSync } from 'node:fs'
import { load } from 'js-yaml'
import { describe, expect, test } from 'vitest'
import { learn } from '#src/domain/classify/learn.ts'
import { placesSchema, taxonomySchema } from '#src/domain/classify/taxonomy.ts'
import { compileTaxonomy } from '#src/domain/classify.ts'

const reference = (name: string): unknown =>
  load(readFileSync(new URL(`../../data/reference/${name}`, import.meta.url), 'utf8'))

const taxonomy = taxonomySchema.parse(reference('taxonomy.yaml'))
const places = placesSchema.parse(reference('places.yaml'))
const classifier = compileTaxonomy(taxonomy, places)

const dimensionsOf = (title: string, lang?: string, summary?: string): string[] =>
  classifier.classify({ title, lang, summary }).dimensions.map(({ slug }) => slug)

const noPlaces = placesSchema.parse({ states: {}, groups: {}, asia: {}, elsewhere: {}, home: {}, silent: {} })
const small = (areas: unknown, offTopic: unknown = {}) =>
  compileTaxonomy(
    taxonomySchema.parse({
      weights: { sure: 3, likely: 2, hint: 0.7 },
      summaryShare: 0.5,
      thresholds: {
        first: 1,
        firstElsewhere: 1,
        second: 2.4,
        secondShare: 0.65,
        bestCap: 4.5,
        offTopicShare: 1.1,
        offTopicShareOfSectors: 1.1,
      },
      areas,
      offTopic,
      silence: { en: 'Times of Israel' },
    }),
    noPlaces,
  )

describe('dimensions', () => {
  test('a headline that two dimensions would miss gets both, best first', () => {
    expect(dimensionsOf('Oil jumps after missile strikes on Saudi terminal', 'en').toSorted()).toEqual([
      'economic',
      'military-political',
    ])
    expect(dimensionsOf('Малярия и холера распространяются в затопленных районах', 'ru').toSorted()).toEqual([
      'environmental',
      'new-challenges',
    ])
  })

  test.each([
    ['Kohli hits century as India thrash New Zealand', 'en'],
    ['Погода на выходные: ожидаются дождь и туман', 'ru'],
    ['Танымал әнші жаңа клип түсірді', 'kk'],
  ])('gives no dimension to sport, weather and celebrities: %s', (title, lang) => {
    expect(dimensionsOf(title, lang)).toEqual([])
  })

  test.each<[string, string, string[]]>([
    ['Floods cut off villages in the south', 'en', ['environmental']],
    ['South Korea picks a new national tree', 'en', []],
    ['Doyen of atomic energy, once a minister, dies at 93', 'en', []],
    ['Moon sighted, Eid ul Fitr to be marked on Monday', 'en', []],
    ['Бег по утрам: привычка из Китая', 'ru', []],
    ['Гость прибыл раньше срока', 'ru', []],
    ['11 қаңтарда шешім шығады', 'kk', []],
    ['Жиналыс барысында сұрақ қойылды', 'kk', []],
  ])('a word of two meanings is not taken for the wrong one: %s', (title, lang, dimensions) => {
    expect(dimensionsOf(title, lang)).toEqual(dimensions)
  })

  test('outside the region one likely word of the economy is not yet news of it', () => {
    expect(dimensionsOf('Locked hotels of San Francisco', 'en')).toEqual([])
    expect(dimensionsOf('Locked hotels of Samarkand', 'en')).toEqual(['economic'])
  })

  test('words of a summary count less than words of a title', () => {
    const inTitle = classifier.classify({ title: 'Earthquake', summary: 'News of the day', lang: 'en' })
    const inSummary = classifier.classify({ title: 'News of the day', summary: 'Earthquake', lang: 'en' })
    expect(inTitle.dimensions[0]?.score ?? 0).toBeGreaterThan(inSummary.dimensions[0]?.score ?? 0)
  })
})

describe('language', () => {
  test.each([
    ['Almaty qalasynda zher silkindi', undefined, 'kk'],
    ['Qarjy ministrligi budjetti jariyalady', 'en', 'kk'],
    ['Qatar Airways resumes Iraq flights', undefined, 'en'],
    ['Pakistan, Uzbekistan sign gas deal', undefined, 'en'],
  ])('Kazakh in Latin letters without diacritics is told from English: %s (stated %s)', (title, lang, language) => {
    expect(classifier.classify({ title, lang }).language).toBe(language)
  })
})

describe('vocabulary', () => {
  test.each([
    ['car', 'New card for pensioners', false],
    ['discus', "Let's discuss it", false],
    ['tax', 'Taxes rise', true],
    ['cancel', 'Flights cancelled', true],
    ['kidnap', 'Teacher kidnapped', true],
    ['agree', 'Sides agreed', true],
    ['embargo', 'Embargoes lifted', true],
    ['Swat', 'Hoaxer swatted', false],
    ['Kurd', 'Kurds gather', true],
    ['LeT', 'Let it rain', false],
    ['LeT', 'LeT men held', true],
  ])('an English term takes the endings that its spelling allows: %s in "%s"', (term, title, found) => {
    const { classify } = small({ finance: { en: { sure: term } } })
    expect(classify({ title, lang: 'en' }).dimensions.length > 0).toBe(found)
  })

  test('an acronym has no fleeting vowel, and a doctor is no medicine', () => {
    expect(
      small({}, { sport: { ru: { sure: 'МОК' } } }).classify({ title: 'Сторонники М.К.У.', lang: 'ru' }).reasons,
    ).toEqual([])
    expect(dimensionsOf('Дәрігерлер асхана ашты', 'kk')).toEqual([])
  })

  test('a Russian stem of two letters is not the preposition it looks like', () => {
    const { classify } = small({ agriculture: { ru: { sure: 'соя' } } })
    expect(classify({ title: 'Спела вместе со своей собакой', lang: 'ru' }).dimensions).toEqual([])
    expect(classify({ title: 'Урожай сои вырос', lang: 'ru' }).dimensions).toHaveLength(1)
  })

  test('a word under except says nothing against a longer phrase around it', () => {
    const of = small({ 'energy-security': { en: { sure: 'fossil fuels, fuel', except: 'fuels' } } })
    expect(of.classify({ title: 'Row fuels doubts', lang: 'en' }).dimensions).toEqual([])
    expect(of.classify({ title: 'Fossil fuels on the way out', lang: 'en' }).areas).toEqual(['energy-security'])
  })

  test('a phrase under except silences the words inside it', () => {
    const of = small({ 'trade-investment': { en: { sure: 'trade', except: 'trade barbs' } } })
    expect(of.classify({ title: 'Leaders trade barbs', lang: 'en' }).areas).toEqual([])
    expect(of.classify({ title: 'Leaders discuss trade', lang: 'en' }).areas).toEqual(['trade-investment'])
  })

  test('a longer phrase hides the shorter term inside it', () => {
    const of = small({ 'nct-general': { en: { sure: 'money launder*' } }, finance: { en: { sure: 'money' } } })
    expect(of.classify({ title: 'Money laundering case', lang: 'en' }).areas).toEqual(['nct-general'])
  })

  test('gaps, pairs, own weights and capitals mean what the head of the file says', () => {
    const of = small({
      agriculture: { en: { sure: 'ban .. wheat' } },
      'energy-security': { en: { sure: 'oil & sanctions|embargo' } },
      'public-health': { en: { hint: 'WHO (3)' } },
    })
    expect(of.classify({ title: 'Ban on all exports of wheat', lang: 'en' }).areas).toEqual(['agriculture'])
    expect(of.classify({ title: 'Embargo hits Gulf oil', lang: 'en' }).areas).toEqual(['energy-security'])
    expect(of.classify({ title: 'Oil is found', lang: 'en' }).areas).toEqual([])
    expect(of.classify({ title: 'The WHO report', lang: 'en' }).areas).toEqual(['public-health'])
    expect(of.classify({ title: 'People who care', lang: 'en' }).areas).toEqual([])
  })

  test('a pronoun in a title without capitals is no acronym, and an acronym there is one still', () => {
    const it = small({
      'information-technology': { en: { sure: '=IT' } },
      'public-health': { en: { sure: 'WHO, TB' } },
    })
    const areasOf = (title: string) => it.classify({ title, lang: 'en' }).areas
    expect(areasOf('it may help those who run gaza')).toEqual([])
    expect(areasOf('IT EXPORTS RISE')).toEqual(['information-technology'])
    expect(areasOf('tb cases rise in karachi')).toEqual(['public-health'])
  })

  test('finds Russian and Kazakh words in their inflected forms and keeps to vowel harmony', () => {
    const of = small({
      finance: { ru: { sure: 'поставка, рынок' } },
      'natural-disasters': { kk: { sure: 'өрт, көшкін' } },
    })
    expect(of.classify({ title: 'Рост поставок', lang: 'ru' }).areas).toEqual(['finance'])
    expect(of.classify({ title: 'На рынках спокойно', lang: 'ru' }).areas).toEqual(['finance'])
    expect(of.classify({ title: 'Өрттерден зардап шеккендер', lang: 'kk' }).areas).toEqual(['natural-disasters'])
    expect(of.classify({ title: 'Көшкіннің салдары', lang: 'kk' }).areas).toEqual(['natural-disasters'])
    expect(of.classify({ title: 'Орта мектептер', lang: 'kk' }).areas).toEqual([])
  })

  test('Latin names of the Russian and Kazakh lists are found in texts of either script', () => {
    const of = small({ 'transport-corridors': { ru: { sure: 'FlyArystan' }, kk: { sure: 'SCAT' } } })
    expect(of.classify({ title: 'Рейсы FlyArystan', lang: 'ru' }).areas).toEqual(['transport-corridors'])
    expect(of.classify({ title: 'SCAT ұшағы', lang: 'kk' }).areas).toEqual(['transport-corridors'])
    expect(of.classify({ title: 'SCAT ushaǵy', lang: 'kk' }).areas).toEqual(['transport-corridors'])
  })

  test('a term without letters is refused when the vocabulary is compiled', () => {
    expect(() => small({ finance: { en: { sure: '& bank' } } })).toThrow(/empty term/)
  })
})

describe('Kazakh in Latin script', () => {
  test.each([
    ['acute (2018)', 'Ulttyq Bank bazalyq mólsherlemeni ózgertti'],
    ['umlaut (2021)', 'Ūlttyq Bank bazalyq mölşerlemeni özgertti'],
    ['Common Turkic', 'Ulttıq Bank bazalıq mölşerlemeni özgertti'],
    ['bare', 'Ulttyq Bank bazalyq molsherlemeni ozgertti'],
    ['bare without q', 'Ulttyk Bank bazalyk molsherlemeni ozgertti'],
  ])('reads the %s spelling', (_, title) => {
    expect(dimensionsOf(title, 'kk')).toEqual(['economic'])
  })

  test('is recognised without a stated language', () => {
    expect(classifier.classify({ title: 'Qazaqstannyń eksporty artty' }).language).toBe('kk')
    expect(classifier.classify({ title: 'Қазақстанның экспорты артты' }).language).toBe('kk')
    expect(classifier.classify({ title: 'Экспорт вырос' }).language).toBe('ru')
    expect(classifier.classify({ title: 'Türkiye exports rise' }).language).toBe('en')
  })
})

describe('states and region', () => {
  test('lists member states by ISO3 and never a non-member', () => {
    const result = classifier.classify({
      title: 'Kazakhstan and Japan sign accord in Astana, Ukraine watches',
      lang: 'en',
    })
    expect(result.states).toEqual(['KAZ'])
    expect(result.inRegion).toBe(true)
  })

  test.each([
    ['Earthquake hits Nepal', [], true],
    ['Measles cases rise in Texas', [], false],
    ['Hong Kong shares fall', ['CHN'], true],
    ['N. Korea fires missile', [], true],
  ])('knows the region of "%s"', (title, states, inRegion) => {
    const result = classifier.classify({ title, lang: 'en' })
    expect(result.states).toEqual(states)
    expect(result.inRegion).toBe(inRegion)
  })

  test('a newspaper is no place, and inflected names are places', () => {
    expect(classifier.classify({ title: 'Report, says Times of Israel', lang: 'en' }).states).toEqual([])
    expect(classifier.classify({ title: 'Встреча в Ташкенте с делегацией Таджикистана', lang: 'ru' }).states).toEqual([
      'UZB',
      'TJK',
    ])
    expect(classifier.classify({ title: 'Қырғызстандағы кездесу', lang: 'kk' }).states).toEqual(['KGZ'])
  })

  test('a Kazakh item that names no place is home news and says so', () => {
    const result = classifier.classify({ title: 'Баға өсті', lang: 'kk' })
    expect(result.states).toEqual(['KAZ'])
    expect(result.reasons).toContainEqual({ kind: 'home', language: 'kk', state: 'KAZ' })
  })
})

describe('reasons and corrections', () => {
  test('each decision names its terms, what they speak for and where they stood', () => {
    const { reasons } = classifier.classify({ title: 'Ransomware hits hospital', summary: 'In Kuwait', lang: 'en' })
    expect(reasons).toContainEqual(
      expect.objectContaining({ kind: 'area', area: 'ict-security', term: 'ransomware', where: 'title' }),
    )
    expect(reasons).toContainEqual({ kind: 'place', term: 'Kuwait', states: ['KWT'], where: 'summary' })
  })

  const correction = {
    title: 'Qurultai convenes in Burabay',
    lang: 'en',
    was: [],
    is: ['human'] as const,
  }

  test('a correction settles its own title, moves similar ones and is undone by dropping it', () => {
    const similar = { title: 'National Qurultai convenes again', lang: 'en' }
    const before = classifier.classify(similar)
    const taught = learn([correction])
    expect(classifier.classify(correction, taught).dimensions.map(({ slug }) => slug)).toEqual(['human'])
    const after = classifier.classify(similar, taught)
    expect(after.dimensions.map(({ slug }) => slug)).toEqual(['human'])
    expect(after.reasons.some(({ kind }) => kind === 'correction')).toBe(true)
    expect(classifier.classify(similar, learn([]))).toEqual(before)
  })

  test('items accepted as they were hold a word back', () => {
    const accepted = Array.from({ length: 8 }, (_, at) => ({
      title: `Qurultai convenes ${at} times`,
      lang: 'en',
      was: [],
      is: [],
    }))
    const result = classifier.classify(
      { title: 'Another Qurultai convenes', lang: 'en' },
      learn([correction, ...accepted]),
    )
    expect(result.dimensions).toEqual([])
  })
})

describe('hostile input', () => {
  test.each([
    ['empty', ''],
    ['control characters', '\u0000\u0007\u001b[31m\u202e'],
    ['emoji', '🚀🔥😀'],
    ['a lone surrogate', '\ud800 oil'],
    ['right-to-left', 'انفجار في بغداد'],
    ['markup', '<b>&amp;<script>alert(1)</script>'],
    ['regular expression signs', '.*+?^$ {}()|[]\\'],
  ])('survives %s', (_, title) => {
    for (const lang of ['en', 'ru', 'kk', undefined, 'xx']) {
      expect(() => classifier.classify({ title, summary: title, lang })).not.toThrow()
    }
  })

  test('an item without words has no region', () => {
    expect(classifier.classify({ title: '' }).inRegion).toBeNull()
  })

  test('a title and a summary of 100 kB are read in no time', () => {
    for (const piece of ['a', 'oil war ', 'қ', "a'", 'U.', 'ı']) {
      const text = piece.repeat(100_000 / piece.length)
      const started = performance.now()
      classifier.classify({ title: text, summary: text })
      expect(performance.now() - started, piece).toBeLessThan(500)
    }
  })
})

test('classifies over a thousand items a second even on a busy machine', () => {
  const items = ['en', 'ru', 'kk'].flatMap((language) =>
    readFileSync(new URL(`./headlines-${language}.jsonl`, import.meta.url), 'utf8')
      .trim()
      .split('\n')
      .map((line): { title: string; lang: string } => JSON.parse(line)),
  )
  for (const item of items) classifier.classify(item)
  const started = performance.now()
  for (const item of items) classifier.classify(item)
  const perSecond = items.length / ((performance.now() - started) / 1000)
  expect(perSecond).toBeGreaterThan(1000)
})

test('the items of a bilingual outlet that calls all of them Russian are read in the language they are written in', () => {
  const languageOf = (title: string) => classifier.classify({ title, lang: 'ru' }).language
  expect(languageOf('Қазақстан мен Өзбекстан сауда келісіміне қол қойды')).toBe('kk')
  expect(languageOf('Казахстан и Узбекистан подписали торговое соглашение')).toBe('ru')
  expect(languageOf('В Астане прошёл форум «Қазақстан жолы» с участием делегаций двадцати стран')).toBe('ru')
})
