import { timingSafeEqual } from 'node:crypto'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { ConfigError } from '../config.ts'

export type WebParts = {
  readonly host: string
  readonly port: number
  /** What the health page says; `isWell` decides between 200 and 503. */
  readonly health: () => { readonly isWell: boolean; readonly detail: Record<string, unknown> }
  readonly webhook?: {
    /** Path of WEBHOOK_URL. */
    readonly path: string
    readonly secret: string
    /** Resolves when the update was handled: only then is it confirmed to Telegram. */
    readonly receive: (update: unknown) => Promise<void>
  }
}

/** Telegram's updates are a few kilobytes; nobody else has anything to send. */
const largestBody = 1024 * 1024

function createSite({ health, webhook }: Pick<WebParts, 'health' | 'webhook'>): Hono {
  const site = new Hono()
  site.get('/health', (context) => {
    const { isWell, detail } = health()
    return context.json({ ok: isWell, ...detail }, isWell ? 200 : 503)
  })
  if (webhook !== undefined) {
    site.post(webhook.path, bodyLimit({ maxSize: largestBody }), async (context) => {
      if (!isSame(context.req.header('X-Telegram-Bot-Api-Secret-Token') ?? '', webhook.secret))
        return context.text('', 401)
      await webhook.receive(await context.req.json().catch(() => undefined))
      return context.text('')
    })
  }
  return site
}

/** Takes as long for a wrong secret as for the right one. */
function isSame(given: string, secret: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(secret)]
  return a.length === b.length && timingSafeEqual(a, b)
}

export type WebServer = { readonly port: number; stop(): Promise<void> }

/** Resolves when the port is open. @throws ConfigError when it cannot be opened */
export function startServer(parts: WebParts): Promise<WebServer> {
  const { host, port } = parts
  return new Promise((resolve, reject) => {
    const server = serve({ fetch: createSite(parts).fetch, hostname: host, port }, (info) =>
      resolve({
        port: info.port,
        stop: () =>
          new Promise<void>((done) => {
            server.close(() => done())
          }),
      }),
    )
    server.once('error', (error) => reject(new ConfigError([`HTTP_PORT: ${host}:${port}: ${error.message}`])))
  })
}
