import { afterAll, beforeAll, expect, test } from 'vitest'
import { languages } from '#src/domain/language.ts'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { commands } from '../../commands/index.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
})
afterAll(() => harness.stop())

/** What the script of a text says about its language; names in other scripts do not count for much. */
function scriptOf(text: string, lettersPerKazakhOne = 40): string {
  const letters = text.replace(/https?:\S+|\/\w+|@\w+/g, '')
  const cyrillic = letters.match(/\p{Script=Cyrillic}/gu)?.length ?? 0
  const latin = letters.match(/\p{Script=Latin}/gu)?.length ?? 0
  if (latin > cyrillic) return 'en'
  const kazakh = letters.match(/[әғқңөұүһі]/gi)?.length ?? 0
  return kazakh * lettersPerKazakhOne > cyrillic ? 'kk' : 'ru'
}

const answered = (message: MessageView) => ({ script: scriptOf(message.text), isEmpty: message.text.trim() === '' })

const publicCommands = commands.filter(({ access, where }) => access === 'public' && where !== 'staff')
const deskCommands = commands.filter(({ where }) => where === 'staff')

test.each(languages)('every public command answers in %s, the language of the person’s Telegram', async (language) => {
  const { telegram } = harness
  const user = telegram.createUser({ firstName: `reader ${language}`, languageCode: language }).id
  const answers: Record<string, unknown> = {}
  for (const { name } of publicCommands) answers[name] = answered(await harness.say(user, `/${name}`))
  expect(answers).toEqual(
    Object.fromEntries(publicCommands.map(({ name }) => [name, { script: language, isEmpty: false }])),
  )
})

test.each(
  languages,
)('every command of the desk answers in the staff chat in %s, once it is chosen there', async (language) => {
  const { staff } = harness
  const chosen = await harness.say(people.administrator, '/language', staff.id)
  await harness.press(people.administrator, chosen, `language:choose:${language}`)
  for (const { name } of deskCommands) {
    const [answer] = await harness.send(people.administrator, `/${name}@cica_test_bot`, staff.id)
    // The list of feeds goes on with names and addresses.
    const beginning = answer?.text.split('\n').slice(0, 2).join('\n') ?? ''
    expect([name, scriptOf(beginning, 100)]).toEqual([name, language])
  }
})

test('the interface speaks the chosen language, else Telegram’s, else English', async () => {
  const { telegram } = harness
  const user = telegram.createUser({ firstName: 'Ayşe', languageCode: 'tr' }).id
  expect((await harness.say(user, '/help')).text).toContain('What this bot can do')
  telegram.setLanguage(user, undefined)
  expect((await harness.say(user, '/help')).text).toContain('What this bot can do')
  telegram.setLanguage(user, 'ru-RU')
  expect(scriptOf((await harness.say(user, '/help')).text)).toBe('ru')
  const choice = await harness.say(user, '/language')
  const { card } = await harness.press(user, choice, 'Қазақша')
  expect([scriptOf(card.text), card.buttons]).toEqual(['kk', []])
  expect(scriptOf((await harness.say(user, '/help')).text)).toBe('kk')
})

test('a group speaks the language that was chosen for it, whoever asks', async () => {
  const { telegram } = harness
  const asker = telegram.createUser({ firstName: 'Asker', languageCode: 'ru' }).id
  const group = telegram.createGroup({ title: 'Delegates', members: [asker], administrators: [people.visitor] }).id
  const choice = await harness.say(people.visitor, '/language', group)
  const refused = await harness.press(asker, choice, 'language:choose:en')
  expect(refused.notice).toBe('Выбрать язык группы могут только её администраторы.')
  expect(refused.card.text).toBe(choice.text)
  await harness.press(people.visitor, choice, 'language:choose:kk')
  expect(scriptOf((await harness.say(asker, '/about', group)).text)).toBe('kk')
  expect(scriptOf((await harness.say(asker, '/about')).text)).toBe('ru')
  await harness.send(asker, '/language ru', group)
  expect(scriptOf((await harness.say(asker, '/about', group)).text)).toBe('kk')
})

