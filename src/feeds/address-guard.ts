import { lookup as resolve } from 'node:dns'
import ipaddr from 'ipaddr.js'

/** Thrown inside the connector; the fetcher turns it into the failure `refused-address`. */
export class RefusedAddress extends Error {
  readonly code = 'REFUSED_ADDRESS'
}

/**
 * Azure's host agent answers on this public address from inside any of its machines; the other clouds'
 * metadata services stand in link-local, private or shared ranges and fall with those.
 */
const AZURE_HOST_AGENT = '168.63.129.16'

/**
 * Whether an IP address (v4 or v6, as text) belongs to the public internet. Everything that is not plainly global
 * unicast is refused: private, loopback, link-local, shared, documentation, multicast, 6to4, Teredo. An address that
 * embeds an IPv4 address (mapped, NAT64) is judged by that one.
 */
export function isPublicAddress(address: string): boolean {
  const plain = address.split('%')[0] ?? ''
  if (!ipaddr.isValid(plain)) return false
  const parsed = ipaddr.process(plain)
  if (parsed instanceof ipaddr.IPv4) return isPublicV4(parsed)
  if (parsed.range() === 'rfc6052') return isPublicV4(new ipaddr.IPv4(parsed.toByteArray().slice(12)))
  return parsed.range() === 'unicast' && parsed.match(ipaddr.IPv6.parse('2000::'), 3)
}

function isPublicV4(address: ipaddr.IPv4): boolean {
  return address.range() === 'unicast' && address.toString() !== AZURE_HOST_AGENT
}

/** The IP address that a URL names outright (brackets taken off), or null where it names a host by name. */
export function literalAddress(hostname: string): string | null {
  const plain = hostname.replace(/^\[|\]$/g, '')
  return ipaddr.isValid(plain) ? plain : null
}

/** `host:port` of a URL in the form that FEED_PRIVATE_HOSTS uses, the scheme's own port filled in. */
export function hostAndPort(url: URL): string {
  const port = url.port || (url.protocol === 'https:' ? '443' : '80')
  return `${url.hostname.toLowerCase()}:${port}`
}

type LookupAddress = { address: string; family: number }
type LookupOptions = { all?: boolean | undefined; family?: number | 'IPv4' | 'IPv6' | undefined }
type LookupDone = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/**
 * A `lookup` for net.connect that refuses a name if any of its addresses is not public. The socket is opened to the
 * very addresses checked here, so a name that answers differently the next time (DNS rebinding) gains nothing.
 */
export function guardedLookup(hostname: string, options: LookupOptions, done: LookupDone): void {
  resolve(hostname, { ...options, all: true }, (error, addresses) => {
    const [first] = addresses ?? []
    if (error !== null) done(error, [])
    else if (first === undefined || !addresses.every(({ address }) => isPublicAddress(address))) {
      done(new RefusedAddress(hostname), [])
    } else if (options.all === true) done(null, addresses)
    else done(null, first.address, first.family)
  })
}
