import { z } from 'zod'
import { amendmentKinds, amendmentNoteSchema } from '../domain/amendment.ts'
import { areaSlugSchema, type DimensionSlug, dimensionSlugSchema, dimensionSlugs } from '../domain/dimension.ts'
import { type Item, itemStates, judgementSchema } from '../domain/item.ts'
import { isReadable, languageSchema } from '../domain/language.ts'

/** Everything of an item in one row; add a condition on `item`. */
export const itemSelect = `
  select item.*, feed.name as feed_name,
    (select group_concat(dimension) from item_dimension where item_id = item.id) as dimensions,
    (select group_concat(member_state) from item_concerns where item_id = item.id) as member_states,
    (select json_group_array(json_object('feedName', other_feed.name, 'link', other.link))
       from item other join feed other_feed on other_feed.id = other.feed_id
       where other.same_story_as = item.id and other.state = 'repeated' and other.feed_id <> item.feed_id) as also_in,
    (select json_group_object(language, title) from item_title where item_id = item.id) as titles,
    (select json_group_array(json_object('kind', kind, 'note', json(note), 'at', applied_at) order by applied_at, id)
       from amendment where item_id = item.id and state = 'applied') as amendments
  from item join feed on feed.id = item.feed_id`

const rowSchema = z.object({
  id: z.number(),
  feed_id: z.string(),
  feed_name: z.string(),
  link: z.string().nullable(),
  title: z.string(),
  feed_title: z.string().nullable(),
  summary: z.string().nullable(),
  language: languageSchema.nullable(),
  published_at: z.string().nullable(),
  fetched_at: z.string(),
  state: z.enum(itemStates),
  version: z.number(),
  dimensions: z.string().nullable(),
  member_states: z.string().nullable(),
  in_region: z.number().nullable(),
  judgement: z.string(),
  confidence: z.number().nullable(),
  decided_by: z.number().nullable(),
  decided_at: z.string().nullable(),
  decided_rule: z.string().nullable(),
  held_until: z.string().nullable(),
  titled_by: z.number().nullable(),
  retracted_at: z.string().nullable(),
  also_in: z.string(),
  titles: z.string(),
  amendments: z.string(),
})
const alsoInSchema = z.array(z.object({ feedName: z.string(), link: z.string().nullable() }))
const titlesSchema = z.object({ en: z.string().optional(), ru: z.string().optional(), kk: z.string().optional() })
const amendmentsSchema = z.array(z.object({ kind: z.enum(amendmentKinds), note: amendmentNoteSchema, at: z.string() }))

const listed = (text: string | null) => (text ?? '').split(',').filter((part) => part !== '')

/** The classifier's best first, for the first is the heading; then what staff added, in the Catalogue's order. */
function ordered(dimensions: readonly DimensionSlug[], proposed: readonly DimensionSlug[]): DimensionSlug[] {
  const known = proposed.filter((slug) => dimensions.includes(slug))
  return [...known, ...dimensionSlugs.filter((slug) => dimensions.includes(slug) && !known.includes(slug))]
}

/** @throws ZodError where the row is not one of this program's */
export function toItem(value: unknown): Item {
  const row = rowSchema.parse(value)
  const judgement = judgementSchema.parse(JSON.parse(row.judgement))
  const proposed = judgement.dimensions.map(({ slug }) => slug)
  return {
    id: row.id,
    feedId: row.feed_id,
    feedName: row.feed_name,
    link: row.link,
    title: row.title,
    feedTitle: row.feed_title ?? row.title,
    summary: row.summary,
    // The classifier reads three languages, and takes what it cannot read for English. A post may keep a title that its feed has
    // changed; what staff wrote instead says nothing of the outlet's language.
    language: isReadable((row.titled_by === null ? null : row.feed_title) ?? row.title) ? row.language : null,
    publishedAt: row.published_at,
    fetchedAt: row.fetched_at,
    state: row.state,
    version: row.version,
    dimensions: ordered(dimensionSlugSchema.array().parse(listed(row.dimensions)), proposed),
    proposed,
    areas: areaSlugSchema.array().parse(judgement.areas),
    memberStates: listed(row.member_states),
    inRegion: row.in_region === null ? null : row.in_region === 1,
    reasons: judgement.reasons,
    evidence: judgement.evidence,
    confidence: row.confidence,
    decidedBy: row.decided_by,
    decidedAt: row.decided_at,
    decidedRule: row.decided_rule,
    heldUntil: row.held_until,
    titledBy: row.titled_by,
    retractedAt: row.retracted_at,
    alsoIn: alsoInSchema.parse(JSON.parse(row.also_in)),
    titles: withoutUndefined(titlesSchema.parse(JSON.parse(row.titles))),
    amendments: amendmentsSchema.parse(JSON.parse(row.amendments)),
  }
}

function withoutUndefined(titles: z.infer<typeof titlesSchema>): Item['titles'] {
  const { en, ru, kk } = titles
  return {
    ...(en === undefined ? {} : { en }),
    ...(ru === undefined ? {} : { ru }),
    ...(kk === undefined ? {} : { kk }),
  }
}
