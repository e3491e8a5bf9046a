import { afterAll, beforeAll, expect, test } from 'vitest'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'

let harness: Harness
beforeAll(async () => {
  harness = await startHarness()
  // The edition of the morning is missed and said so, before anybody is asked anything.
  await harness.tick()
})
afterAll(() => harness.stop())

const newUser = (languageCode = 'en') =>
  harness.telegram.createUser({ firstName: 'Aida', languageCode, started: true }).id
const access = (id: number) => harness.app.store.people.find(id)
const bot = (chat: number): MessageView => {
  const message = harness.telegram.lastFromBot(chat)
  if (message === undefined) throw new Error('The bot has written nothing there')
  return message
}

/** Fills in the whole form. @returns its last message */
async function register(user: number): Promise<MessageView> {
  await harness.say(user, '/register')
  await harness.say(user, 'Kazakstan')
  const role = await harness.say(user, 'Ministry of Foreign Affairs')
  const language = await harness.press(user, role, 'form:focal-point')
  const summary = await harness.press(user, language.card, 'form:ru')
  expect(summary.card.text).toMatch(/Aida[\s\S]*Kazakhstan[\s\S]*Ministry of Foreign Affairs[\s\S]*focal point/)
  return (await harness.press(user, summary.card, 'form:send')).card
}

/** What staff got of it. */
async function card(): Promise<MessageView> {
  await harness.tick()
  // The desk's other notes may come after it.
  const shown = harness.telegram
    .visible(harness.staff.id)
    .findLast(({ text }) => text.includes('Request for registration'))
  return shown ?? bot(harness.staff.id)
}

/** @returns the start parameter of a new invitation */
async function invitation(state = 'CHN', role = 'form:delegate'): Promise<string> {
  const form = await harness.say(people.administrator, '/invite')
  const { card: next } = await harness.press(people.administrator, form, `form:${state}`)
  const { card: made } = await harness.press(people.administrator, next, role)
  return /start=([\w-]+)/.exec(made.text)?.[1] ?? ''
}

test('a request becomes a clearance when staff accept it, and the person is told in their language', async () => {
  const user = newUser()
  await register(user)
  const shown = await card()
  expect(shown.text).toMatch(/Request for registration[\s\S]*Aida[\s\S]*Kazakhstan/)
  const pressed = await harness.press(people.administrator, shown, 'people:accept')
  expect(pressed.card.text).toContain('Accepted: administrator')
  await harness.tick()
  expect(bot(user).text).toContain('Секретариат зарегистрировал Вас (контактное лицо, Казахстан)')
  expect(access(user)).toMatchObject({
    access: 'focal-point',
    state: 'KAZ',
    role: 'focal-point',
    grantedBy: people.administrator,
  })
})

test('the second of two staff who press gets a notice, and nothing changes', async () => {
  const user = newUser()
  await register(user)
  const shown = await card()
  const presses = [
    harness.telegram.press(
      people.administrator,
      harness.staff.id,
      shown.messageId,
      shown.buttons[0]?.[1]?.callback_data ?? '',
    ),
    harness.telegram.press(
      people.secondStaff,
      harness.staff.id,
      shown.messageId,
      shown.buttons[0]?.[0]?.callback_data ?? '',
    ),
  ]
  const answers = await Promise.all(presses.map((query) => harness.telegram.waitForAnswer(query)))
  await harness.idle()
  expect(answers.map(({ text }) => text)).toEqual([
    'Declined: administrator',
    'This request has already been declined.',
  ])
  await harness.tick()
  expect(access(user)?.access).toBe('public')
  expect(bot(user).text).toContain('не принял')
})

test('who has a request open sees it, may withdraw it, and the card of a withdrawn one says so', async () => {
  const user = newUser()
  await register(user)
  const shown = await card()
  const pending = await harness.say(user, '/register')
  expect(pending.text).toContain('ожидает решения')
  await harness.press(user, pending, 'register:withdraw')
  const pressed = await harness.press(people.administrator, shown, 'people:accept')
  expect(pressed.notice).toBe('This request has been withdrawn.')
  expect(access(user)?.access).toBe('public')
})