test.each([
  ['/language қазақша', 'kk'],
  ['/language KZ', 'kk'],
  ['/language Русский', 'ru'],
  ['/language ағылшын тілі', 'en'],
])('a language may be named with the command: %s', async (text, wanted) => {
  const user = harness.telegram.createUser({ firstName: 'Polyglot', languageCode: wanted === 'en' ? 'ru' : 'en' }).id
  expect(scriptOf((await harness.say(user, text)).text)).toBe(wanted)
  expect(scriptOf((await harness.say(user, '/about')).text)).toBe(wanted)
})

test('in a group a command that the bot does not know is another bot’s, unless it names this one', async () => {
  const group = harness.telegram.createGroup({ title: 'Two bots', members: [people.visitor] }).id
  for (const text of ['/weather', '/metings august', '/cancel', '/отмена'])
    expect(await harness.send(people.visitor, text, group), text).toEqual([])
  expect((await harness.say(people.visitor, '/weather@cica_test_bot', group)).text).toMatch(/^There is no command/)
  expect((await harness.say(people.visitor, '/about', group)).text).toMatch(/CICA/)
})

test('in a group the bot answers what is addressed to it and leaves other talk alone', async () => {
  const { telegram } = harness
  const group = telegram.createGroup({ title: 'Corridor', members: [people.visitor] }).id
  expect(await harness.send(people.visitor, '/help@another_bot', group)).toEqual([])
  expect(await harness.send(people.visitor, 'who coordinates tourism?', group)).toEqual([])
  expect(await harness.send(people.visitor, '/unheard_of', group)).toEqual([])
  const [answer] = await harness.send(people.visitor, '@cica_test_bot who coordinates tourism?', group)
  expect(answer?.replyTo).toBeDefined()
  telegram.sendText(people.visitor, 'and finance?', { chatId: group, replyTo: answer?.messageId ?? 0 })
  await harness.idle()
  expect(telegram.lastFromBot(group)?.messageId).toBeGreaterThan(answer?.messageId ?? 0)
})

test.each([
  ['/help@CICA_Test_Bot', true],
  ['/HELP@cica_test_bot', true],
  ['/help@other_bot', false],
  ['who coordinates tourism, @Cica_Test_Bot ?', true],
  ['@cica_test_bots are many', false],
  ['nothing for a bot', false],
])('in a group “%s” is for the bot: %s', async (text, isForUs) => {
  const group = harness.telegram.createGroup({ title: 'Corridor', members: [people.visitor] }).id
  const answers = await harness.send(people.visitor, text, group)
  expect(answers.length > 0).toBe(isForUs)
})

test('menus are published for each scope in each language from the command objects', async () => {
  const { telegram, staff } = harness
  const reader = telegram.createUser({ firstName: 'Reader', languageCode: 'en' }).id
  const group = telegram.createGroup({ title: 'Members', members: [reader] }).id
  await telegram.waitFor(() => telegram.calls('setMyShortDescription').length >= languages.length)
  for (const language of languages) {
    telegram.setLanguage(reader, language)
    telegram.setLanguage(people.administrator, language)
    const names = (user: number, chat?: number) => telegram.commandsFor(user, chat).map(({ command }) => command)
    const inMenu = (wanted: (command: (typeof commands)[number]) => boolean) =>
      commands.filter(wanted).map(({ name }) => name)
    expect(names(reader)).toEqual(inMenu(({ access, where }) => access === 'public' && where !== 'staff'))
    expect(names(reader, group)).toEqual(inMenu(({ access, where }) => access === 'public' && where === undefined))
    expect(names(people.administrator)).toEqual(inMenu(() => true))
    expect(names(people.administrator, staff.id)).toEqual(
      inMenu(({ access, where }) => access !== 'administrator' && (where === undefined || where === 'staff')),
    )
    for (const { command, description } of telegram.commandsFor(people.administrator)) {
      expect(command).toMatch(/^[a-z0-9_]{1,32}$/)
      expect(description.length).toBeGreaterThan(2)
      expect(description.length).toBeLessThanOrEqual(256)
      if (language === 'en') expect([command, scriptOf(description)]).toEqual([command, 'en'])
      else expect([command, scriptOf(description)]).not.toEqual([command, 'en'])
    }
  }
  for (const language of languages) {
    const described = telegram.calls('setMyDescription').map(({ parameters }) => String(parameters.description))
    expect(described.map((text) => scriptOf(text))).toContain(language)
  }
  telegram.setLanguage(people.administrator, 'en')
  expect(
    telegram
      .calls('setMyShortDescription')
      .every(({ parameters }) => String(parameters.short_description).length <= 120),
  ).toBe(true)
})

