import { type DimensionSlug, dimensionSlugs } from '../domain/dimension.ts'
import type { Item } from '../domain/item.ts'
import type { Translate } from '../i18n/translator.ts'
import { html } from './html.ts'
import { itemLine } from './item-line.ts'
import { type ButtonRows, buttonData, type Reply, reply } from './reply.ts'

/** Items shown on one screen of the archive. */
export const archivePage = 8

function dimensionButtons(t: Translate): ButtonRows {
  const one = (dimension: DimensionSlug) => ({
    text: t(`dimension.${dimension}`),
    data: buttonData('news', 'show', dimension),
  })
  return dimensionSlugs.map((dimension) => [one(dimension)])
}

export function archiveView(items: readonly Item[], dimension: DimensionSlug | undefined, t: Translate): Reply {
  const subject = dimension === undefined ? undefined : t(`dimension.${dimension}`)
  if (items.length === 0) {
    const text = subject === undefined ? t('news.archive-empty') : t('news.archive-empty-of', { subject })
    return reply(html`${text}`, { buttons: dimensionButtons(t) })
  }
  const heading = subject === undefined ? t('news.archive-heading') : t('news.archive-heading-of', { subject })
  const oldest = items.at(-1)
  const more =
    items.length < archivePage || oldest === undefined
      ? []
      : [[{ text: t('news.more'), data: buttonData('news', 'before', dimension ?? 'all', oldest.id) }]]
  return reply([html`<b>${heading}</b>`, ...items.map((item) => itemLine(item, t))], {
    buttons: dimension === undefined ? [...more, ...dimensionButtons(t)] : more,
  })
}

export function unknownDimensionView(text: string, t: Translate): Reply {
  return reply(html`${t('news.archive-unknown', { text })}`, { buttons: dimensionButtons(t) })
}
