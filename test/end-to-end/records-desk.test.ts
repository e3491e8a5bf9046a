import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { previewClearing } from '#src/actions/clear-source.ts'
import { ask } from '#src/ask/ask.ts'
import { eventSchema } from '#src/domain/event.ts'
import { languages } from '#src/domain/language.ts'
import { factSchema } from '#src/domain/reference.ts'
import type { MessageView } from '#src/sandbox/telegram/transcript.ts'
import { joinHtml, plainText } from '#src/views/html.ts'
import { messageLimits } from '#src/views/reply.ts'
import { restrictedCanaries } from '../support/canaries.ts'
import { runChild } from '../support/child.ts'
import { type Harness, people, startHarness } from '../support/harness.ts'

const report = 'SOC/1481'
const knowsSecrets = restrictedCanaries().length > 0
const { visitor, administrator, focalPoint } = people

const questions = readFileSync(join(import.meta.dirname, '..', 'ask', 'questions.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => z.object({ text: z.string(), lang: z.enum(languages) }).parse(JSON.parse(line)))

/** Facts that only the report attests, asked as people ask. */
const revealing = [
  ['who coordinates agriculture?', /China/],
  ['кто координирует борьбу с наркотиками?', /Иран/],
  ['Ауыл шаруашылығын кім үйлестіреді?', /Қытай/],
] as const

let harness: Harness
let group: number
/** How many entries clearing the report publishes. */
let entries = 0

beforeAll(async () => {
  harness = await startHarness()
  const { app, telegram, clock } = harness
  app.store.people.grant({ id: focalPoint, access: 'focal-point', role: 'focal-point' }, null, clock.now())
  for (const user of Object.values(people)) await harness.send(user, '/language en')
  if (knowsSecrets) entries = previewClearing(app.store, report, 'public').moved.length
  group = telegram.createGroup({ title: 'Delegates', members: Object.values(people) }).id
})
afterAll(() => harness.stop())

const shown = (messages: readonly MessageView[]) =>
  messages.flatMap((message) => [message.text, ...message.buttons.flat().map(({ text }) => text)]).join('\n')

async function inline(user: number, text: string) {
  const { results } = await harness.telegram.waitForInlineAnswer(harness.telegram.inlineQuery(user, text))
  return results
}

/** Words that stand only in what is restricted now. */
function secretsNow(): readonly string[] {
  const { records } = harness.app.store
  const open = JSON.stringify(records.everything('public'))
  const texts = records
    .everything('restricted')
    .records.filter(({ body }) => body.visibility === 'restricted')
    .flatMap(({ body }) => Object.values(body))
    .flatMap((value: unknown) => (typeof value === 'object' && value !== null ? Object.values(value) : []))
    .filter((value) => typeof value === 'string')
  return texts.filter((text) => text.length > 20 && !open.includes(JSON.stringify(text).slice(1, -1)))
}

// All of them are asked in evaluation.test.ts; of these a leak after a change would be as likely as of any others.
const asked = questions.filter((_, at) => at % 10 === 0)

function leaksToThePublic(): string[] {
  const { store, lexicon, clock, config } = harness.app
  const secrets = [...secretsNow(), 'SWG/739', 'IO/101', 'OBSER/77', '17-7/319emb']
  const today = clock.today(config.timeZone)
  return asked.flatMap(({ text, lang }) => {
    const { reply } = ask({ text, language: lang, book: store.records.book('public'), lexicon, today })
    const said = plainText(joinHtml(reply.blocks, '\n'))
    return secrets
      .filter((secret) => said.includes(secret) && !text.includes(secret))
      .map((secret) => `${text}: ${secret}`)
  })
}

async function exportPublic(): Promise<string> {
  const { code, stdout } = await runChild(['export', '--public'], {
    environment: { DATABASE_PATH: harness.config.databasePath },
  })
  expect(code).toBe(0)
  return stdout
}

async function publicSees(): Promise<boolean[]> {
  const seen: boolean[] = []
  for (const [question, fact] of revealing) {
    seen.push(fact.test(shown(await harness.send(visitor, question))))
    seen.push(fact.test(shown(await harness.send(focalPoint, `@cica_test_bot ${question}`, group))))
    seen.push(fact.test(JSON.stringify(await inline(focalPoint, question))))
  }
  seen.push((await exportPublic()).includes(report))
  seen.push(!/no such document/i.test(shown(await harness.send(visitor, `/sources ${report}`))))
  return seen
}

describe.runIf(knowsSecrets)('a document is cleared from the chat', () => {
  test('before, while and after: the public sees its facts exactly while it is cleared', async () => {
    expect(new Set(await publicSees())).toEqual(new Set([false]))
    expect(leaksToThePublic()).toEqual([])

    const card = await harness.say(administrator, `/sources ${report}`)
    const { card: preview } = await harness.press(administrator, card, 'sources:preview')
    expect(preview.text).toContain(`${entries} entries would become public`)
    expect(new Set(await publicSees())).toEqual(new Set([false]))
    const { card: done } = await harness.press(administrator, preview, 'sources:clear')
    expect(done.text).toMatch(/is public now/)

    expect(new Set(await publicSees())).toEqual(new Set([true]))
    expect(leaksToThePublic()).toEqual([])
    const answer = shown(await harness.send(visitor, 'who coordinates agriculture?'))
    expect(answer).toContain(`(${report})`)
    expect(answer).not.toContain('🔒')

    const { card: undone } = await harness.press(administrator, done, 'sources:restrict')
    expect(undone.text).toMatch(/for Member States only/)
    expect(new Set(await publicSees())).toEqual(new Set([false]))
    expect(leaksToThePublic()).toEqual([])
    // Hundreds of questions are asked three times, which takes a busy machine longer than the usual five seconds.
  }, 60_000)

  test('both decisions stand in the audit with the entries that they moved', () => {
    const db = new Database(harness.config.databasePath, { readonly: true })
    const rows = db
      .prepare(
        `select actor, action, subject, json_array_length(detail, '$.entries') as entries from audit where action like 'source-%'`,
      )
      .all()
    db.close()
    expect(rows).toEqual([
      { actor: administrator, action: 'source-cleared', subject: `sources/${report}`, entries },
      { actor: administrator, action: 'source-restricted', subject: `sources/${report}`, entries },
    ])
  })

  test('the list can be read page by page and downloaded with every word', async () => {
    const card = await harness.say(administrator, `/sources ${report}`)
    const { card: preview } = await harness.press(administrator, card, 'sources:preview')
    const { card: first } = await harness.press(administrator, preview, 'sources:entries')
    expect(first.text).toContain(`1–10 of ${entries}`)
    const { card: second } = await harness.press(administrator, first, 'More ▶')
    expect(second.text).toContain(`11–20 of ${entries}`)
    const { card: back } = await harness.press(administrator, second, 'Back')
    const { messages } = await harness.press(administrator, back, 'sources:download')
    const file = messages[0]?.file
    expect(file?.name).toBe('SOC-1481.txt')
  })

  test('a preview that is out of date is drawn anew and nothing is done', async () => {
    const { store, clock } = harness.app
    const card = await harness.say(administrator, `/sources ${report}`)
    const { card: preview } = await harness.press(administrator, card, 'sources:preview')
    const body = factSchema.parse({
      id: 'late',
      title: { en: 'Late' },
      text: { en: 'A late fact.' },
      sources: [report],
      asOf: null,
      visibility: 'restricted',
    })
    store.transaction(() => store.records.load([], [{ register: 'facts', body }], clock.now().toISOString()))
    const { card: redrawn, notice } = await harness.press(administrator, preview, 'sources:clear')
    expect(notice).toMatch(/have changed/)
    expect(redrawn.text).toContain(`${entries + 1} entries`)
    expect(store.sources.find(report)?.visibility).toBe('restricted')
    const { card: kept } = await harness.press(administrator, redrawn, 'sources:cancel')
    expect(kept.text).toBe('Nothing was changed.')
  })

  test('where others read along it is not on record for anybody, and a private chat is named', async () => {
    const told = [
      ...(await harness.send(focalPoint, `/sources@cica_test_bot ${report}`, group)),
      ...(await harness.send(administrator, `/sources@cica_test_bot ${report}`, harness.staff.id)),
    ]
    expect(told.map(({ text }) => text)).toEqual(Array(2).fill(expect.stringMatching(/No such document.*private chat/)))
  })

  test('nobody but staff may, and staff only where nobody reads along', async () => {
    const { telegram, app, staff } = harness
    const card = await harness.say(administrator, `/sources ${report}`)
    const { card: preview } = await harness.press(administrator, card, 'sources:preview')
    const data = preview.buttons.flat().flatMap(({ callback_data: each }) => each ?? [])
    for (const [user, chat] of [
      [visitor, visitor],
      [focalPoint, focalPoint],
      [focalPoint, group],
      [administrator, staff.id],
    ] as const) {
      await fetch(`${telegram.url}/bot${telegram.token}/sendMessage`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          chat_id: chat,
          text: 'old',
          reply_markup: { inline_keyboard: data.map((each) => [{ text: each, callback_data: each }]) },
        }),
      })
      const board = telegram.lastFromBot(chat)
      if (board === undefined) throw new Error('no message')
      for (const each of data.filter((button) => !button.includes('cancel'))) {
        const { notice = '', messages } = await harness.press(user, board, each)
        expect(`${notice}${shown(messages)}`).toMatch(/Only staff|private chat|no longer on record/)
      }
    }
    expect(shown(await harness.send(focalPoint, `/sources ${report}`))).not.toMatch(/Clear this document/)
    expect(app.store.sources.find(report)?.visibility).toBe('restricted')
  })
})

