import { createClock } from '../clock.ts'
import { createFetcher } from '../feeds/fetch-feed.ts'
import { readFeed } from '../feeds/read-feed.ts'
import type { Verb } from './verb.ts'

/** `feed URL`: fetches and parses it as a poll would, and prints one JSON object; a feed that cannot be read is no failure of the verb. */
export const feed: Verb = async ({ words, output, config }) => {
  const [address = ''] = words
  const clock = createClock(config.clockStart)
  const fetcher = createFetcher({
    privateHosts: config.feedPrivateHosts,
    userAgent: 'CICA-Daily-News/1.0',
    now: clock.now,
  })
  try {
    output.write(`${JSON.stringify(await readFeed(address, fetcher))}\n`)
    return 0
  } finally {
    await fetcher.close()
  }
}
