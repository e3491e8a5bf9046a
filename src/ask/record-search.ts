/** What a record is about, as notions of the vocabulary and rough stems: the same in three languages. */
export type Searched = { readonly id: string; readonly features: ReadonlySet<string> }

export type Hit = {
  readonly id: string
  /** How much of what was asked the record is about, 0 to 1. */
  readonly coverage: number
  /** The features that it answers to. */
  readonly matched: readonly string[]
}

export type RecordSearch = {
  /**
   * @param wanted features of the question and how much each counts
   * @param accepts what else a record must be, asked only of those that come near
   * @param least the smallest coverage worth looking at
   * @returns at most sixty, best first
   */
  readonly rank: (
    wanted: ReadonlyMap<string, number>,
    least?: number,
    accepts?: (hit: Hit) => boolean,
  ) => readonly Hit[]
}

const mostHits = 60
/** Of a notion that thousands of records share, so many of the newest are looked at. */
const mostPostings = 4000

/** An inverted index: the cost of a question is that of its rarer words, not of the number of records. */
export function createRecordSearch(records: readonly Searched[]): RecordSearch {
  const postings = new Map<string, number[]>()
  records.forEach((record, index) => {
    for (const feature of record.features) {
      const list = postings.get(feature)
      if (list === undefined) postings.set(feature, [index])
      else list.push(index)
    }
  })
  const rarity = (feature: string) => {
    const count = postings.get(feature)?.length ?? 0
    // A notion that no record has weighs as much as one that a single record has: asking for it must not be passed over.
    return Math.log(1 + Math.min(records.length, 200) / Math.max(1, Math.min(count, 200)))
  }
  const sums = new Float64Array(records.length)

  /** Sums of weights in `sums`; returns the records that have any. The caller clears them. */
  function addUp(weights: ReadonlyMap<string, number>): readonly number[] {
    const touched: number[] = []
    const rarestFirst = [...weights].sort(([a], [b]) => (postings.get(a)?.length ?? 0) - (postings.get(b)?.length ?? 0))
    for (const [feature, weight] of rarestFirst) {
      if (weight === 0) continue
      const list = postings.get(feature) ?? []
      if (touched.length > 0 && touched.length + list.length > mostPostings) {
        // Of a common notion beside rarer ones only the records already found matter.
        for (const index of touched)
          if (records[index]?.features.has(feature)) sums[index] = (sums[index] ?? 0) + weight
        continue
      }
      for (let at = Math.max(0, list.length - mostPostings); at < list.length; at += 1) {
        const index = list[at] ?? 0
        if (sums[index] === 0) touched.push(index)
        sums[index] = (sums[index] ?? 0) + weight
      }
    }
    return touched
  }

  return {
    rank(wanted, least = 0.3, accepts = () => true) {
      const weights = new Map([...wanted].map(([feature, importance]) => [feature, importance * rarity(feature)]))
      const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
      if (total === 0) return []
      const touched = addUp(weights)
      // There are few different sums, so grouping is cheaper than sorting.
      const bySum = new Map<number, number[]>()
      for (const index of touched) {
        const sum = sums[index] ?? 0
        sums[index] = 0
        const group = bySum.get(sum)
        if (group === undefined) bySum.set(sum, [index])
        else group.push(index)
      }
      const features = [...weights.keys()]
      const hits: Hit[] = []
      for (const [sum, indexes] of [...bySum].sort(([a], [b]) => b - a)) {
        if (sum / total < least) break
        for (const index of indexes.sort((a, b) => a - b)) {
          const record = records[index]
          if (record === undefined) continue
          const matched = features.filter((feature) => record.features.has(feature))
          const hit = { id: record.id, coverage: sum / total, matched }
          if (accepts(hit)) hits.push(hit)
          if (hits.length === mostHits) return hits
        }
      }
      return hits
    },
  }
}
