import { readFile } from 'node:fs/promises'
import { load } from 'js-yaml'
import { z } from 'zod'
import { languageSchema } from '../domain/language.ts'

const itemShape = z.strictObject({
  slug: z.string().regex(/^[a-z0-9-]+$/),
  /** Only where the outlet writes in several languages. */
  language: languageSchema.optional(),
  dimension: z.string(),
  story: z.string().optional(),
  title: z.string(),
  summary: z.string(),
})
const outletShape = z.strictObject({
  title: z.string(),
  about: z.string(),
  language: z.union([languageSchema, z.literal('mixed')]),
  format: z.enum(['rss', 'atom', 'json']),
  archive: z.array(itemShape),
  fresh: z.array(itemShape),
})

export type SampleOutlet = z.infer<typeof outletShape> & { readonly id: string }
export type SampleItem = z.infer<typeof itemShape> & { readonly publishedAt: Date }
/** The outlets as they stand in the file beside this one. */
export async function readSampleOutlets(): Promise<readonly SampleOutlet[]> {
  const source = await readFile(new URL('sample-feeds.yaml', import.meta.url), 'utf8')
  const outlets = z.record(z.string(), outletShape).parse(load(source))
  return Object.entries(outlets).map(([id, outlet]) => ({ id, ...outlet }))
}
