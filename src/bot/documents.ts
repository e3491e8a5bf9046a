import type { Filter, NextFunction } from 'grammy'
import type { App } from '../app.ts'
import { html } from '../views/html.ts'
import { reply } from '../views/reply.ts'
import type { createAnswering } from './answering.ts'
import { type BotContext, originOf } from './context.ts'
import type { Requests } from './requests.ts'
import type { Router } from './router.ts'

type Parts = {
  readonly app: App
  readonly token: string
  readonly router: Router
  readonly answering: ReturnType<typeof createAnswering>
  readonly requests: Requests
}

const timeLimitMilliseconds = 20_000

/** Takes files that a command of the sender's reads; nothing else is downloaded. */
export function createDocuments({ app, token, router, answering, requests }: Parts) {
  /** The address has the token in it, so no error that carries it leaves this function. */
  async function download(path: string, longestBytes: number): Promise<Uint8Array | undefined> {
    const address = `${app.config.telegramApiRoot}/file/bot${token}/${path}`
    try {
      const response = await fetch(address, { signal: AbortSignal.timeout(timeLimitMilliseconds) })
      if (!response.ok || response.body === null) return undefined
      const pieces: Uint8Array[] = []
      let length = 0
      for await (const piece of response.body) {
        length += piece.length
        if (length > longestBytes) return undefined
        pieces.push(piece)
      }
      return Buffer.concat(pieces)
    } catch (error) {
      app.log.warn({ reason: error instanceof Error ? error.name : 'unknown' }, 'a file could not be downloaded')
      return undefined
    }
  }

  return {
    async take(ctx: Filter<BotContext, 'message:document'>, next: NextFunction): Promise<void> {
      const origin = originOf(ctx)
      const { document } = ctx.message
      const fileName = document.file_name ?? ''
      const command = origin && router.documentCommand(fileName, requests.request(origin, ''))
      if (command === undefined) return next()
      const { longestBytes, handle } = command.document
      await answering.answer(ctx, ctx.message.caption ?? '', async (request) => {
        const tooLarge = reply(html`${request.t('bot.file-too-large', { kilobytes: Math.round(longestBytes / 1024) })}`)
        if ((document.file_size ?? 0) > longestBytes) return tooLarge
        const { file_path: path } = await ctx.getFile()
        const bytes = path === undefined ? undefined : await download(path, longestBytes)
        if (bytes === undefined) return reply(html`${request.t('bot.file-unreadable')}`)
        return handle({ fileName, bytes }, request, app)
      })
    },
  }
}
