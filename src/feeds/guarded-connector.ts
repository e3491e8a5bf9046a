import type { Socket } from 'node:net'
import type { buildConnector } from 'undici'
import connectorOf from 'undici/lib/core/connect.js'
import { guardedLookup, isPublicAddress, RefusedAddress } from './address-guard.ts'

/**
 * undici's connector that opens sockets to public addresses only, and to the `host:port` pairs named. The address is
 * checked at the moment of connecting: by `lookup` before, and by the socket's own word after.
 *
 * @param timeout milliseconds that connecting may take
 */
export function guardedConnector(privateHosts: ReadonlySet<string>, timeout: number): buildConnector.connector {
  const guarded = connectorOf({ lookup: guardedLookup, timeout })
  const open = connectorOf({ timeout })
  return (options, callback) => {
    const port = options.port || (options.protocol === 'https:' ? '443' : '80')
    // undici takes the brackets off an IPv6 address, FEED_PRIVATE_HOSTS writes them.
    const host = options.hostname.includes(':') ? `[${options.hostname.replace(/^\[|\]$/g, '')}]` : options.hostname
    if (privateHosts.has(`${host.toLowerCase()}:${port}`)) return open(options, callback)
    guarded(options, (...outcome) => {
      const [error, socket] = outcome
      if (error !== null) return callback(error, null)
      if (isPublicAddress(peerOf(socket))) return callback(null, socket)
      socket.destroy()
      callback(new RefusedAddress(options.hostname), null)
    })
  }
}

function peerOf(socket: Socket): string {
  return socket.remoteAddress ?? ''
}
