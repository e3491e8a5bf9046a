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
  /** @param wanted features of the question and how much each counts */
  readonly rank: (wanted: ReadonlyMap<string, number>) => readonly Hit[]
  readonly knows: (feature: string) => boolean
}

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
  const mostPostings = 2500

  return {
    knows: (feature) => postings.has(feature),
    rank(wanted) {
      const weights = new Map<string, number>()
      let total = 0
      for (const [feature, importance] of wanted) {
        const weight = importance * rarity(feature)
        weights.set(feature, weight)
        total += weight
      }
      if (total === 0) return []
      const sums = new Map<number, number>()
      const rarestFirst = [...weights].sort(
        ([a], [b]) => (postings.get(a)?.length ?? 0) - (postings.get(b)?.length ?? 0),
      )
      let read = 0
      for (const [feature, weight] of rarestFirst) {
        const list = postings.get(feature) ?? []
        // Of a common notion beside rarer ones only the records already found matter.
        if (read > 0 && read + list.length > mostPostings) {
          for (const index of sums.keys())
            if (records[index]?.features.has(feature)) sums.set(index, (sums.get(index) ?? 0) + weight)
          continue
        }
        read += list.length
        for (const index of list.slice(-mostPostings)) sums.set(index, (sums.get(index) ?? 0) + weight)
      }
      return [...sums]
        .sort(([a, x], [b, y]) => y - x || a - b)
        .slice(0, 60)
        .flatMap(([index, sum]) => {
          const record = records[index]
          if (record === undefined) return []
          return [
            {
              id: record.id,
              coverage: sum / total,
              matched: [...weights.keys()].filter((feature) => record.features.has(feature)),
            },
          ]
        })
    },
  }
}
