import { expect, test } from 'vitest'
import { type Block, packMessages, textBlock } from '#src/views/channel-blocks.ts'
import { entityCount, html, link, nothing, plainText, visibleLength } from '#src/views/html.ts'
import { messageLimits } from '#src/views/reply.ts'

const itemBlock = (id: number, title: string, address = `https://outlet.example/${id}`): Block => ({
  kind: 'item',
  itemId: id,
  lead: nothing,
  body: html`• ${link(title, address)} — <i>Outlet & Co</i>`,
})

test('a long edition is split between items only, each message within all three limits', () => {
  const blocks = Array.from({ length: 120 }, (_, id) => itemBlock(id + 1, `Title ${id + 1} <${'слово '.repeat(12)}>`))
  const messages = packMessages([textBlock(html`<b>Head</b>`), ...blocks])
  expect(messages.length).toBeGreaterThan(2)
  for (const { markup } of messages) {
    expect(visibleLength(markup)).toBeLessThanOrEqual(messageLimits.units)
    expect(entityCount(markup)).toBeLessThanOrEqual(messageLimits.entities)
    expect(Buffer.byteLength(markup.markup)).toBeLessThanOrEqual(messageLimits.bytes)
  }
  const ids = messages.flatMap((message) => message.blocks.map(({ itemId }) => itemId)).filter((id) => id !== null)
  expect(ids).toEqual(blocks.map(({ itemId }) => itemId))
})

test('a message leaves room for a correction line', () => {
  const [first] = packMessages(Array.from({ length: 60 }, (_, id) => itemBlock(id, 'x'.repeat(80))))
  expect(visibleLength(first?.markup ?? nothing) + 500).toBeLessThanOrEqual(messageLimits.units)
})

test('an item that breaks a message by itself goes out plain and whole, and the others keep their links', () => {
  const address = `https://outlet.example/?q=${'a'.repeat(9000)}`
  const messages = packMessages([
    itemBlock(1, 'First'),
    itemBlock(2, `Broken ${'очень '.repeat(900)}end`, address),
    itemBlock(3, 'Last'),
  ])
  const text = messages.map(({ markup }) => plainText(markup)).join(' ')
  expect(text).toContain('Broken')
  expect(text).toContain('end — Outlet & Co')
  const markup = messages.map((message) => message.markup.markup).join('\n')
  expect(markup).not.toContain(address)
  expect(markup).toContain('<a href="https://outlet.example/1">First</a>')
  expect(markup).toContain('<a href="https://outlet.example/3">Last</a>')
})
