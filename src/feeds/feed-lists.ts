import { decode } from './decode.ts'
import { type OpmlFeed, parseOpml, writeOpml } from './opml.ts'

export type ListedFeed = Pick<OpmlFeed, 'title' | 'address' | 'language'>

export type FeedLists = {
  /** @returns undefined where the file is no list of feeds */
  read(bytes: Uint8Array): ListedFeed[] | undefined
  write(title: string, feeds: readonly (ListedFeed & { readonly folder: string })[], at: Date): Uint8Array
}

/** Reads and writes OPML, in whatever encoding a file is. */
export const feedLists: FeedLists = {
  read(bytes) {
    const result = parseOpml(decode(bytes, 'text/x-opml').text)
    return result.kind === 'feeds' ? result.feeds : undefined
  },

  write(title, feeds, at) {
    const listed = feeds.map(({ folder, ...feed }) => ({ ...feed, folders: [folder] }))
    return new TextEncoder().encode(writeOpml(title, listed, at))
  },
}
