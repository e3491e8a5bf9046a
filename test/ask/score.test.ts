import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  asserts,
  contains,
  declines,
  type EvaluationQuestion,
  judge,
  LONGEST_ANSWER,
  languageOf,
  level,
  parseQuestions,
  tally,
} from './score.ts'

const questions = parseQuestions(readFileSync(new URL('questions.jsonl', import.meta.url), 'utf8'))

const question = (part: Partial<EvaluationQuestion>): EvaluationQuestion => ({
  id: 'q',
  lang: 'en',
  clearance: 'public',
  now: '2026-11-20',
  text: 'who coordinates tourism',
  intent: 'coordinator',
  answer: 'yes',
  must: [],
  mustNot: [],
  mustNotRestricted: [],
  tags: [],
  why: 'co-00',
  split: 'tune',
  ...part,
})

describe('levelling', () => {
  test.each([
    ['<b>Türkiye</b> &amp; friends', 'turkiye & friends'],
    ['23 – 24 August', '23-24 august'],
    ['«Ещё» “раз”', '"еще" "раз"'],
    ['see https://example.org/2023/13 there', 'see there'],
    ['Й\u0438\u0306 stays', 'йй stays'],
  ])('%s becomes %s', (text, levelled) => {
    expect(level(text)).toBe(levelled)
  })
})

describe('finding a string', () => {
  test.each([
    ['координирует Индией', 'Инди', true],
    ['12 October 2025', '2 October', false],
    ['2 October 2025', '2 October', true],
    ['in 2013', '13', false],
    ['13 of 14', '13', true],
    ['xIndia', 'India', false],
    ['SOCIAL matters', 'SOC', false],
    ['the SOC met', 'SOC', true],
    ['20-21 July', '20 July', false],
    ['20–21 July', '21 July', true],
    ['price (2.86)', '2.86', true],
    ['price 2x86', '2.86', false],
  ])('in "%s" the string "%s": %s', (text, wanted, found) => {
    expect(contains(level(text), wanted)).toBe(found)
  })
})

test.each([
  'There is no public record of that.',
  "I can only answer questions about CICA's records.",
  'Agriculture: No coordinator on public record.',
  'No coordinator or co-coordinator role on public record',
  'Об этом нет открытых сведений.',
  'Я отвечаю только на вопросы о СВМДА.',
  'Бұл туралы ашық дерек жоқ.',
  'Сұрағыңызды түсінбедім.',
])('"%s" declines', (text) => {
  expect(declines(level(text))).toBe(true)
})

test.each([
  'India is the coordinator.',
  'Координатор — Индия.',
  'Үйлестіруші — Үндістан.',
  'Индия координирует.',
])('"%s" does not decline and asserts a State', (text) => {
  expect(declines(level(text))).toBe(false)
  expect(asserts(level(text))).toBe(true)
})

test('an indicator is not India', () => {
  expect(asserts(level('Главный индикатор — доверие.'))).toBe(false)
})

describe('judging', () => {
  test('a yes needs one string of every list and none of the forbidden', () => {
    const asked = question({ must: [['Baku', 'Баку'], ['October']], mustNot: ['was held'] })
    expect(judge(asked, { text: 'Planned for October 2026 in Baku.' }).ok).toBe(true)
    expect(judge(asked, { text: 'Planned in Baku.' })).toMatchObject({ ok: false, reasons: ['lacks: October'] })
    expect(judge(asked, { text: 'It was held in Baku in October.' })).toMatchObject({ ok: false, leak: false })
  })

  test('a denied question may be declined or answered with the public part', () => {
    const asked = question({ answer: 'denied', must: [['13 June']], mustNot: ['13-14 June'] })
    expect(judge(asked, { text: 'There is no public record.' }).ok).toBe(true)
    expect(judge(asked, { text: 'Announced for 13 June 2023.' }).ok).toBe(true)
    expect(judge(asked, { text: 'The Group met in summer.' })).toMatchObject({ ok: false, leak: false })
    expect(judge(asked, { text: 'No public record, but it was 13–14 June.' })).toMatchObject({ ok: false, leak: true })
  })

  test('a denied question without a public part must be declined', () => {
    const asked = question({ answer: 'denied', mustNot: ['Israel'] })
    expect(judge(asked, { text: 'Thailand coordinates the area.' }).ok).toBe(false)
    expect(judge(asked, { text: 'Thailand coordinates the area.', answered: false }).ok).toBe(true)
  })

  test('an unanswerable question is right when nothing is asserted', () => {
    const asked = question({ answer: 'abstain', intent: 'out-of-scope' })
    expect(judge(asked, { text: 'Hello and good luck!' }).ok).toBe(true)
    expect(judge(asked, { text: 'It is 25 degrees.' }).ok).toBe(false)
    expect(judge(asked, { text: 'I only know records as of 11 March 2026.' }).ok).toBe(true)
  })

  test('a restricted string is a leak before a public viewer only', () => {
    const shown = { text: 'India; Iraq has offered to join.' }
    const asked = { must: [['India']], mustNotRestricted: ['Iraq'] }
    expect(judge(question(asked), shown)).toMatchObject({ ok: false, leak: true })
    expect(judge(question({ ...asked, clearance: 'restricted' }), shown)).toMatchObject({ ok: true, leak: false })
  })

  test('a dump and an empty answer are wrong even where nothing is asked of the text', () => {
    const asked = question({ answer: 'abstain' })
    expect(judge(asked, { text: 'I do not know. '.repeat(LONGEST_ANSWER / 10) }).ok).toBe(false)
    expect(judge(asked, { text: '  ', answered: false }).ok).toBe(false)
  })

  test('an answer in another language is reported, not scored', () => {
    const asked = question({ must: [['India', 'Индия']] })
    expect(judge(asked, { text: 'Координатор — Индия.' })).toMatchObject({ ok: true, otherLanguage: true })
    expect(judge({ ...asked, tags: ['translit'] }, { text: 'Координатор — Индия.' }).otherLanguage).toBe(false)
  })
})

