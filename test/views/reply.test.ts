import { expect, test } from 'vitest'
import { entityCount, type Html, html, plainText, visibleLength } from '#src/views/html.ts'
import { buttonData, messageLimits, toast, toMessages } from '#src/views/reply.ts'

function expectWithinLimits(messages: readonly Html[]): void {
  for (const message of messages) {
    expect(visibleLength(message)).toBeLessThanOrEqual(messageLimits.units)
    expect(entityCount(message)).toBeLessThanOrEqual(messageLimits.entities)
    expect(Buffer.byteLength(message.markup)).toBeLessThanOrEqual(messageLimits.bytes)
    expect(message.markup.match(/<b>/g)?.length ?? 0).toBe(message.markup.match(/<\/b>/g)?.length ?? 0)
    expect(message.markup.isWellFormed()).toBe(true)
  }
}

test('what fits stands in one message, with an empty line between the blocks', () => {
  expect(toMessages([html`a`, html`b`]).map(({ markup }) => markup)).toEqual(['a\n\nb'])
  expect(toMessages([])).toEqual([])
})

test('cuts between blocks only, and loses none', () => {
  const blocks = Array.from({ length: 90 }, (_, index) => html`<b>${index}</b> ${'сөз '.repeat(40)}`)
  const messages = toMessages(blocks)
  expect(messages.length).toBeGreaterThan(2)
  expectWithinLimits(messages)
  expect(messages.flatMap(({ markup }) => markup.split('\n\n'))).toEqual(blocks.map(({ markup }) => markup))
})

test('a message has at most a hundred entities', () => {
  const messages = toMessages(Array.from({ length: 250 }, (_, index) => html`<b>${index}</b>`))
  expectWithinLimits(messages)
  expect(messages).toHaveLength(3)
})

test.each([
  ['words', 'қауымдастық '.repeat(1500)],
  ['one endless word', 'я'.repeat(9000)],
  ['emoji that must not be cut in half', '😀'.repeat(5000)],
  ['letters that are escaped', '<&>"'.repeat(2500)],
])('a block that is too long by itself is cut plain, and nothing of it is lost: %s', (_, text) => {
  const messages = toMessages([html`<b>${text}</b>`])
  expectWithinLimits(messages)
  expect(messages.map(plainText).join('').replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''))
})

test('button data of more than 64 bytes is refused where it is made', () => {
  expect(buttonData('review', 'toggle', '12.3', 4)).toBe('review:toggle:12.3:4')
  expect(() => buttonData('review', 'card', 'я'.repeat(30))).toThrow(RangeError)
})

test('a notice is cut to the two hundred characters that Telegram shows', () => {
  expect(toast('short').toast).toBe('short')
  expect(toast('x'.repeat(500)).toast).toMatch(/^x{199}…$/)
})
