import { shortened } from '../../domain/shortened.ts'
import { type Html, html } from '../html.ts'
import { inRows } from '../reply.ts'
import { type Block, bold, compose, noteLines } from './compose.ts'
import { text } from './names.ts'
import { nothingOnRecord } from './nothing-on-record.ts'
import type { RecordAnswer, RecordContext } from './record-context.ts'
import { recordButton } from './record-key.ts'

/** Longer labels are cut by a telephone in the middle of a word. */
const labelLength = 40

type Known = RecordContext['book']['road-map'][number]

function title(cluster: Known, context: RecordContext): Html {
  const { t } = context
  const number = cluster.number === undefined ? '' : `${t('records.road-map.cluster', { number: cluster.number })}: `
  return html`${bold(`${number}${text(cluster.summary, context)}`)}`
}

function clusterBlock(cluster: Known, context: RecordContext): Block {
  const progress = cluster.progress === undefined ? [] : [html`${text(cluster.progress, context)}`]
  return [title(cluster, context), ...progress, ...noteLines(cluster, context)]
}

/** Clusters of the Road Map for CICA Transformation: the public summary, and for delegates the exact title as a remark. */
export function roadMapView(query: { readonly clusters?: readonly string[] }, context: RecordContext): RecordAnswer {
  const { t, book } = context
  if (query.clusters !== undefined) {
    const found = query.clusters.flatMap((id) => book['road-map'].find((cluster) => cluster.id === id) ?? [])
    if (found.length === 0) return nothingOnRecord(context)
    return compose({ blocks: found.map((cluster) => clusterBlock(cluster, context)), records: found }, context)
  }
  if (book['road-map'].length === 0) return nothingOnRecord(context)
  const rows = book['road-map'].map((cluster) => {
    const progress = cluster.progress === undefined ? '' : ` — ${text(cluster.progress, context)}`
    return html`• ${title(cluster, context)}${progress}`
  })
  const heading = bold(t('records.road-map.heading', { count: rows.length }))
  const buttons = inRows(
    book['road-map'].flatMap((cluster) => {
      return recordButton(shortened(text(cluster.summary, context), labelLength), 'roadmap', 'open', {
        i: [cluster.id],
      })
    }),
  )
  const adopted = book.facts.filter(({ about }) => about.includes('road-map'))
  const blocks: Block[] = [[heading, ...adopted.map((fact) => html`${text(fact.text, context)}`)], rows]
  return compose({ blocks, records: [...adopted, ...book['road-map']], buttons, differences: false }, context)
}
