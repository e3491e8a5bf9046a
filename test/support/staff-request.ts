import type { Press, Request } from '#src/bot/request.ts'
import { type Translate, translatorFor } from '#src/i18n/translator.ts'
import { plainText } from '#src/views/html.ts'
import type { Button, Reply } from '#src/views/reply.ts'
import type { TestApp } from './test-app.ts'

/** What an officer asks in the staff chat. */
export function staffRequest({ app }: TestApp, text = '', t: Translate = translatorFor('en')): Request {
  const { store, clock, config } = app
  return {
    viewer: { id: 1003, access: 'staff', name: 'Officer' },
    chat: { address: '-1001', thread: 0, place: 'staff-chat' },
    clearance: 'public',
    book: store.records.book('public'),
    t,
    text,
    now: clock.now(),
    today: clock.today(config.timeZone),
    menu: [],
    updateKey: '1',
    botName: 'cica_test_bot',
    administers: () => Promise.resolve({ kind: 'not-administrator' }),
  }
}

/** A press on the button of this text. @returns also the button's name, behind its command's */
export function pressOn(desk: TestApp, shown: Reply, text: string): Press & { readonly button: string } {
  const found = buttonsOf(shown).find((each) => each.text === text)
  if (found === undefined || !('data' in found)) throw new Error(`No button “${text}”`)
  const [, button = '', id = '', version] = found.data.split(':')
  return { ...staffRequest(desk), button, id, version, messageId: 7 }
}

export const buttonsOf = (shown: Reply): readonly Button[] => (shown.buttons ?? []).flat()
export const wordsOf = (shown: Reply): string => shown.blocks.map(plainText).join('\n')