test('an invitation works once, even when it is opened twice at the same moment', async () => {
  const token = await invitation()
  const [one, other] = [newUser(), newUser()]
  harness.telegram.sendText(one, `/start ${token}`)
  harness.telegram.sendText(other, `/start ${token}`)
  await harness.idle()
  const granted = [one, other].filter((user) => access(user)?.access === 'focal-point')
  expect(granted).toHaveLength(1)
  expect([one, other].map((user) => bot(user).text).join()).toContain('already been used')
  expect(access(granted[0] ?? 0)).toMatchObject({ state: 'CHN', role: 'delegate', grantedBy: people.administrator })
})

test('an invitation is not used up by staff, not open to the suspended, and not after it was revoked', async () => {
  const token = await invitation('IND', 'form:focal-point')
  expect((await harness.say(people.administrator, `/start ${token}`)).text).toContain('has not been used up')
  const overview = await harness.say(people.administrator, '/people')
  const { card: list } = await harness.press(people.administrator, overview, 'people:invitations')
  expect(list.text).toContain('India')
  const { notice } = await harness.press(people.administrator, list, 'people:revoke')
  expect(notice).toBe('The invitation has been revoked.')
  expect((await harness.say(newUser(), `/start ${token}`)).text).toContain('revoked')
})

test('an invitation ends after a week', async () => {
  const token = await invitation()
  harness.clock.advance(7 * 86_400 + 60)
  const user = newUser()
  expect((await harness.say(user, `/start ${token}`)).text).toContain('expired')
  expect(access(user)?.access ?? 'public').toBe('public')
})

test('the token of an invitation is kept nowhere', async () => {
  const token = await invitation()
  const kept = JSON.stringify(harness.app.store.personalData.of(people.administrator))
  expect(token).toHaveLength(32)
  expect(kept).not.toContain(token)
})

test('a focal point sees restricted records in the private chat only', async () => {
  const user = newUser()
  harness.app.store.people.grant({ id: user, access: 'focal-point', state: 'KAZ' }, null, harness.clock.now())
  const { telegram } = harness
  const group = telegram.createGroup({ title: 'Group', administrators: [user] })
  const secret = harness.app.store.records
    .book('restricted')
    .deadlines.find(({ visibility }) => visibility === 'restricted')
  const title = secret?.title.en ?? ''
  const own = (await harness.send(user, '/deadlines')).map(({ text }) => text).join()
  const inGroup = (await harness.send(user, '/deadlines', group.id)).map(({ text }) => text).join()
  expect(title).not.toBe('')
  expect(own).toContain('🔒')
  expect(inGroup).not.toContain('🔒')
})

test('staff suspend, restore and remove; an old card is redrawn; the person hears of each', async () => {
  const user = newUser()
  const { store } = harness.app
  const grant = {
    id: user,
    access: 'focal-point',
    name: 'Aida',
    state: 'UZB',
    institution: 'MFA',
    role: 'delegate',
  } as const
  store.people.grant(grant, people.administrator, harness.clock.now())
  store.people.chooseLanguage(user, 'kk', harness.clock.now())
  const list = await harness.say(people.administrator, '/people Uzbekistan', harness.staff.id)
  expect(list.text).toContain('Aida — delegate; MFA')
  const { card: first } = await harness.press(people.administrator, list, `people:card:${user}`)
  const old = first.buttons[0]?.[0]?.callback_data ?? ''
  await harness.press(people.administrator, first, 'people:suspend')
  await harness.tick()
  expect(bot(user).text).toContain('уақытша тоқтатты')
  expect((await harness.send(user, '/due')).map(({ text }) => text).join()).not.toContain('🔒')
  // Somebody else's screen still shows the first version.
  const answer = store.people.find(user)?.version
  expect(old).toContain(`:${Number(answer) - 1}`)
  const { card: suspended } = await harness.press(people.administrator, first, `people:restore:${user}`)
  await harness.press(people.administrator, suspended, `people:remove:${user}`)
  const removed = await harness.press(people.administrator, suspended, `people:removed:${user}`)
  expect(removed.notice).toBe('Removed; the person is being informed.')
  expect(access(user)).toMatchObject({ access: 'public', name: null, state: null, institution: null, role: null })
  await harness.tick()
  const heard = harness.telegram.visible(user).flatMap(({ from, text }) => (from === 'bot' ? [text] : []))
  expect(heard.slice(-2)).toEqual([
    expect.stringContaining('қалпына келтірді'),
    expect.stringContaining('деректер жойылды'),
  ])
})

