import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { startSandboxTelegram } from '#src/sandbox/telegram.ts'
import { startFeedServer } from '../feeds/feed-server.ts'
import { questions, variedItem } from './headlines.ts'
import { compileCache, servingFlags } from './serving.ts'

const figuresSchema = z.object({ rss: z.number(), heapUsed: z.number(), cpu: z.number(), awaiting: z.number() })
export type Figures = z.infer<typeof figuresSchema>

export type MemoryRun = {
  readonly feeds?: number
  readonly polls?: number
  readonly questions?: number
  /** Told after each step. */
  readonly onStep?: (name: string, figures: Figures) => void
}

const token = '1000:token-of-the-bench-only'
/** Of one feed, at FEED_POLL_MINUTES as it is unless set. */
const pollsInAnHour = 4
const itemsInFeed = 15
const newItemsEachPoll = 5

/** A feed that has news whenever it is asked. */
function createFeed(outlet: number) {
  let newest = outlet * 100_000
  return () => {
    newest += newItemsEachPoll
    const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    const items = Array.from({ length: itemsInFeed }, (_, age) => {
      const { title, summary } = variedItem(newest - age)
      const link = `https://news.example/${outlet}/${newest - age}`
      return `<item><title>${escaped(title)}</title><link>${link}</link><description>${escaped(summary ?? '')}</description></item>`
    })
    return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Outlet ${outlet}</title>${items.join('')}</channel></rss>`
  }
}

/**
 * Lets the whole bot, in a process of its own, poll feeds that always have something new and answer questions in three
 * languages; Telegram and the feeds are this process's.
 * @returns the bot's memory at the end
 */
export async function measureMemory(options: MemoryRun = {}): Promise<Figures> {
  const { feeds = 12, polls = 96, questions: asked = 300, onStep } = options
  const folder = mkdtempSync(join(tmpdir(), 'cica-memory-'))
  const telegram = await startSandboxTelegram({
    token,
    botUser: { firstName: 'CICA', username: 'cica_bench_bot' },
    now: () => new Date(),
  })
  telegram.createUser({ id: 1, firstName: 'Staff', languageCode: 'en' })
  const staff = telegram.createGroup({ title: 'Staff', administrators: [1] })
  const outlets = Array.from({ length: feeds }, (_, index) => createFeed(index + 1))
  const server = await startFeedServer(
    Object.fromEntries(
      outlets.map((feed, index) => [
        `/${index}`,
        (_request, response) => void response.setHeader('content-type', 'application/rss+xml').end(feed()),
      ]),
    ),
  )
  const environment = {
    PATH: process.env.PATH ?? '',
    NODE_COMPILE_CACHE: compileCache,
    MALLOC_ARENA_MAX: '1',
    BOT_TOKEN: token,
    TELEGRAM_API_ROOT: telegram.url,
    DATABASE_PATH: join(folder, 'bench.sqlite'),
    STAFF_CHAT: String(staff.id),
    FEED_PRIVATE_HOSTS: server.host,
    FEED_POLL_MINUTES: '15',
  }
  const startBot = async () => {
    const started = fork(join(import.meta.dirname, 'bot.ts'), { execArgv: [...servingFlags], env: environment })
    await once(started, 'message')
    return started
  }
  // The first only sees to it that everything is compiled, as it is on every machine where the bot was installed.
  await end(await startBot())
  const bot = await startBot()
  const order = async (message: { feeds?: string[]; polls?: number }): Promise<Figures> => {
    bot.send(message)
    const [answer] = await once(bot, 'message')
    return figuresSchema.parse(answer)
  }
  try {
    let figures = await order({ feeds: outlets.map((_, index) => `${server.origin}/${index}`) })
    onStep?.('started', figures)
    let done = 0
    for (const upTo of [pollsInAnHour, polls / 4, polls / 2, polls].map(Math.ceil)) {
      figures = await order({ polls: upTo - done })
      done = upTo
      onStep?.(`${upTo} polls of ${feeds} feeds`, figures)
    }
    for (let index = 0; index < asked; index += 1) {
      const id = 10_000 + index
      telegram.createUser({ id, firstName: 'Delegate', languageCode: 'en' })
      telegram.sendText(id, questions[(index * 7) % questions.length] ?? '')
      await telegram.waitForMessage(id, '', { timeoutMs: 30_000 })
    }
    figures = await order({})
    onStep?.(`${asked} questions`, figures)
    figures = await order({ polls: 4 })
    onStep?.('four more polls', figures)
    // Between polls the bot has nothing to do most of the time.
    await sleep(15_000)
    return await order({})
  } finally {
    await end(bot)
    await server.close()
    await telegram.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function end(bot: ChildProcess): Promise<void> {
  const ended = once(bot, 'exit')
  bot.kill('SIGKILL')
  await ended
}

const megabytes = (bytes: number) => (bytes / 1_048_576).toFixed(0).padStart(5)

if (import.meta.main) {
  const line = (name: string, { rss, heapUsed, cpu, awaiting }: Figures) =>
    void process.stdout.write(
      `${name.padEnd(28)}rss ${megabytes(rss)} MB   heap ${megabytes(heapUsed)} MB   cpu ${(cpu / 1000).toFixed(1)} s   ${awaiting} items await review\n`,
    )
  line('at rest', await measureMemory({ onStep: line }))
}
