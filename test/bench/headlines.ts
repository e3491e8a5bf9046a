import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

const headlineSchema = z.object({ lang: z.enum(['en', 'ru', 'kk']), title: z.string(), summary: z.string().nullable() })
export type Headline = z.infer<typeof headlineSchema>

/** The own headlines of the classifier's tests, in the order English, Russian, Kazakh. */
export const headlines: readonly Headline[] = ['en', 'ru', 'kk'].flatMap((language) =>
  readFileSync(join(import.meta.dirname, '..', 'domain', `headlines-${language}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => headlineSchema.parse(JSON.parse(line))),
)

const headline = (number: number): Headline =>
  headlines[number % headlines.length] ?? { lang: 'en', title: '', summary: '' }

/**
 * The n-th of items that never come twice: the beginning of one headline with the end of another of its language, and the
 * summary of a third, so that no answer kept from an earlier item is of any use.
 */
export function variedItem(n: number): Headline {
  const one = headline(n * 7)
  let step = 1 + Math.floor(n / headlines.length)
  while (headline(n * 7 + step).lang !== one.lang) step += headlines.length - 1
  const other = headline(n * 7 + step)
  const [words, others] = [one.title.split(' '), other.title.split(' ')]
  const title = [...words.slice(0, Math.ceil(words.length / 2)), ...others.slice(Math.floor(others.length / 2))].join(
    ' ',
  )
  return { lang: one.lang, title, summary: other.summary ?? one.summary ?? other.title }
}

const questionSchema = z.object({ text: z.string() })

/** The questions of the evaluation set. */
export const questions: readonly string[] = readFileSync(
  join(import.meta.dirname, '..', 'ask', 'questions.jsonl'),
  'utf8',
)
  .trim()
  .split('\n')
  .map((line) => questionSchema.parse(JSON.parse(line)).text)
