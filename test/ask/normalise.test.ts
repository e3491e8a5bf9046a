import { describe, expect, test } from 'vitest'
import { foldCyrillic, foldLatin, foldTransliterated } from '#src/ask/fold.ts'
import { otherLayouts } from '#src/ask/keyboard-layout.ts'
import { longestText, mostTokens, normalise, tokenise } from '#src/ask/normalise.ts'

const raws = (text: string) => tokenise(normalise(text)).map((token) => token.raw)

describe('levels what two spellings of the same question differ in', () => {
  test.each([
    ['next\u00a0SOC  meeting\n', 'next SOC meeting'],
    ['zero\u200bwidth\u200d and \ufeffmarks\u202e', 'zerowidth and marks'],
    ['13–14 June — «when»', "13-14 June - 'when'"],
    ['Ｗｈｏ', 'Who'],
    ['<b>who</b> coordinates', 'who coordinates'],
  ])('%j', (written, levelled) => {
    expect(normalise(written)).toBe(levelled)
  })

  test('puts letters of the other alphabet right inside a word', () => {
    expect(raws('ктo пpeдceдaтeль')).toEqual(['кто', 'председатель'])
    expect(raws('сoordinatоr')).toEqual(['coordinator'])
  })

  test('reads the Latin schwa of Kazakh keyboards as the Cyrillic letter', () => {
    expect(raws('тəжікстан')).toEqual(['тәжікстан'])
  })
})

describe('spells alike what is typed differently', () => {
  test.each([
    ['келесі', 'келеси'],
    ['қашан', 'кашан'],
    ['үйлестіреді', 'уйлестиреди'],
    ['ёлка', 'елка'],
    ['комиссия', 'комисия'],
  ])('%s as %s', (one, other) => {
    expect(foldCyrillic(one)).toBe(foldCyrillic(other))
  })

  test.each([
    ['koordiniruet', 'координирует'],
    ['konvensia', 'конвенция'],
    ['predsedatelstvo', 'председательство'],
    ['qashan', 'қашан'],
    ['uilestiredi', 'үйлестіреді'],
    ['üılestıredı', 'үйлестіреді'],
    ['hatshy', 'хатшы'],
    ['jyldan', 'жылдан'],
  ])('%s as %s', (latin, cyrillic) => {
    expect(foldTransliterated(latin)).toBe(foldCyrillic(cyrillic))
  })

  test('Türkiye’s as turkiye', () => {
    expect(foldLatin("türkiye's")).toBe('turkiye')
  })
})

describe('offers what the keys would have made under another layout', () => {
  test.each([
    ['rjulf cktle.ott', 'когда следующее'],
    ['rtktc3', 'келесі'],
    ['туче ЫЩС', 'next SOC'],
  ])('%s → %s', (typed, meant) => {
    expect(otherLayouts(typed)).toContain(meant)
  })

  test('but not for a text of both alphabets', () => {
    expect(otherLayouts('когда SOC')).toEqual([])
  })
})

test('reads only the head of a very long text', () => {
  const text = normalise('слово '.repeat(2000))
  expect(text.length).toBeLessThanOrEqual(longestText)
  expect(tokenise(text).length).toBeLessThanOrEqual(mostTokens)
})

test('tells capitals only where the text is not shouted', () => {
  expect(tokenise('IT area').map((token) => token.upper)).toEqual([true, false])
  expect(tokenise('WHO COORDINATES IT TODAY').some((token) => token.upper)).toBe(false)
})
