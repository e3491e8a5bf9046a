import type { ServerResponse } from 'node:http'
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createFetcher, type Fetcher } from '#src/feeds/fetch-feed.ts'
import { createJourney } from '#src/feeds/journey.ts'
import { type FeedServer, startFeedServer } from './feed-server.ts'

const BODY = '<rss version="2.0"><channel><title>Новости</title></channel></rss>'
const NOW = new Date('2026-01-15T10:00:00Z')

let server: FeedServer
let inner: FeedServer
let fetcher: Fetcher
let slowest = 0
let running = 0

const send =
  (body: Uint8Array | string, headers: Record<string, string> = {}) =>
  (_: unknown, response: ServerResponse) =>
    void response.writeHead(200, { 'content-type': 'application/rss+xml', ...headers }).end(body)
const redirect = (status: number, location: string) => (_: unknown, response: ServerResponse) =>
  void response.writeHead(status, { location }).end()

beforeAll(async () => {
  inner = await startFeedServer({ '/secret': send('secret') })
  const innerPort = inner.host.split(':')[1]
  server = await startFeedServer({
    '/plain': (request, response) => {
      const known = request.headers['if-none-match'] === '"one"' || request.headers['if-modified-since'] !== undefined
      response.writeHead(known ? 304 : 200, { etag: '"one"', 'last-modified': 'Thu, 15 Jan 2026 09:00:00 GMT' })
      response.end(known ? undefined : BODY)
    },
    '/gzip': send(gzipSync(BODY), { 'content-encoding': 'gzip' }),
    '/brotli': send(brotliCompressSync(BODY), { 'content-encoding': 'br' }),
    '/zlib': send(deflateSync(BODY), { 'content-encoding': 'deflate' }),
    '/raw-deflate': send(deflateRawSync(BODY), { 'content-encoding': 'deflate' }),
    '/unsaid-gzip': send(gzipSync(BODY)),
    '/false-gzip': send(BODY, { 'content-encoding': 'gzip' }),
    '/cut-gzip': send(gzipSync(BODY).subarray(0, 30), { 'content-encoding': 'gzip' }),
    '/zstd': send(BODY, { 'content-encoding': 'zstd' }),
    '/bomb': send(gzipSync(Buffer.alloc(50_000_000)), { 'content-encoding': 'gzip' }),
    '/announced': send('', { 'content-length': '60000000' }),
    '/endless': (_, response) => {
      const more = () => {
        while (response.writable && response.write('x'.repeat(10_000)));
      }
      response.on('drain', more)
      more()
    },
    '/drip': (_, response) => {
      const timer = setInterval(() => response.write(' '), 20)
      response.on('close', () => clearInterval(timer))
    },
    '/moved': redirect(301, '/moved-again'),
    '/moved-again': redirect(308, '/plain'),
    '/moved-then-elsewhere': redirect(301, '/elsewhere'),
    '/elsewhere': redirect(302, '/plain'),
    '/loop': redirect(302, '/loop'),
    '/for-ever': (request, response) =>
      redirect(302, `/for-ever?${Number(request.url?.split('?')[1] ?? 0) + 1}`)(request, response),
    '/nowhere': (_, response) => void response.writeHead(302).end(),
    '/bad-location': redirect(302, 'http://[bad'),
    '/to-file': redirect(302, 'file:///etc/passwd'),
    '/to-inner': redirect(302, `${inner.origin}/secret`),
    '/to-inner-name': redirect(302, `http://localhost:${innerPort}/secret`),
    '/to-inner-decimal': redirect(302, `http://2130706433:${innerPort}/secret`),
    '/to-inner-octal': redirect(302, `http://0177.0.0.1:${innerPort}/secret`),
    '/to-inner-v6': redirect(302, `http://[::1]:${innerPort}/secret`),
    '/to-inner-mapped': redirect(302, `http://[::ffff:127.0.0.1]:${innerPort}/secret`),
    '/to-metadata': redirect(302, 'http://169.254.169.254/latest/meta-data/'),
    '/busy': (_, response) => void response.writeHead(429, { 'retry-after': '120' }).end(),
    '/down': (_, response) => void response.writeHead(503, { 'retry-after': 'Thu, 15 Jan 2026 10:03:00 GMT' }).end(),
    '/slow': (_, response) => {
      running += 1
      slowest = Math.max(slowest, running)
      setTimeout(() => {
        running -= 1
        response.end(BODY)
      }, 20)
    },
    '/hang-up': (request) => void request.socket.destroy(),
    '/half': (request) => void request.socket.end('HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n<rss>'),
    '/no-http': (request) => void request.socket.end('SSH-2.0-OpenSSH\r\n\r\n'),
  })
  fetcher = makeFetcher({})
})