describe('what has no answer is counted', () => {
  const texts = () =>
    harness.app.store.unanswered.open({ clearance: 'restricted', limit: 100 }).map(({ text, count }) => [text, count])
  afterEach(() => {
    for (const { id } of harness.app.store.unanswered.open({ clearance: 'restricted', limit: 100 })) {
      harness.app.store.unanswered.remove(id)
    }
  })

  test('in private chats and in groups when the bot is addressed, and never what was answered or was not for it', async () => {
    await harness.send(visitor, 'how do I bake a cake?')
    await harness.send(visitor, 'How do I bake a cake')
    await harness.send(visitor, 'who coordinates tourism?')
    await harness.send(focalPoint, '@cica_test_bot how do I bake a cake', group)
    await harness.send(focalPoint, 'how do I bake bread?', group)
    await harness.send(focalPoint, '@cica_test_bot2 how do I bake bread?', group)
    expect(texts()).toEqual([['how do I bake a cake', 3]])
  })

  test('what follows a command is counted with the command, where nothing on record bears its name', async () => {
    await harness.send(visitor, '/coordinators xyzzy')
    await harness.send(visitor, '/coordinators tourism')
    await harness.send(visitor, '/coordinators')
    expect(texts()).toEqual([['/coordinators xyzzy', 1]])
  })

  test('inline, only what somebody stopped at: neither each letter nor what was answered in the end', async () => {
    const { clock } = harness
    for (const text of ['how', 'how do I', 'how do I bake', 'how do I bake bread', 'how do I bake'])
      await inline(visitor, text)
    for (const text of ['xyzzy who', 'who coordinates tourism']) await inline(focalPoint, text)
    expect(texts()).toEqual([])
    clock.advance(15)
    await inline(administrator, '')
    expect(texts()).toEqual([['how do I bake bread', 1]])
  })

  test('staff see the most frequent first, settle and delete them, and take them as a file', async () => {
    for (const text of ['what is bread?', 'what is cake?', 'What is cake', 'торт деген не?'])
      await harness.send(visitor, text)
    const list = await harness.say(administrator, '/unanswered')
    expect(list.text.indexOf('cake')).toBeLessThan(list.text.indexOf('bread'))
    expect(list.text).toMatch(/asked 2 times/)
    const { messages } = await harness.press(administrator, list, 'unanswered:export')
    expect(messages[0]?.file?.name).toMatch(/^unanswered-.*\.txt$/)
    const { card: fewer, notice } = await harness.press(administrator, list, '✓ 1')
    expect(notice).toBe('Settled.')
    expect(fewer.text).not.toContain('cake')
    const { card: kazakh } = await harness.press(administrator, fewer, 'unanswered:list:kk')
    expect(kazakh.text).toContain('торт деген не?')
    const { card: none } = await harness.press(administrator, kazakh, '✕ 1')
    expect(none.text).toContain('No question is open.')
    expect(texts()).toEqual([['what is bread?', 1]])
    expect(shown(await harness.send(visitor, '/unanswered'))).toMatch(/Only staff/)
  })

  test('in the staff chat nothing is read out that only those cleared have asked', async () => {
    await harness.send(focalPoint, 'secret matter of ours, baking?')
    expect(shown(await harness.send(administrator, '/unanswered', harness.staff.id))).not.toContain('secret matter')
    expect(shown(await harness.send(administrator, '/unanswered'))).toContain('secret matter')
  })
})

