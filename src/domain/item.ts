import { z } from 'zod'
import { type AreaSlug, areaSlugSchema, type DimensionSlug, dimensionSlugSchema } from './dimension.ts'
import type { Language } from './language.ts'

/** `old`: there before the feed was first polled. `repeated`: another outlet's telling of a story that is already an item. */
export const itemStates = ['old', 'repeated', 'awaiting', 'accepted', 'declined', 'held'] as const
export type ItemState = (typeof itemStates)[number]

/** What the classifier made of an item, kept with it so that staff can read why. */
export const judgementSchema = z.object({
  dimensions: z.array(z.object({ slug: dimensionSlugSchema, score: z.number() })),
  areas: z.array(areaSlugSchema),
  states: z.array(z.string()),
  inRegion: z.boolean().nullable(),
  reasons: z.array(z.string()),
})
export type Judgement = z.infer<typeof judgementSchema>

/** A news item as the desk works with it. Instants are UTC ISO text. */
export type Item = {
  readonly id: number
  readonly feedId: string
  readonly feedName: string
  readonly link: string | null
  readonly title: string
  readonly summary: string | null
  readonly language: Language | null
  readonly publishedAt: string | null
  readonly fetchedAt: string
  readonly state: ItemState
  /** Rises with every change: a card shows one version, and a press on an older one is refused. */
  readonly version: number
  readonly dimensions: readonly DimensionSlug[]
  readonly areas: readonly AreaSlug[]
  readonly memberStates: readonly string[]
  readonly inRegion: boolean | null
  readonly reasons: readonly string[]
  /** Who settled it (Telegram user id), null for a rule. */
  readonly decidedBy: number | null
  readonly decidedAt: string | null
  /** Other outlets that tell the same story. */
  readonly alsoIn: readonly { readonly feedName: string; readonly link: string | null }[]
}

/** What a feed offers, before it is an item. */
export type Offered = {
  readonly guid: string
  readonly link: string | null
  readonly canonicalLink: string | null
  readonly title: string
  readonly summary: string | null
  readonly publishedAt: string | null
}
