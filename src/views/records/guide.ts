import { html } from '../html.ts'
import { type Block, compose } from './compose.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'

/** What may be asked, for a greeting and for those who ask what the bot can do. */
export function guideView(kind: 'greeting' | 'help', context: RecordContext): RecordAnswer {
  const { t } = context
  const greeting: Block = kind === 'greeting' ? [html`${t('records.guide.greeting')}`] : []
  return compose(
    { blocks: [[...greeting, html`${t('records.guide.what')}`], [html`${t('records.guide.examples')}`]], records: [] },
    context,
  )
}

/** News are not records: the command that has them is named. */
export function newsView(context: RecordContext): RecordAnswer {
  return compose({ blocks: [[html`${context.t('records.guide.news')}`]], records: [], answered: false }, context)
}

/** What was changed the records themselves do not tell; the command that does is named. */
export function changesGuide(context: RecordContext): RecordAnswer {
  return compose({ blocks: [[html`${context.t('records.guide.changes')}`]], records: [], answered: false }, context)
}
