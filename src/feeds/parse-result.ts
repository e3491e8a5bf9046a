/** One item as a feed tells it. Texts are plain, NFC, on one line; '' where the feed says nothing. */
export type ParsedItem = {
  title: string
  /** Absolute http or https address; '' where the item has none. */
  link: string
  /** The feed's own identity of the item, else its link, else a digest of its texts; never ''. Feeds repeat them. */
  id: string
  /** UTC instant in ISO form; null where missing or unreadable. May lie in the future. */
  publishedAt: string | null
  /** Where the feed names no more than a week, month or year, which begins at `publishedAt`: the UTC instant at which it is over. */
  publishedUntil?: string
  /** At most 1,000 characters. */
  summary: string
}

export type ParsedFeed = {
  kind: 'feed'
  title: string
  /** As the feed writes it: `ru`, `en-US`, `en_gb`. */
  language?: string
  /** The page that the feed belongs to, absolute, where the feed names one. */
  home?: string
  items: ParsedItem[]
  /** The name of the charset that the bytes were in, lower case. */
  encoding: string
  /**
   * False where the document was cut (its last, half item is left out): then ETag and Last-Modified must not be kept,
   * or the rest would never be fetched.
   */
  complete: boolean
}

/** A feed that a web page names, to be offered to whoever gave the page's address. */
export type FeedCandidate = { address: string; title: string }

/** Why a body is no feed. `code` is the message key. */
export type ParseFailure = { code: 'empty-body' | 'not-a-feed' | 'web-page' | 'too-deep' | 'bad-json' }

export type ParseResult =
  | ParsedFeed
  | { kind: 'page-with-feeds'; candidates: FeedCandidate[]; encoding: string }
  | { kind: 'failed'; reason: ParseFailure; encoding: string }
