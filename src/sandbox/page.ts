import { readFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import { createAdaptorServer } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import { streamSSE } from 'hono/streaming'
import { languageFromTag } from '../domain/language.ts'
import { type Action, actionSchema, perform } from './page-actions.ts'
import type { SandboxPageOptions, SandboxPersona } from './page-options.ts'
import { snapshotFor, viewEvent, watchedChats } from './page-view.ts'
import type { WorldEvent } from './telegram/model.ts'
import type { SandboxTelegram } from './telegram.ts'

export type SandboxPage = Awaited<ReturnType<typeof startSandboxPage>>

// The list is what may be asked for: a name never becomes a path by itself.
const scripts = [
  'app.js',
  'bubble.js',
  'channels.js',
  'chat.js',
  'composer.js',
  'dates.js',
  'dom.js',
  'notices.js',
  'questions.js',
  'rich-text.js',
  'server.js',
  'side.js',
  'state.js',
  'strings.js',
  'views.js',
]
const files: ReadonlyMap<string, string> = new Map([
  ...scripts.map((name): [string, string] => [name, 'text/javascript']),
  ['style.css', 'text/css'],
  ['emblem.svg', 'image/svg+xml'],
])
const clockEveryMs = 5000

/** The page on which a person chats with the bot in three roles and watches the channels fill. */
export async function startSandboxPage(options: SandboxPageOptions) {
  const closing = new AbortController()
  const server = createAdaptorServer({ fetch: createPage(options, closing.signal).fetch })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const port = portOf(server.address())
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    stop: async (): Promise<void> => {
      closing.abort()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function createPage(options: SandboxPageOptions, closing: AbortSignal): Hono {
  const page = new Hono()
  page.use(onlyFromThisMachine, secureHeaders({ contentSecurityPolicy: policy, referrerPolicy: 'no-referrer' }))
  page.get('/', (context) => sendFile(context, 'index.html', 'text/html'))
  page.get('/assets/:name', (context) => {
    const name = context.req.param('name')
    const type = files.get(name)
    return type === undefined ? context.notFound() : sendFile(context, name, type)
  })
  page.get('/files/:id', (context) => sendUpload(context, options.telegram))
  page.get('/events', (context) => {
    const persona = options.personas.find(({ kind }) => kind === context.req.query('persona')) ?? options.personas[0]
    return persona ? streamEvents(context, { options, persona, closing }) : context.notFound()
  })
  page.post('/act', async (context) => {
    const action = actionSchema.safeParse(await context.req.json().catch(() => undefined))
    if (!action.success) return context.json({ ok: false }, 400)
    return context.json(actFor(options, action.data))
  })
  return page
}

function actFor(options: SandboxPageOptions, action: Action): unknown {
  const persona = options.personas.find(({ kind }) => kind === action.persona)
  if (!persona) return { ok: false }
  try {
    return { ok: true, ...perform(options, persona, action) }
  } catch (error) {
    // What Telegram's own clients would not let a person do; the page says so in a word.
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}

type Watcher = { readonly options: SandboxPageOptions; readonly persona: SandboxPersona; readonly closing: AbortSignal }

function streamEvents(context: Context, { options, persona, closing }: Watcher): Response {
  return streamSSE(context, async (stream) => {
    const { telegram } = options
    const watched = watchedChats(options, persona)
    const send = (name: string, data: unknown) => void stream.writeSSE({ event: name, data: JSON.stringify(data) })
    const language = () => languageFromTag(telegram.person(persona.userId).languageCode)
    const tick = () => {
      send('clock', { now: telegram.now().toISOString(), status: options.status?.(language()) ?? [] })
    }
    const tell = (event: WorldEvent) => {
      const seen = viewEvent(options, persona, watched, event)
      if (seen) send(seen.name, seen.data)
      if (event.kind === 'profile') tick()
    }
    send('snapshot', snapshotFor(options, persona))
    tick()
    const stopListening = telegram.listen(tell)
    const ticking = setInterval(tick, clockEveryMs)
    await new Promise<void>((resolve) => {
      stream.onAbort(resolve)
      closing.addEventListener('abort', () => resolve())
    })
    clearInterval(ticking)
    stopListening()
  })
}

async function sendFile(context: Context, name: string, type: string): Promise<Response> {
  const path = fileURLToPath(new URL(`page/${name}`, import.meta.url))
  const body = await readFile(path)
  return context.body(new Uint8Array(body), 200, {
    'content-type': `${type}; charset=utf-8`,
    'cache-control': 'no-cache',
  })
}

function sendUpload(context: Context, telegram: SandboxTelegram): Response {
  const file = telegram.file(context.req.param('id') ?? '')
  if (!file) return context.text('', 404)
  const isPicture = file.mimeType === 'image/png' || file.mimeType === 'image/jpeg'
  const disposition = `${isPicture ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(file.name)}`
  const type = isPicture ? file.mimeType : 'application/octet-stream'
  return context.body(new Uint8Array(file.bytes), 200, { 'content-type': type, 'content-disposition': disposition })
}

const policy = {
  defaultSrc: ["'none'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'"],
  connectSrc: ["'self'"],
  baseUri: ["'none'"],
  formAction: ["'none'"],
  frameAncestors: ["'none'"],
}

// A page elsewhere must not speak for these people: no other name for this machine, no request from another origin.
async function onlyFromThisMachine(context: Context, next: () => Promise<void>): Promise<Response | undefined> {
  const host = context.req.header('host') ?? ''
  const origin = context.req.header('origin')
  const isLocal = /^(?:127\.0\.0\.1|localhost)(?::\d+)?$/.test(host)
  if (!isLocal || (origin !== undefined && origin !== `http://${host}`)) return context.text('', 403)
  await next()
  return undefined
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The sandbox page has no port')
  return address.port
}