describe('what changed', () => {
  test('is told with what was before, to each as they may know it', async () => {
    const { store, clock } = harness.app
    const [event] = store.records.everything('public').records.filter(({ register }) => register === 'events')
    if (event === undefined) throw new Error('no event')
    harness.clock.advance(3 * 86_400)
    const moved = eventSchema.parse({ ...event.body, place: { en: 'Samarkand', ru: 'Самарканд', kk: 'Самарқанд' } })
    store.transaction(() => store.records.load([], [{ register: 'events', body: moved }], clock.now().toISOString()))
    const today = harness.app.clock.today(harness.config.timeZone)
    for (const [user, text, wanted] of [
      [visitor, `/changes ${today}`, /Samarkand/],
      [focalPoint, `/changes ${today}`, /Samarkand/],
      [visitor, `what changed since ${today}?`, /Samarkand/],
    ] as const) {
      const answer = shown(await harness.send(user, text))
      expect(answer).toMatch(wanted)
      expect(answer).toMatch(/was:/)
    }
    expect(shown(await harness.send(visitor, '/changes 2099-01-01'))).toMatch(/still to come/)
    expect(shown(await harness.send(visitor, '/changes gibberish'))).toMatch(/did not understand the date/)
  })
})

describe('inline results', () => {
  test('keep within Telegram’s limits whatever is typed, and carry no buttons', async () => {
    const odd = [
      'who coordinates tourism 🙂'.padEnd(256, '🙂'),
      '<b>&amp;"',
      'meetings in 2023',
      'СОК қашан?',
      'convention and next soc',
    ]
    for (const text of [
      ...odd,
      ...questions.filter((_, index) => index % 9 === 0).map(({ text }) => text.slice(0, 256)),
    ]) {
      for (const result of await inline(focalPoint, text)) {
        expect(Buffer.byteLength(result.id)).toBeLessThanOrEqual(64)
        expect(result.title.isWellFormed() && result.description?.isWellFormed()).toBe(true)
        expect(result.content.text.length).toBeLessThanOrEqual(messageLimits.units)
        expect(result.content.text).not.toContain('🔒')
        expect(result.keyboard).toBeUndefined()
      }
    }
  })
})

describe('questions in groups', () => {
  test('are answered in the topic in which they are asked, only when the bot is addressed', async () => {
    const { telegram } = harness
    const forum = telegram.createGroup({
      title: 'Forum',
      members: Object.values(people),
      topics: ['General matters', 'Tourism'],
    })
    const ask = async (text: string, options: { replyTo?: number } = {}) => {
      const after = telegram.visible(forum.id).at(-1)?.messageId ?? 0
      harness.clock.advance(3)
      telegram.sendText(visitor, text, { chatId: forum.id, threadId: 3, ...options })
      await harness.idle()
      return telegram.visible(forum.id).filter(({ messageId, from }) => messageId > after && from === 'bot')
    }
    expect(await ask('who coordinates tourism?')).toEqual([])
    const [answer, ...rest] = await ask('@cica_test_bot who coordinates tourism?')
    expect(rest).toEqual([])
    expect(answer?.threadId).toBe(3)
    expect(answer?.text).toMatch(/Tourism/)
    const [followed] = await ask('next SOC?', { replyTo: answer?.messageId ?? 0 })
    expect(followed?.threadId).toBe(3)
  })
})
