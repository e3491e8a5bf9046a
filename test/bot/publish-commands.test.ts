import { Api } from 'grammy'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { readdressChat } from '#src/actions/readdress-chat.ts'
import { publishCommands } from '#src/bot/publish-commands.ts'
import { commands } from '../../commands/index.ts'
import { createTestApp, staffChat } from '../support/test-app.ts'

const menuShape = z.object({
  commands: z.array(z.object({ command: z.string() })),
  scope: z.object({ chat_id: z.number().optional() }),
})

test('the desk’s menu is shown in the supergroup that the staff chat became', async () => {
  const { app } = createTestApp()
  readdressChat(app, staffChat, '-100777')
  const api = new Api('1000:x')
  const shown: (number | undefined)[] = []
  api.config.use((previous, _method, payload) => {
    const menu = menuShape.safeParse(payload)
    if (menu.success && menu.data.commands.some(({ command }) => command === 'publish'))
      shown.push(menu.data.scope.chat_id)
    return Promise.resolve({ ok: true, result: true } as unknown as Awaited<ReturnType<typeof previous>>)
  })
  await publishCommands(api, app, commands)
  expect(new Set(shown)).toEqual(new Set([-100777]))
})
