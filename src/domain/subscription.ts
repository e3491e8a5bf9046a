import type { DimensionSlug } from './dimension.ts'
import type { Item } from './item.ts'
import type { Language } from './language.ts'

export type Subscription = {
  readonly id: number
  readonly chat: string
  /** Forum topic; 0 where there is none. */
  readonly thread: number
  readonly language: Language
  /** `HH:MM` in `timeZone`. */
  readonly deliveryTime: string
  readonly timeZone: string
  readonly status: 'active' | 'paused' | 'stopped'
  /** Items accepted up to this instant were owed before. UTC ISO text. */
  readonly newsUntil: string
  readonly dimensions: readonly DimensionSlug[]
}

export function matches(subscription: Pick<Subscription, 'dimensions'>, item: Pick<Item, 'dimensions'>): boolean {
  return item.dimensions.some((dimension) => subscription.dimensions.includes(dimension))
}
