import { expect, test } from 'vitest'
import { type Addressed, questionIn } from '#src/bot/addressed.ts'

const group = { type: 'supergroup' as const }
const asked = (text: string, rest: Partial<Addressed> = {}) => questionIn({ chat: group, text, ...rest }, 'cica_bot')
const ofBot = { from: { username: 'cica_bot' } }

test('in a group a question that names the bot is for it, wherever the name stands', () => {
  expect(asked('@cica_bot next SOC?')).toBe('next SOC?')
  expect(asked('next SOC, @CICA_bot?')).toBe('next SOC, ?')
  expect(asked('tell us @cica_bot who coordinates tourism')).toBe('tell us who coordinates tourism')
})

test('another bot’s name that begins alike, or an address, does not name it', () => {
  expect(asked('@cica_bot2 next SOC?')).toBeUndefined()
  expect(asked('@cica_bot_test next SOC?')).toBeUndefined()
  expect(asked('write to desk@cica_bot')).toBeUndefined()
  expect(asked('next SOC?')).toBeUndefined()
})

test('a reply to the bot is for it; a message in a topic that the bot opened is not', () => {
  expect(asked('and after that?', { reply_to_message: ofBot })).toBe('and after that?')
  const opening = { ...ofBot, forum_topic_created: { name: 'Tourism' } }
  expect(asked('who is coming?', { reply_to_message: opening })).toBeUndefined()
})

test('in a private chat everything is for it', () => {
  expect(questionIn({ chat: { type: 'private' }, text: 'next SOC?' }, 'cica_bot')).toBe('next SOC?')
})
