import { z } from 'zod'
import { loadClassifier } from '../app.ts'
import { answerLines } from './json-lines.ts'
import type { Verb } from './verb.ts'

const newsSchema = z.object({
  id: z.union([z.string(), z.number()]).nullable().default(null),
  title: z.string(),
  summary: z.string().nullish(),
  lang: z.string().nullish(),
})

/** JSON Lines of news items on standard input → their dimensions, areas, States and the reasons. */
export const classify: Verb = async ({ input, output }) => {
  const classifier = loadClassifier()
  await answerLines(input, output, (value) => {
    const { id, title, summary, lang } = newsSchema.parse(value)
    const { language: _, ...found } = classifier.classify({ title, summary, ...(lang ? { lang } : {}) })
    return { id, ...found }
  })
  return 0
}