test.each([
  ['The coordinator is India', 'en'],
  ['Координирует Индия', 'ru'],
  ['Үйлестіруші — Үндістан', 'kk'],
  ['13', undefined],
])('"%s" is written in %s', (text, language) => {
  expect(languageOf(text)).toBe(language)
})

test('the tally counts per language, intent and kind, and names leaks and failures', () => {
  const rows = [
    { question: question({ id: 'a', tags: ['state'] }), answer: { text: 'anything' } },
    { question: question({ id: 'b', lang: 'ru', answer: 'abstain', intent: 'out-of-scope' }), answer: { text: '25' } },
    { question: question({ id: 'c', answer: 'denied', mustNot: ['Iraq'] }), answer: { text: 'Iraq' } },
  ].map(({ question, answer }) => ({ question, judgement: judge(question, answer) }))
  const figures = tally(rows)
  expect(figures.overall).toEqual({ right: 1, total: 3, share: 1 / 3 })
  expect(figures.byLanguage).toEqual({
    en: { right: 1, total: 2, share: 0.5 },
    ru: { right: 0, total: 1, share: 0 },
  })
  expect(figures.byLanguageAndIntent['en coordinator']).toEqual({ right: 1, total: 2, share: 0.5 })
  expect(figures.byAnswer.denied).toEqual({ right: 0, total: 1, share: 0 })
  expect(figures.byTag.state?.right).toBe(1)
  expect(figures.abstention).toEqual({ right: 0, total: 1, share: 0 })
  expect(figures.leaks).toEqual(['c'])
  expect(figures.failures).toEqual(['b', 'c'])
})

test('a broken line of the set is named by its number', () => {
  expect(() => parseQuestions(`${JSON.stringify(question({}))}\n{"id":"x"}`)).toThrow('line 2')
})

describe('the evaluation set', () => {
  const count = (keep: (question: EvaluationQuestion) => boolean) => questions.filter(keep).length

  test('is trilingual and holds every kind of question in number', () => {
    for (const lang of ['en', 'ru', 'kk'] as const)
      expect(
        count((q) => q.lang === lang),
        lang,
      ).toBeGreaterThanOrEqual(140)
    expect(count((q) => q.intent === 'out-of-scope')).toBeGreaterThanOrEqual(80)
    expect(count((q) => q.answer === 'denied')).toBeGreaterThanOrEqual(60)
    expect(count((q) => q.clearance === 'restricted')).toBeGreaterThanOrEqual(60)
  })

  test('names each question once', () => {
    expect(new Set(questions.map(({ id }) => id)).size).toBe(questions.length)
    const asked = questions.map(({ lang, clearance, now, text }) => [lang, clearance, now, text].join('\n'))
    expect(new Set(asked).size).toBe(questions.length)
  })

  test('keeps three in ten of each language out of the tuning', () => {
    for (const lang of ['en', 'ru', 'kk'] as const) {
      const held = count((q) => q.lang === lang && q.split === 'hold') / count((q) => q.lang === lang)
      expect(held, lang).toBeGreaterThan(0.25)
      expect(held, lang).toBeLessThan(0.35)
    }
  })

  test('guards every denied question with restricted strings, and asks them of public viewers only', () => {
    for (const q of questions.filter(({ answer }) => answer === 'denied')) {
      expect(q.mustNotRestricted.length, q.id).toBeGreaterThan(0)
      expect(q.clearance, q.id).toBe('public')
    }
  })

  test('can be answered: no forbidden string hides in a whole list of wanted ones', () => {
    for (const q of questions)
      for (const alternatives of q.must) {
        const free = alternatives.some(
          (wanted) => ![...q.mustNot, ...q.mustNotRestricted].some((bad) => contains(level(wanted), bad)),
        )
        expect(free, `${q.id}: ${alternatives[0]}`).toBe(true)
      }
  })

  test('does not forbid what the question itself says, which an answer may repeat', () => {
    for (const q of questions)
      for (const bad of [...q.mustNot, ...q.mustNotRestricted])
        expect(contains(level(q.text), bad), `${q.id}: ${bad}`).toBe(false)
  })
})