test('a menu that Telegram refuses, of an administrator who never pressed start, keeps no other from being published', async () => {
  const other = await startHarness({ environment: { ADMINISTRATORS: '999999' } })
  const { telegram } = other
  await telegram.waitFor(() => telegram.calls('setMyShortDescription').length >= languages.length)
  telegram.setLanguage(people.visitor, 'kk')
  const menu = telegram.commandsFor(people.visitor).map(({ description }) => description)
  expect(scriptOf(menu.join(' '))).toBe('kk')
  expect(telegram.refusedCalls().map(({ outcome }) => outcome)).toContainEqual(expect.objectContaining({ code: 400 }))
  await telegram.waitFor(() => other.logged.some(({ msg }) => msg === 'Telegram refused some menus'))
  await expect(other.stop()).rejects.toThrow('Telegram refused')
})

test('the desk’s commands are refused to the public, and pointed to the staff chat elsewhere', async () => {
  const { telegram } = harness
  for (const { name } of deskCommands) {
    expect((await harness.say(people.visitor, `/${name}`)).text).toContain('Only staff of the Secretariat')
  }
  const group = telegram.createGroup({ title: 'Open', members: [people.administrator] }).id
  const [pointed] = await harness.send(people.administrator, '/publish', group)
  expect(pointed?.text).toContain('in the staff chat')
  const mine = commands.find(({ where, access }) => where === 'private' && access === 'public')
  const [onlyPrivate] = await harness.send(people.administrator, `/${mine?.name}`, group)
  expect(onlyPrivate?.text).toContain('private chat')
})

test('an old button of the desk does nothing for somebody who is no staff', async () => {
  const { telegram } = harness
  const group = telegram.createGroup({ title: 'Passers-by', members: [people.visitor, people.administrator] }).id
  await fetch(`${telegram.url}/bot${telegram.token}/sendMessage`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      chat_id: group,
      text: 'forwarded',
      reply_markup: { inline_keyboard: [[{ text: 'publish', callback_data: 'publish:draft:en:0' }]] },
    }),
  })
  const message = telegram.lastFromBot(group)
  if (message === undefined) throw new Error('no message')
  const { notice, messages } = await harness.press(people.visitor, message, 'publish')
  expect([notice, messages]).toEqual(['Only staff of the Secretariat may do this.', []])
})

test.each([
  ['/start inv_cut-on-its-way', 'This link is not valid or was not copied in full.'],
  ['/due', 'This is for registered focal points and delegates.'],
  ['/stats 2025', 'No CBM event on public record'],
  ['/ask', 'What would you like to know?'],
  ['/meetings 30 February 2026', 'There is no such day or month: “30 February 2026”.'],
  ['/changes 2026-13-45', 'I did not understand the date.'],
])('“%s” is told what is the matter', async (text, sentence) => {
  const user = harness.telegram.createUser({ firstName: 'reader', languageCode: 'en' }).id
  expect((await harness.say(user, text)).text).toContain(sentence)
})

test('the meetings of a body begin with what lies ahead or came last', async () => {
  const user = harness.telegram.createUser({ firstName: 'reader', languageCode: 'en' }).id
  const { text } = await harness.say(user, '/meetings SOC')
  const years = [...text.matchAll(/• \d.*?(20\d\d)/g)].map(([, year]) => Number(year))
  expect(years.length).toBeGreaterThan(3)
  expect(years).toEqual([...years].sort((a, b) => b - a))
})
