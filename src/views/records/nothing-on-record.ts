import { html } from '../html.ts'
import type { ButtonRows } from '../reply.ts'
import { type Block, compose } from './compose.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

/**
 * For what the viewer's book does not hold. A public viewer reads the same words whether nothing is on record
 * or something that is not for them.
 */
export function nothingOnRecord(context: RecordContext, scope = '', buttons: ButtonRows = []): RecordAnswer {
  const { t, book } = context
  const heading: Block = scope === '' ? [] : [html`<b>${scope}</b>`]
  const sentence = html`${t(`records.nothing-${book.clearance}`)}`
  return compose({ blocks: [[...heading, sentence]], records: [], buttons, answered: false }, context)
}
