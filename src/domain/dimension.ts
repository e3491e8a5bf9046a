import { z } from 'zod'

/** The five dimensions of the Catalogue of CBMs, in its order. */
export const dimensionSlugs = ['military-political', 'new-challenges', 'economic', 'environmental', 'human'] as const
export type DimensionSlug = (typeof dimensionSlugs)[number]
export const dimensionSlugSchema = z.enum(dimensionSlugs)

/** The eighteen priority areas, in the order of the Secretary General's annual report. */
export const areaSlugs = [
  'military-political',
  'nct-general',
  'combating-terrorism',
  'ict-security',
  'illicit-drugs',
  'public-health',
  'sme',
  'energy-security',
  'information-technology',
  'tourism',
  'transport-corridors',
  'agriculture',
  'finance',
  'trade-investment',
  'sustainable-development',
  'natural-disasters',
  'environment-protection',
  'human',
] as const
export type AreaSlug = (typeof areaSlugs)[number]
export const areaSlugSchema = z.enum(areaSlugs)

/** Each priority area belongs to exactly one dimension. */
export const dimensionOfArea: Readonly<Record<AreaSlug, DimensionSlug>> = {
  'military-political': 'military-political',
  'nct-general': 'new-challenges',
  'combating-terrorism': 'new-challenges',
  'ict-security': 'new-challenges',
  'illicit-drugs': 'new-challenges',
  'public-health': 'new-challenges',
  sme: 'economic',
  'energy-security': 'economic',
  'information-technology': 'economic',
  tourism: 'economic',
  'transport-corridors': 'economic',
  agriculture: 'economic',
  finance: 'economic',
  'trade-investment': 'economic',
  'sustainable-development': 'environmental',
  'natural-disasters': 'environmental',
  'environment-protection': 'environmental',
  human: 'human',
}

export function isDimensionSlug(value: unknown): value is DimensionSlug {
  return dimensionSlugSchema.safeParse(value).success
}

export function isAreaSlug(value: unknown): value is AreaSlug {
  return areaSlugSchema.safeParse(value).success
}
