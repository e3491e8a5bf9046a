import { z } from 'zod'
import { type Source, sourceSchema } from '../domain/record.ts'

const rowSchema = z.object({ body: z.string(), visibility: z.string() })
const fieldsSchema = z.record(z.string(), z.unknown())

/** A row of `source`: its visibility is a column of its own, for staff decide on it. */
export function readSourceRow(row: unknown): Source {
  const { body, visibility } = rowSchema.parse(row)
  return sourceSchema.parse({ ...fieldsSchema.parse(JSON.parse(body)), visibility })
}
