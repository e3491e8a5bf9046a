import { z } from 'zod'
import type { Amendment } from './amendment.ts'
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
  /** The terms that spoke for each dimension, strongest first. */
  evidence: z.array(z.object({ dimension: dimensionSlugSchema, terms: z.array(z.string()) })).default([]),
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
  readonly evidence: Judgement['evidence']
  /** What the classifier chose, whatever staff made of it. */
  readonly proposed: readonly DimensionSlug[]
  /** How sure the classifier is of the first dimension, 0 to 1; null where it found none. */
  readonly confidence: number | null
  /** Who settled it (Telegram user id), null for a rule. */
  readonly decidedBy: number | null
  readonly decidedAt: string | null
  /** The rule that settled it, where no person did. */
  readonly decidedRule: string | null
  /** The day on which a held item comes back to the queue (Secretariat's zone). */
  readonly heldUntil: string | null
  /** Who wrote the title; null where it was made from the feed's. */
  readonly titledBy: number | null
  /** The title as the feed writes it now. */
  readonly feedTitle: string
  /** Staff's own titles for the readers of a language. */
  readonly titles: Readonly<Partial<Record<Language, string>>>
  /** Taken back after publication: readers see that it was there, not what it said. */
  readonly retractedAt: string | null
  /** Corrections and the retraction, as readers are told of them, the latest last. */
  readonly amendments: readonly Amendment[]
  /** Other outlets that tell the same story. */
  readonly alsoIn: readonly { readonly feedName: string; readonly link: string | null }[]
}

/** The title for readers of a language: staff's own for it, else the item's. */
export function titleFor(item: Pick<Item, 'title' | 'titles'>, language: Language): string {
  return item.titles[language] ?? item.title
}

/** What a feed offers, before it is an item. `title` is for readers, `feedTitle` as the feed writes it. */
export type Offered = {
  readonly guid: string
  readonly link: string | null
  readonly canonicalLink: string | null
  readonly title: string
  readonly feedTitle: string
  readonly summary: string | null
  readonly publishedAt: string | null
}