test('what is for focal points is pointed to the private chat in a group, and not said to be missing', async () => {
  const user = newUser()
  const grant = { id: user, access: 'focal-point', name: 'Aida', state: 'KGZ', institution: 'MFA' } as const
  harness.app.store.people.grant({ ...grant, role: 'delegate' }, people.administrator, harness.clock.now())
  const { id } = harness.telegram.createGroup({ title: 'Delegates', administrators: [user] })
  expect((await harness.say(user, '/due', id)).text).toBe('Please use this command in a private chat with the bot.')
  expect((await harness.say(user, '/due')).text).not.toContain('private chat with the bot')
})

test('a focal point who leaves is forgotten as such and keeps the rest', async () => {
  const user = newUser()
  harness.app.store.people.grant(
    { id: user, access: 'focal-point', name: 'Aida', state: 'KGZ' },
    null,
    harness.clock.now(),
  )
  harness.app.store.people.chooseLanguage(user, 'en', harness.clock.now())
  const own = await harness.say(user, '/register')
  expect(own.text).toContain('Kyrgyzstan')
  const { card: question } = await harness.press(user, own, 'register:leave')
  await harness.press(user, question, 'register:left')
  expect(access(user)).toMatchObject({ access: 'public', name: null, state: null, language: 'en' })
})

test('whoever is in the staff chat is staff in private too, until they leave it', async () => {
  const { telegram, staff } = harness
  const user = newUser()
  staff.members.set(user, 'member')
  expect((await harness.say(user, '/people')).text).toContain('Only staff')
  await harness.say(user, '/status', staff.id)
  expect((await harness.say(user, '/people')).text).toContain('Focal points and delegates')
  staff.members.set(user, 'left')
  harness.clock.advance(11 * 60)
  expect((await harness.say(user, '/people')).text).toContain('Only staff')
  expect(telegram.commandsFor(user).map(({ command }) => command)).not.toContain('people')
})

test('/mydata gives everything that is stored, /forget erases it, and acts keep an anonymous mark', async () => {
  const user = newUser()
  const { telegram } = harness
  await register(user)
  await harness.press(people.administrator, await card(), 'people:accept')
  await harness.tick()
  await harness.say(user, '/subscribe')
  await harness.say(user, '/mydata')
  const file = bot(user).file
  const data: unknown = JSON.parse(new TextDecoder().decode(telegram.file(file?.id ?? '')?.bytes))
  expect(data).toMatchObject({
    telegramUserId: user,
    person: [{ state: 'KAZ', institution: 'Ministry of Foreign Affairs' }],
  })
  expect(JSON.stringify(data)).not.toContain(String(people.administrator))
  const question = await harness.say(user, '/forget')
  const done = await harness.press(user, question, 'privacy:erase')
  expect(done.card.text).toContain('ничего не хранится')
  expect(harness.app.store.personalData.of(user)).toEqual({})
  expect((await harness.say(user, '/mydata')).text).toBe('Nothing is stored about you.')
  expect(access(user)).toBeUndefined()
})

test('an answer half given in a form is erased with everything else, also while the form is open', async () => {
  const user = newUser()
  const question = await harness.say(user, '/forget')
  await harness.say(user, '/register')
  await harness.say(user, 'Kazakhstan')
  await harness.say(user, 'Ministry of Foreign Affairs, unit of Mrs X')
  expect(JSON.stringify(harness.app.store.personalData.of(user))).toContain('Mrs X')
  await harness.press(user, question, 'privacy:erase')
  expect(harness.app.store.personalData.of(user)).toEqual({})
})

test('in a group nobody erases anything: whoever presses there may have meant nothing of the kind', async () => {
  const user = newUser()
  const { id } = harness.telegram.createGroup({ title: 'Delegates', members: [user] })
  const shown = await harness.say(user, '/privacy', id)
  expect(shown.buttons).toEqual([])
  expect(shown.text).toMatch(/(In a private chat|жеке чатта)[\s\S]*\/forget/)
})

