import { GrammyError, HttpError } from 'grammy'
import { afterEach, expect, test, vi } from 'vitest'
import { createLog } from '#src/log.ts'

const token = '123456:secret-of-the-test_only'
afterEach(() => vi.restoreAllMocks())

function linesOf(write: (log: ReturnType<typeof createLog>) => void, level = 'info'): string[] {
  const lines: string[] = []
  vi.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    lines.push(String(chunk))
    return true
  })
  write(createLog({ level, secrets: [token] }))
  vi.restoreAllMocks()
  return lines
}

test('writes one JSON line a message to standard error, with the time', () => {
  const [line = '', ...more] = linesOf((log) => log.info({ feed: 'tass' }, 'polled'))
  expect(more).toEqual([])
  expect(JSON.parse(line)).toMatchObject({
    level: 30,
    feed: 'tass',
    msg: 'polled',
    time: expect.stringMatching(/^\d{4}-.*Z$/),
  })
})

test('keeps the token out of every line, whatever carries it', () => {
  const address = `https://api.telegram.org/bot${token}/getMe`
  const cause = Object.assign(new Error(`request to ${address} failed`), { code: 'ECONNREFUSED' })
  const lines = linesOf((log) => {
    log.error({ err: new HttpError("Network request for 'getMe' failed!", cause) }, 'Telegram does not answer')
    log.warn({ url: address, deep: { list: [token] } }, `calling ${address}`)
    log.fatal({ err: new Error('outer', { cause }) }, token)
  })
  expect(lines).toHaveLength(3)
  for (const line of lines) {
    expect(line).not.toContain('secret-of-the-test')
    expect(() => JSON.parse(line)).not.toThrow()
  }
  expect(lines[0]).toContain('ECONNREFUSED')
})

test('keeps what a person was to read out of the line of a call that failed', () => {
  const payload = { chat_id: 5001, text: 'A restricted answer' }
  const answer = { ok: false as const, error_code: 403, description: 'Forbidden: bot was blocked by the user' }
  const refused = new GrammyError("Call to 'sendMessage' failed!", answer, 'sendMessage', payload)
  const outer = Object.assign(new Error('the handler failed', { cause: refused }), { ctx: payload })
  const lines = linesOf((log) => {
    log.warn({ err: refused }, 'not answered')
    log.error({ err: outer }, 'a bug')
  })
  for (const line of lines) {
    expect(line).toContain('Forbidden: bot was blocked by the user')
    expect(line).not.toMatch(/restricted answer|5001/)
  }
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ err: { method: 'sendMessage', error_code: 403 } })
})

test('says nothing below its level', () => {
  expect(linesOf((log) => log.info('quiet'), 'warn')).toEqual([])
  expect(linesOf((log) => log.fatal('quiet'), 'silent')).toEqual([])
})
