import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { readCall } from './body.ts'
import type { Fault } from './faults.ts'
import type { Machine } from './machine.ts'
import { methods } from './methods.ts'
import type { RawCall } from './parameters.ts'
import { badRequest, Refusal, tooManyRequests } from './refusal.ts'

/** One call of the bot and how it ended, for tests and for the page. */
export type CallRecord = {
  readonly method: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly at: Date
  readonly outcome:
    | { readonly kind: 'answered' }
    | { readonly kind: 'refused'; readonly code: number; readonly description: string }
    | { readonly kind: 'fault'; readonly fault: Fault['kind'] }
}

const rememberedCalls = 5000

/** The Bot API over HTTP: `/bot<token>/<method>` and `/file/bot<token>/<path>`. */
export function createTelegramServer(machine: Machine, token: string): { server: Server; calls: CallRecord[] } {
  const calls: CallRecord[] = []
  const note = (record: CallRecord) => {
    calls.push(record)
    if (calls.length > rememberedCalls) calls.splice(0, calls.length - rememberedCalls)
    machine.world.emit({ kind: 'call' })
  }
  const server = createServer((request, response) => {
    serve({ machine, token, note }, request, response).catch((error: unknown) => {
      // A request torn down by its sender has nobody left to tell; anything else is a fault of the sandbox itself.
      if (!response.destroyed) refuse(response, new Refusal(500, `Internal Server Error: ${String(error)}`))
    })
  })
  server.keepAliveTimeout = 60_000
  return { server, calls }
}

type Door = { readonly machine: Machine; readonly token: string; readonly note: (record: CallRecord) => void }

async function serve(door: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1')
  const [, prefix = '', rest = '', ...path] = url.pathname.split('/')
  const [room, name] = prefix === 'file' ? [rest, path.join('/')] : [prefix, rest]
  if (!room.startsWith('bot')) return refuse(response, new Refusal(404, 'Not Found'))
  if (decodeURIComponent(room.slice('bot'.length)) !== door.token) {
    return refuse(response, new Refusal(401, 'Unauthorized'))
  }
  if (prefix === 'file') return sendFile(door.machine, name, response)
  await answer(door, { name, query: url.searchParams }, request, response)
}

async function answer(
  door: Door,
  asked: { name: string; query: URLSearchParams },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let call: RawCall = { values: {}, uploads: new Map() }
  const record = (outcome: CallRecord['outcome']) =>
    door.note({ method: asked.name, parameters: call.values, at: door.machine.world.now(), outcome })
  try {
    call = await readCall(request, asked.query)
    const fault = door.machine.faults.take(asked.name.toLowerCase(), call.values.chat_id)
    if (fault) {
      record({ kind: 'fault', fault: fault.kind })
      await misbehave(door.machine, { name: asked.name, call, fault }, response)
      return
    }
    const result = await carryOut(door.machine, asked.name, call, response)
    if (asked.name.toLowerCase() !== 'getupdates') record({ kind: 'answered' })
    sendJson(response, 200, { ok: true, result })
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    record({ kind: 'refused', code: error.code, description: error.message })
    refuse(response, error)
  }
}

/** Runs one method; also for the call that a bot puts into its answer to a webhook delivery. */
export async function carryOut(
  machine: Machine,
  name: string,
  call: RawCall,
  response?: ServerResponse,
): Promise<unknown> {
  const run = methods.get(name.toLowerCase())
  if (!run) throw new Refusal(404, 'Not Found: method not found')
  const gone = new AbortController()
  response?.on('close', () => gone.abort())
  return await run(call, machine, gone.signal)
}

async function misbehave(
  machine: Machine,
  { name, call, fault }: { name: string; call: RawCall; fault: Fault },
  response: ServerResponse,
): Promise<void> {
  switch (fault.kind) {
    case 'flood':
      return refuse(response, tooManyRequests(fault.retryAfterSeconds ?? 1))
    case 'refusal':
      return refuse(response, badRequest(fault.description ?? 'refused'))
    case 'http':
    case 'http-after':
      if (fault.kind === 'http-after') await carryOut(machine, name, call, response)
      response.writeHead(fault.status ?? 502, { 'content-type': 'text/html' }).end('<html><h1>Bad Gateway</h1></html>')
      return
    case 'reset-after':
    case 'timeout-after':
      await carryOut(machine, name, call, response)
      break
    case 'reset-before':
    case 'timeout':
      break
  }
  if (fault.kind.startsWith('reset')) response.destroy()
}

function sendFile(machine: Machine, path: string, response: ServerResponse): void {
  const file = machine.world.files.get(path.replace(/^documents\//, ''))
  if (!file) {
    refuse(response, new Refusal(404, 'Not Found'))
    return
  }
  response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes)
}

function refuse(response: ServerResponse, refusal: Refusal): void {
  const parameters = refusal.parameters ? { parameters: refusal.parameters } : {}
  sendJson(response, refusal.code, {
    ok: false,
    error_code: refusal.code,
    description: refusal.message,
    ...parameters,
  })
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  if (response.destroyed) return
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}
