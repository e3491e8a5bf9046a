/**
 * A classifier's score as a share of certainty, 0 to 1: one certain term in the title (score 3) is 0.75, two are 0.94, a mere
 * hint below 0.4. Staff choose minimum confidences by these figures.
 */
export function confidenceOf(score: number): number {
  return score <= 0 ? 0 : Math.round((1 - 0.5 ** (score / 1.5)) * 100) / 100
}

/** The minimum confidences that staff can choose for accepting a feed's items without review. */
export const offeredMinimums = [0.75, 0.85, 0.95] as const
