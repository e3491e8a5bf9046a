import errors from 'undici/lib/core/errors.js'
import type { FetchFailure } from './fetch-result.ts'

const HTTP_FAULTS = new Set([
  'UND_ERR_HEADERS_OVERFLOW',
  'UND_ERR_RES_CONTENT_LENGTH_MISMATCH',
  'UND_ERR_RESPONSE',
  'UND_ERR_SOCKET',
])
const TIMEOUTS = new Set(['UND_ERR_CONNECT_TIMEOUT', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT', 'ETIMEDOUT'])

/**
 * The failure that an error thrown by undici, node:net or node:tls stands for, told by its `code`; null for an error
 * without a code, which is a fault of the program and belongs to the caller.
 */
export function networkFailure(error: unknown, host: string, limitSeconds: number): FetchFailure | null {
  // undici leaves some of these without a code.
  if (error instanceof errors.HTTPParserError) return { code: 'bad-response', host, cause: 'not HTTP' }
  const code = errorCode(error)
  if (code === null) return null
  if (code === 'REFUSED_ADDRESS') return { code: 'refused-address', host }
  if (TIMEOUTS.has(code)) return { code: 'timeout', limitSeconds }
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EAI_NODATA') return { code: 'host-not-found', host }
  if (HTTP_FAULTS.has(code) || code.startsWith('HPE_')) return { code: 'bad-response', host, cause: code }
  if (/^(CERT|ERR_TLS|ERR_SSL|EPROTO|UNABLE_TO|DEPTH_ZERO|SELF_SIGNED|HOSTNAME)/.test(code)) {
    return { code: 'insecure', host, cause: code }
  }
  return { code: 'network', host, cause: code }
}

function errorCode(error: unknown): string | null {
  if (error instanceof AggregateError && error.errors.length > 0) return errorCode(error.errors[0])
  if (!(error instanceof Error)) return null
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.cause === undefined ? null : errorCode(error.cause)
}
