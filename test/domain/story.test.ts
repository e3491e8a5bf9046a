import { expect, test } from 'vitest'
import { fingerprintTitle, groupStories, isSameStory, storyKeys } from '#src/domain/story.ts'

const same = (one: string, other: string) => isSameStory(fingerprintTitle(one), fingerprintTitle(other))
const told = (title: string, outlet: string, publishedAt: string | null = '2026-01-15T10:00:00Z') => ({
  title,
  outlet,
  publishedAt,
})

test.for([
  ['Токаев провёл встречу с Си Цзиньпином в Пекине', 'Токаев встретился с Си Цзиньпином в Пекине — Tengrinews'],
  ['Правительство утвердило бюджет', 'ПРАВИТЕЛЬСТВО УТВЕРДИЛО БЮДЖЕТ!'],
  ['Правительство утвердило бюджет', 'Прaви\u200bтельство утвердило «бюджет»'],
  ['В Алматы произошло землетрясение магнитудой 5,2', 'Землетрясение магнитудой 5.2 произошло в Алматы'],
  ['Kazakhstan and China sign agreement on rail corridor', 'China, Kazakhstan sign rail corridor agreement - Reuters'],
  ['Қазақстан мен Өзбекстан жаңа келісімге қол қойды', 'Өзбекстан мен Қазақстан келісімге қол қойды'],
  ['Парламент Кыргызстана одобрил закон о миграции', 'Парламент Кыргызстана одобряет закон о миграции'],
  ['Iran opens border crossing with Turkmenistan', 'Iran opened border crossing with Turkmenistan'],
  ['Iran opens border crossing with Turkmenistan', 'Iran opens new border crossing point with Turkmenistan'],
  ['习近平会见哈萨克斯坦总统托卡耶夫', '习近平会见哈萨克斯坦总统'],
] as const)('%s = %s', ([one, other]) => {
  expect(same(one, other)).toBe(true)
  expect(same(other, one)).toBe(true)
  const keys = new Set(storyKeys(fingerprintTitle(one)))
  expect(storyKeys(fingerprintTitle(other)).some((key) => keys.has(key))).toBe(true)
})

test.for([
  ['Курс валют на 12 января', 'Курс валют на 13 января'],
  ['Парламент утвердил бюджет на 2026 год', 'Парламент не утвердил бюджет на 2026 год'],
  ['В Астане открыли новую линию метро', 'В Ташкенте открыли новую линию метро'],
  ['Президент Казахстана посетит Китай с визитом', 'Президент Узбекистана посетит Китай с визитом'],
  ['Kazakhstan and China Sign Agreement on Rail', 'Kazakhstan and Russia Sign Agreement on Rail'],
  ['Sanctions on oil exports are illegal — Tehran', 'Sanctions on oil exports are illegal — Moscow'],
  ['Санкции против нефти незаконны — Тегеран', 'Санкции против нефти незаконны — Москва'],
  ['Iran opens border crossing with Turkmenistan', 'Iran closes border crossing with Turkmenistan'],
  ['India resumes talks with Pakistan on water treaty', 'India suspends talks with Pakistan on water treaty'],
  ['Pakistan lifts ban on onion exports', 'Pakistan imposes ban on onion exports'],
  ['Казахстан ратифицировал соглашение о транзите с Китаем', 'Казахстан денонсировал соглашение о транзите с Китаем'],
  ['Парламент Кыргызстана одобрил закон о миграции', 'Парламент Кыргызстана отклонил закон о миграции'],
  ['Курс доллара вырос в Казахстане', 'Курс доллара снизился в Казахстане'],
  ['Қазақстанда доллар бағамы өсті бүгін', 'Қазақстанда доллар бағамы төмендеді бүгін'],
  ['Видео', 'Видео'],
  ['', ''],
] as const)('%s ≠ %s', ([one, other]) => {
  expect(same(one, other)).toBe(false)
})

test('groups a story over its outlets in the order of first telling', () => {
  const items = [
    told('Правительство утвердило бюджет', 'a'),
    told('Цены на хлеб выросли на треть', 'a'),
    told('Правительство утвердило бюджет — СМИ', 'b'),
  ]
  expect(groupStories(items, (item) => item)).toEqual([[items[0], items[2]], [items[1]]])
})

test('a column that repeats its headline is no story told twice', () => {
  const column = [told('Курс валют на сегодня', 'a'), told('Курс валют на сегодня', 'a')]
  expect(groupStories(column, (item) => item)).toHaveLength(2)
  const days = [told('Курс валют на сегодня', 'a'), told('Курс валют на сегодня', 'b', '2026-01-20T10:00:00Z')]
  expect(groupStories(days, (item) => item)).toHaveLength(2)
})

test('two thousand like headlines are grouped in linear time', () => {
  const items = Array.from({ length: 2_000 }, (_, at) =>
    told(`Правительство утвердило бюджет номер ${at}`, `o${at % 7}`),
  )
  const started = performance.now()
  expect(groupStories(items, (item) => item)).toHaveLength(2_000)
  expect(performance.now() - started).toBeLessThan(10_000)
})
