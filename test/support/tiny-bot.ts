import { z } from 'zod'
import type { SandboxTelegram } from '#src/sandbox/telegram.ts'

const updatesShape = z.object({
  ok: z.literal(true),
  result: z.array(
    z.object({
      update_id: z.number(),
      message: z.object({ chat: z.object({ id: z.number() }), text: z.string().optional() }).optional(),
      callback_query: z
        .object({
          id: z.string(),
          data: z.string(),
          message: z.object({ message_id: z.number(), chat: z.object({ id: z.number() }) }),
        })
        .optional(),
      inline_query: z.object({ id: z.string(), query: z.string() }).optional(),
    }),
  ),
})

export type TinyUpdate = z.infer<typeof updatesShape>['result'][number]
export type Call = (method: string, parameters: Record<string, unknown>) => Promise<unknown>

/** The smallest bot that can be: long polling with fetch, each update handed to `handle`. Stop it before Telegram. */
export function startTinyBot(telegram: SandboxTelegram, handle: (update: TinyUpdate, call: Call) => Promise<void>) {
  const stopping = new AbortController()
  const post = async (method: string, parameters: Record<string, unknown>, signal?: AbortSignal): Promise<unknown> => {
    const response = await fetch(`${telegram.url}/bot${telegram.token}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(parameters),
      signal: signal ?? null,
    })
    return response.json()
  }
  const call: Call = (method, parameters) => post(method, parameters)
  const poll = async () => {
    let offset = 0
    while (!stopping.signal.aborted) {
      const answer = await post('getUpdates', { offset, timeout: 20 }, stopping.signal).catch(() => undefined)
      const parsed = updatesShape.safeParse(answer)
      for (const update of parsed.success ? parsed.data.result : []) {
        offset = update.update_id + 1
        await handle(update, call)
      }
    }
  }
  const running = poll()
  return {
    call,
    stop: async (): Promise<void> => {
      stopping.abort()
      await running
    },
  }
}