beforeEach(() => {
  server.requests.length = 0
  inner.requests.length = 0
})

afterAll(async () => {
  await fetcher.close()
  await server.close()
  await inner.close()
})

function makeFetcher(more: { limitBytes?: number; limitSeconds?: number }): Fetcher {
  return createFetcher({
    privateHosts: [server.host],
    userAgent: 'Test/1.0 (+https://example.org)',
    now: () => NOW,
    ...more,
  })
}

async function fetchText(path: string): Promise<string> {
  const result = await fetcher.fetchFeed(server.origin + path)
  return result.kind === 'fetched' ? Buffer.from(result.bytes).toString() : JSON.stringify(result)
}

async function reason(path: string): Promise<unknown> {
  const result = await fetcher.fetchFeed(path.startsWith('/') ? server.origin + path : path)
  return result.kind === 'failed' ? result.reason : result
}

test('fetches a feed with its validators under the name of the bot', async () => {
  const result = await fetcher.fetchFeed(`${server.origin}/plain`)
  expect(result).toMatchObject({
    kind: 'fetched',
    etag: '"one"',
    lastModified: 'Thu, 15 Jan 2026 09:00:00 GMT',
    finalAddress: `${server.origin}/plain`,
  })
  expect(result).not.toHaveProperty('permanentAddress')
  expect(server.requests[0]?.headers['user-agent']).toBe('Test/1.0 (+https://example.org)')
})

test('gives the validators back and reports an unchanged feed', async () => {
  const result = await fetcher.fetchFeed(`${server.origin}/plain`, { etag: '"one"', lastModified: 'yesterday' })
  expect(result.kind).toBe('not-modified')
  expect(server.requests[0]?.headers).toMatchObject({ 'if-none-match': '"one"', 'if-modified-since': 'yesterday' })
})

test('leaves out a stored validator that cannot stand in a header', async () => {
  const result = await fetcher.fetchFeed(`${server.origin}/plain`, { etag: '"a"\r\nx: y' })
  expect(result.kind).toBe('fetched')
})

test.for(['/gzip', '/brotli', '/zlib', '/raw-deflate', '/unsaid-gzip'])('unpacks %s', async (path) => {
  expect(await fetchText(path)).toBe(BODY)
})

test('says which compression it could not undo', async () => {
  expect(await reason('/false-gzip')).toEqual({ code: 'bad-compression', compression: 'gzip' })
  expect(await reason('/cut-gzip')).toEqual({ code: 'bad-compression', compression: 'gzip' })
  expect(await reason('/zstd')).toEqual({ code: 'unsupported-compression', compression: 'zstd' })
})

test('stops at the size limit: announced, streamed without end, and folded up', async () => {
  const tooLarge = { code: 'too-large', limitBytes: 5 * 1024 * 1024 }
  expect(await reason('/announced')).toEqual(tooLarge)
  expect(await reason('/endless')).toEqual(tooLarge)
  expect(await reason('/bomb')).toEqual(tooLarge)
})

test('gives up on a server that drips bytes once the whole time is over', async () => {
  const hasty = makeFetcher({ limitSeconds: 0.2 })
  const reason = { code: 'timeout', limitSeconds: 0.2 }
  expect(await hasty.fetchFeed(`${server.origin}/drip`)).toEqual({ kind: 'failed', reason })
  await hasty.close()
})

test('a feed that moves within its site keeps its user name and password, and takes them nowhere else', async () => {
  const own = new URL('https://reader:s%C3%A9cret@site.example/rss')
  const within = createJourney(own, new Set())
  within.follow('/feeds/rss', 301)
  expect(within.arrival()).toEqual({
    finalAddress: 'https://site.example/feeds/rss',
    permanentAddress: 'https://reader:s%C3%A9cret@site.example/feeds/rss',
  })
  const away = createJourney(own, new Set())
  away.follow('https://other.example/rss', 301)
  expect(away.arrival().permanentAddress).toBe('https://other.example/rss')
})

