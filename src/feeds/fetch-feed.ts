import type { Dispatcher } from 'undici'
import request from 'undici/lib/api/api-request.js'
import Agent from 'undici/lib/dispatcher/agent.js'
import { hostAndPort, isPublicAddress, literalAddress } from './address-guard.ts'
import type { FetchFailure, FetchResult, Validators } from './fetch-result.ts'
import { guardedConnector } from './guarded-connector.ts'
import { createHostGate } from './host-gate.ts'
import { createJourney, type Journey } from './journey.ts'
import { networkFailure } from './network-failure.ts'
import { readBody } from './read-body.ts'
import { retryAfterSeconds } from './retry-after.ts'

export type FetcherSettings = {
  /** `host:port` of servers that may be reached although their address is not public. */
  privateHosts: readonly string[]
  userAgent: string
  now: () => Date
  /** Largest body, on the wire and after decompression; 5 MiB by default. */
  limitBytes?: number
  /** For the whole fetch, redirects and body included; 15 s by default. Waiting for a turn at the host is not counted. */
  limitSeconds?: number
}

export type Fetcher = {
  /** Fetches a feed; every fault of the network or the server is a `failed`, never a rejection. */
  fetchFeed(address: string, validators?: Validators): Promise<FetchResult>
  /** Ends open connections; fetches under way fail. */
  close(): Promise<void>
}

const REQUESTS_A_HOST = 2
const REDIRECT_LIMIT = 8
const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml;q=0.9, application/xml;q=0.8, text/xml;q=0.8, text/html;q=0.4, */*;q=0.1'

/** @returns a fetcher that keeps its connections and the queue of each host to itself; close it when done. */
export function createFetcher(settings: FetcherSettings): Fetcher {
  const limitBytes = settings.limitBytes ?? 5 * 1024 * 1024
  const limitSeconds = settings.limitSeconds ?? 15
  const privateHosts = new Set(settings.privateHosts.map((host) => host.toLowerCase()))
  const gate = createHostGate(REQUESTS_A_HOST)
  const agent = new Agent({
    connect: guardedConnector(privateHosts, limitSeconds * 1000),
    connections: REQUESTS_A_HOST,
  })

  async function fetchFeed(address: string, validators: Validators = {}): Promise<FetchResult> {
    const start = parseAddress(address)
    if (start === null) return failed({ code: 'invalid-address' })
    const journey = createJourney(start, privateHosts)
    const deadline = createDeadline(limitSeconds)
    try {
      for (let hop = 0; hop <= REDIRECT_LIMIT; hop += 1) {
        const refusal = refuse(journey.here(), privateHosts)
        if (refusal !== null) return failed(refusal)
        const step = await gate.within(journey.here().host, () => takeStep(journey, validators, deadline))
        if (step.kind !== 'redirect') return step.result
        const detour = journey.follow(step.location, step.status)
        if (detour !== null) return failed(detour)
      }
      return failed({ code: 'too-many-redirects', limit: REDIRECT_LIMIT })
    } finally {
      deadline.clear()
    }
  }

  async function takeStep(journey: Journey, validators: Validators, deadline: Deadline): Promise<Step> {
    const signal = deadline.start()
    const url = journey.here()
    try {
      const response = await request.call(agent, {
        origin: url.origin,
        path: `${url.pathname}${url.search}`,
        method: 'GET',
        headers: requestHeaders(settings.userAgent, journey.credentials(), validators),
        signal,
      })
      return await readResponse(response, journey)
    } catch (error) {
      if (signal.aborted) return done(failed({ code: 'timeout', limitSeconds }))
      const reason = networkFailure(error, url.hostname, limitSeconds)
      if (reason === null) throw error
      return done(failed(reason))
    }
  }

  async function readResponse(response: Dispatcher.ResponseData, journey: Journey): Promise<Step> {
    const { statusCode: status, headers, body } = response
    const location = header(headers, 'location')
    // An unread body is dropped with its connection rather than drained: it may be endless.
    const discard = () => body.on('error', () => undefined).destroy()
    if ([301, 302, 303, 307, 308].includes(status)) {
      discard()
      return location === '' ? done(failed({ code: 'bad-redirect', status })) : { kind: 'redirect', location, status }
    }
    if (status === 304) {
      discard()
      return done({ kind: 'not-modified', ...journey.arrival() })
    }
    if (status !== 200 && status !== 203 && status !== 226) {
      discard()
      const wait = retryAfterSeconds(header(headers, 'retry-after'), settings.now())
      return done(failed({ code: 'http-status', status, ...(wait === undefined ? {} : { retryAfterSeconds: wait }) }))
    }
    if (Number(header(headers, 'content-length')) > limitBytes) {
      discard()
      return done(failed({ code: 'too-large', limitBytes }))
    }
    const read = await readBody(body, header(headers, 'content-encoding'), limitBytes)
    if (read.kind === 'too-large') return done(failed({ code: 'too-large', limitBytes }))
    if (read.kind !== 'read') return done(failed({ code: read.kind, compression: read.compression }))
    const contentType = header(headers, 'content-type')
    return done({ kind: 'fetched', bytes: read.bytes, contentType, ...journey.arrival(), ...validatorsOf(headers) })
  }

  return { fetchFeed, close: () => agent.destroy() }
}

type Step = { kind: 'redirect'; location: string; status: number } | { kind: 'done'; result: FetchResult }

function done(result: FetchResult): Step {
  return { kind: 'done', result }
}

function failed(reason: FetchFailure): FetchResult {
  return { kind: 'failed', reason }
}

function parseAddress(address: string): URL | null {
  return URL.canParse(address.trim()) ? new URL(address.trim()) : null
}

function refuse(url: URL, privateHosts: ReadonlySet<string>): FetchFailure | null {
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { code: 'unsupported-scheme', scheme: url.protocol.slice(0, -1) }
  }
  // Sockets to an address given in figures never ask `lookup`. URL has already turned decimal, octal and hexadecimal
  // forms into the usual one.
  const literal = literalAddress(url.hostname)
  if (literal === null || isPublicAddress(literal) || privateHosts.has(hostAndPort(url))) return null
  return { code: 'refused-address', host: url.hostname }
}

type Deadline = { start(): AbortSignal; clear(): void }

function createDeadline(limitSeconds: number): Deadline {
  const controller = new AbortController()
  let timer: NodeJS.Timeout | undefined
  return {
    start() {
      timer ??= setTimeout(() => controller.abort(), limitSeconds * 1000)
      return controller.signal
    },
    clear: () => clearTimeout(timer),
  }
}

function requestHeaders(userAgent: string, authorization: string | null, validators: Validators) {
  return {
    'user-agent': userAgent,
    accept: ACCEPT,
    'accept-encoding': 'gzip, deflate, br',
    ...(authorization === null ? {} : { authorization }),
    ...(isHeaderValue(validators.etag) ? { 'if-none-match': validators.etag } : {}),
    ...(isHeaderValue(validators.lastModified) ? { 'if-modified-since': validators.lastModified } : {}),
  }
}

function isHeaderValue(value: string | undefined): value is string {
  return value !== undefined && /^[\x20-\x7e\x80-\xff]{1,1000}$/.test(value)
}

function validatorsOf(headers: Dispatcher.ResponseData['headers']): Validators {
  const etag = header(headers, 'etag')
  const lastModified = header(headers, 'last-modified')
  return { ...(etag === '' ? {} : { etag }), ...(lastModified === '' ? {} : { lastModified }) }
}

function header(headers: Dispatcher.ResponseData['headers'], name: string): string {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}
