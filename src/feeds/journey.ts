import { hostAndPort } from './address-guard.ts'
import type { FetchFailure } from './fetch-result.ts'

/** Where one fetch is on its way through redirects, and what of that way is worth remembering. */
export type Journey = {
  here(): URL
  /** User name and password of the first address, for its own origin only. */
  credentials(): string | null
  /** Goes on to the address of a redirect; says why not, if it cannot. */
  follow(location: string, status: number): FetchFailure | null
  arrival(): { finalAddress: string; permanentAddress?: string }
}

/** @param start the address asked for; its user name and password stay within its origin */
export function createJourney(start: URL, privateHosts: ReadonlySet<string>): Journey {
  const authorization = basicAuthorization(start)
  const origin = start.origin
  let here = withoutCredentials(start)
  let permanent: URL | null = null
  let unbroken = true
  const visited = new Set([here.href])
  return {
    here: () => here,
    credentials: () => (here.origin === origin ? authorization : null),
    follow(location, status) {
      if (!URL.canParse(location, here.href)) return { code: 'bad-redirect', status }
      const next = withoutCredentials(new URL(location, here.href))
      if (visited.has(next.href)) return { code: 'redirect-loop' }
      visited.add(next.href)
      unbroken &&= (status === 301 || status === 308) && mayMove(here, next, privateHosts)
      if (unbroken) permanent = next
      here = next
      return null
    },
    arrival: () => ({
      finalAddress: here.href,
      ...(permanent === null ? {} : { permanentAddress: withCredentials(permanent, start) }),
    }),
  }
}

/** A feed is not remembered at a less safe place than where it was: not inside our walls, and not without TLS. */
function mayMove(from: URL, to: URL, privateHosts: ReadonlySet<string>): boolean {
  if (from.protocol === 'https:' && to.protocol === 'http:') return false
  return privateHosts.has(hostAndPort(from)) || !privateHosts.has(hostAndPort(to))
}

function withoutCredentials(url: URL): URL {
  const bare = new URL(url.href)
  bare.username = ''
  bare.password = ''
  bare.hash = ''
  return bare
}

/** A feed that moves within its site is asked there with the same name; another site is never told it. */
function withCredentials(moved: URL, start: URL): string {
  if (moved.origin !== start.origin) return moved.href
  const known = new URL(moved.href)
  known.username = start.username
  known.password = start.password
  return known.href
}

function basicAuthorization(url: URL): string | null {
  if (url.username === '' && url.password === '') return null
  const pair = Buffer.concat([percentDecoded(url.username), Buffer.from(':'), percentDecoded(url.password)])
  return `Basic ${pair.toString('base64')}`
}

function percentDecoded(text: string): Buffer {
  const decoded = text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(decoded, 'latin1')
}