test('a button that stood in a group leads to the private chat, where it is asked whether to erase', async () => {
  const user = newUser()
  harness.app.store.people.grant(
    { id: user, access: 'focal-point', name: 'Aida', state: 'KAZ' },
    1,
    harness.clock.now(),
  )
  const question = await harness.say(user, '/start forget')
  expect(question.text).toContain('will be erased')
  await harness.press(user, question, 'privacy:erase')
  expect(access(user)).toBeUndefined()
})

test('/privacy asks before it erases, and “keep” keeps', async () => {
  const user = newUser()
  harness.app.store.people.chooseLanguage(user, 'en', harness.clock.now())
  const shown = await harness.say(user, '/privacy')
  const { messages } = await harness.press(user, shown, 'privacy:ask')
  const question = messages[0] ?? bot(user)
  await harness.press(user, question, 'privacy:keep')
  expect(access(user)?.language).toBe('en')
})

test.each([
  ['en', 'who coordinates tourism?', 'Tourism', 'Thailand'],
  ['en', 'Who coordinates for Thailand', 'Thailand', 'Thailand'],
  ['en', 'when is the next meeting', 'meeting', 'Mongolia'],
  ['ru', 'Ратифицировал ли Казахстан Конвенцию', 'Казахстан', 'Казахстан'],
  ['kk', 'туризмді кім үйлестіреді?', 'Туризм', 'Қазақстан'],
])('a question while the form asks for a State is answered, and the form waits on (%s: %s)', async (language, question, wanted, state) => {
  const user = newUser(language)
  await harness.say(user, '/register')
  const answer = await harness.say(user, question)
  expect(answer.text).toContain(wanted)
  expect(answer.buttons.flat().some(({ callback_data: data }) => data?.startsWith('form:'))).toBe(false)
  const next = await harness.say(user, state)
  expect(next.text).toMatch(/institution|учреждения|Мекемеңіздің/)
  // Nor is a question the name of an institution.
  expect((await harness.say(user, question)).text).toContain(wanted)
  const role = await harness.say(user, 'Ministry of Foreign Affairs')
  expect(role.buttons.flat().map(({ callback_data: data }) => data)).toContain('form:delegate')
})

test.each([
  'Thailand',
  'thailand?',
  'I represent Thailand',
  'Ministry of Foreign Affairs of Thailand',
  'member state Thailand',
])('a State in other words is no question: %s', async (words) => {
  const user = newUser()
  await harness.say(user, '/register')
  expect((await harness.say(user, words)).text).toMatch(/^Thailand\n/)
})

test.each([
  'Chairmanship of Azerbaijan',
  'Secretary General',
  'CICA Business Council',
  'Ministry of Health',
])('the name of an institution is no question: %s', async (words) => {
  const user = newUser()
  await harness.say(user, '/register')
  await harness.say(user, 'Azerbaijan')
  expect((await harness.say(user, words)).text).toMatch(/In which role\?/)
})

test.each([
  ['en', '/cancel', 'Nothing was changed.'],
  ['en', 'cancel', 'Nothing was changed.'],
  ['ru', 'Отмена', 'Ничего не изменено.'],
  ['ru', '/отмена', 'Ничего не изменено.'],
  ['kk', '/Бас тарту', 'Ештеңе өзгерген жоқ.'],
  ['kk', 'бас тарту', 'Ештеңе өзгерген жоқ.'],
])('a form is left by the word too (%s: %s)', async (language, word, wanted) => {
  const user = newUser(language)
  await harness.say(user, '/register')
  expect((await harness.say(user, word)).text).toBe(wanted)
  const [after] = await harness.send(user, 'Thailand')
  expect(after?.text ?? '').not.toMatch(/institution|учреждения|Мекемеңіздің/)
})

test('/cancel leaves a form of buttons too, and says so where no form is open', async () => {
  const user = newUser()
  await harness.say(user, '/subscribe')
  expect((await harness.say(user, '/Cancel')).text).toBe('Nothing was changed.')
  expect((await harness.say(user, '/cancel')).text).toBe('There is nothing to cancel.')
  expect((await harness.say(user, '/отмена')).text).toBe('There is nothing to cancel.')
})
