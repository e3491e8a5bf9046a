/** Why a fetch gave no feed. `code` is the message key; the other members are its parameters. */
export type FetchFailure =
  | { code: 'invalid-address' }
  | { code: 'unsupported-scheme'; scheme: string }
  | { code: 'refused-address'; host: string }
  | { code: 'host-not-found'; host: string }
  | { code: 'network'; host: string; cause: string }
  | { code: 'insecure'; host: string; cause: string }
  | { code: 'timeout'; limitSeconds: number }
  | { code: 'too-large'; limitBytes: number }
  | { code: 'http-status'; status: number; retryAfterSeconds?: number }
  | { code: 'redirect-loop' }
  | { code: 'too-many-redirects'; limit: number }
  | { code: 'bad-redirect'; status: number }
  | { code: 'unsupported-compression'; compression: string }
  | { code: 'bad-compression'; compression: string }
  | { code: 'bad-response'; host: string; cause: string }

/** What a server says about the copy that it sent, to be given back with the next request. */
export type Validators = { etag?: string; lastModified?: string }

export type FetchedFeed = {
  kind: 'fetched'
  /** The body after decompression, never longer than the limit. */
  bytes: Uint8Array
  /** The Content-Type header as sent, '' where there is none. */
  contentType: string
  /** Where the body came from, after all redirects; without user name and password. */
  finalAddress: string
  /** Where the feed says it now lives: the end of the unbroken run of 301 and 308 from the first request. */
  permanentAddress?: string
} & Validators

/**
 * What became of one fetch. Validators belong in the store only after the body was also parsed and complete;
 * a failure carries none.
 */
export type FetchResult =
  | FetchedFeed
  | { kind: 'not-modified'; finalAddress: string; permanentAddress?: string }
  | { kind: 'failed'; reason: FetchFailure }