test('remembers an unbroken run of permanent redirects and nothing after it', async () => {
  expect(await fetcher.fetchFeed(`${server.origin}/moved`)).toMatchObject({
    permanentAddress: `${server.origin}/plain`,
  })
  const mixed = await fetcher.fetchFeed(`${server.origin}/moved-then-elsewhere`)
  expect(mixed).toMatchObject({
    finalAddress: `${server.origin}/plain`,
    permanentAddress: `${server.origin}/elsewhere`,
  })
  expect(await fetcher.fetchFeed(`${server.origin}/elsewhere`)).not.toHaveProperty('permanentAddress')
})

test('names what is wrong with a redirect', async () => {
  expect(await reason('/loop')).toEqual({ code: 'redirect-loop' })
  expect(await reason('/for-ever')).toEqual({ code: 'too-many-redirects', limit: 8 })
  expect(await reason('/nowhere')).toEqual({ code: 'bad-redirect', status: 302 })
  expect(await reason('/bad-location')).toEqual({ code: 'bad-redirect', status: 302 })
  expect(await reason('/to-file')).toEqual({ code: 'unsupported-scheme', scheme: 'file' })
})

test.for([
  '/to-inner',
  '/to-inner-name',
  '/to-inner-decimal',
  '/to-inner-octal',
  '/to-inner-v6',
  '/to-inner-mapped',
  '/to-metadata',
])('is not led inside by %s', async (path) => {
  expect(await reason(path)).toMatchObject({ code: 'refused-address' })
  expect(inner.requests).toHaveLength(0)
})

test('refuses a private address asked for outright, and what is no web address', async () => {
  expect(await reason(`${inner.origin}/secret`)).toEqual({ code: 'refused-address', host: '127.0.0.1' })
  expect(await reason('ftp://example.org/feed')).toEqual({ code: 'unsupported-scheme', scheme: 'ftp' })
  expect(await reason('not an address')).toEqual({ code: 'invalid-address' })
})

test('keeps user name and password to the server that they were given for', async () => {
  const other = await startFeedServer({ '/': send(BODY) })
  const here = await startFeedServer({ '/feed': redirect(302, '/next'), '/next': redirect(302, other.origin) })
  const both = createFetcher({ privateHosts: [here.host, other.host], userAgent: 'Test', now: () => NOW })
  const result = await both.fetchFeed(`${here.origin.replace('//', '//me:p%40ss@')}/feed`)
  expect(here.requests.map(({ headers }) => headers.authorization)).toEqual(Array(2).fill(`Basic ${btoa('me:p@ss')}`))
  expect(other.requests.map(({ headers }) => headers.authorization)).toEqual([undefined])
  expect(result).toMatchObject({ finalAddress: `${other.origin}/` })
  await Promise.all([both.close(), here.close(), other.close()])
})

test('tells how long a server wants to be left alone, in seconds or by a date', async () => {
  expect(await reason('/busy')).toEqual({ code: 'http-status', status: 429, retryAfterSeconds: 120 })
  expect(await reason('/down')).toEqual({ code: 'http-status', status: 503, retryAfterSeconds: 180 })
  expect(await reason('/missing')).toEqual({ code: 'http-status', status: 404 })
})

test('asks one host at most two things at once', async () => {
  const results = await Promise.all(Array.from({ length: 6 }, () => fetcher.fetchFeed(`${server.origin}/slow`)))
  expect(results.map(({ kind }) => kind)).toEqual(Array(6).fill('fetched'))
  expect(slowest).toBe(2)
})

test('reports broken connections as failures of that feed', async () => {
  expect(await reason('/hang-up')).toMatchObject({ code: 'bad-response' })
  expect(await reason('/half')).toMatchObject({ code: 'bad-response' })
  expect(await reason('/no-http')).toMatchObject({ code: 'bad-response' })
  const gone = await startFeedServer({})
  await gone.close()
  const closed = createFetcher({ privateHosts: [gone.host], userAgent: 'Test', now: () => NOW })
  expect(await closed.fetchFeed(gone.origin)).toEqual({
    kind: 'failed',
    reason: { code: 'network', host: '127.0.0.1', cause: 'ECONNREFUSED' },
  })
  await closed.close()
})
