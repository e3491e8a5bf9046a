import { readFileSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { ask } from '#src/ask/ask.ts'
import { plainText } from '#src/views/html.ts'
import { committedRecords } from './records.ts'
import { type JudgedQuestion, judge, parseQuestions, type Share, tally } from './score.ts'

/** Under these the understanding of questions has become worse than it was; they are raised with it, never lowered. */
const floors = { language: 0.94, hold: 0.93, abstention: 0.99 } as const

const records = committedRecords()
afterAll(() => records.store.close())

const questions = parseQuestions(readFileSync(new URL('questions.jsonl', import.meta.url), 'utf8'))

const rows: readonly JudgedQuestion[] = questions.map((question) => {
  const { reply, answered } = ask({ ...records.asking(question.now, question.clearance), text: question.text })
  const text = reply.blocks.map((block) => plainText(block)).join('\n\n')
  return { question, judgement: judge(question, { text, answered }) }
})
const figures = tally(rows)
const held = tally(rows.filter(({ question }) => question.split === 'hold'))

const percent = ({ right, total, share }: Share) => `${right}/${total} ${(share * 100).toFixed(1)} %`
const table = (title: string, shares: Readonly<Record<string, Share>>) =>
  [title, ...Object.entries(shares).map(([key, share]) => `  ${key.padEnd(26)}${percent(share)}`)].join('\n')

test('prints how well each language and intent is answered', () => {
  const lines = [
    `all ${percent(figures.overall)}, held back ${percent(held.overall)}, abstention ${percent(figures.abstention)}, leaks ${figures.leaks.length}`,
    table('language', figures.byLanguage),
    table('language, held back', held.byLanguage),
    table('language and intent', figures.byLanguageAndIntent),
  ]
  process.stdout.write(`${lines.join('\n')}\n`)
  expect(figures.overall.total).toBe(questions.length)
})

describe('stays above the floor', () => {
  test.each(['en', 'ru', 'kk'])('in %s, over all questions', (language) => {
    const { right, total } = figures.byLanguage[language] ?? { right: 0, total: 0 }
    expect(total).toBeGreaterThan(150)
    expect(right / total).toBeGreaterThanOrEqual(floors.language)
  })

  test('over the questions that were held back from tuning', () => {
    expect(held.overall.total).toBeGreaterThan(150)
    expect(held.overall.share).toBeGreaterThanOrEqual(floors.hold)
  })

  test('in leaving the unanswerable unanswered', () => {
    expect(figures.abstention.total).toBeGreaterThan(60)
    expect(figures.abstention.share).toBeGreaterThanOrEqual(floors.abstention)
  })
})

test('shows no restricted fact to a public viewer', () => {
  expect(figures.leaks).toEqual([])
})
