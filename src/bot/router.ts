import type { App } from '../app.ts'
import { mayUse } from '../domain/access.ts'
import { unknownCommandView } from '../views/help.ts'
import { html } from '../views/html.ts'
import { type Reply, reply, toast } from '../views/reply.ts'
import type { Command, Request } from './command.ts'
import { mayUseHere } from './requests.ts'

/** Questions in plain words are this command's text. */
const questionCommand = 'ask'

export type Router = ReturnType<typeof createRouter>

/** Finds who answers: the command objects are the only registry. Knows nothing of Telegram. */
export function createRouter(app: App, commands: readonly Command[]) {
  const byName = new Map<string, Command>(commands.map((command) => [command.name, command]))

  function refusal(command: Command, { viewer, chat, t }: Request): string | undefined {
    if (!mayUse(viewer.access, command.access)) return t('bot.not-for-you')
    if (mayUseHere(command, viewer.access, chat.place)) return undefined
    return command.where === 'staff' ? t('bot.staff-only-place') : t('bot.private-only')
  }

  async function run(command: Command, request: Request): Promise<Reply> {
    const refused = refusal(command, request)
    return refused === undefined ? command.handle(request, app) : reply(html`${refused}`)
  }

  return {
    /** @param name as it was typed, without the slash */
    async command(name: string, request: Request): Promise<Reply> {
      const command = byName.get(name.toLowerCase())
      return command === undefined ? unknownCommandView(name, request.menu, request.t) : run(command, request)
    },

    async question(request: Request): Promise<Reply> {
      return this.command(questionCommand, request)
    },

    /** @param data `<command>:<button>:<id>[:<version>]` */
    async press(data: string, request: Request, messageId: number): Promise<Reply> {
      const [name = '', button = '', id = '', version] = data.split(':')
      const command = byName.get(name)
      if (command === undefined) return toast(request.t('bot.button-outdated'))
      const refused = refusal(command, request)
      if (refused !== undefined) return toast(refused)
      if (button === 'show') return command.handle({ ...withBook(request), text: id }, app)
      const handle =
        command.buttons !== undefined && Object.hasOwn(command.buttons, button) ? command.buttons[button] : undefined
      if (handle === undefined) return toast(request.t('bot.button-outdated'))
      return handle({ ...withBook(request), id, version, messageId }, app)
    },
  }
}

/** A copy that still opens the book only when it is asked for. */
function withBook(request: Request): Request {
  return Object.defineProperties({ ...request }, Object.getOwnPropertyDescriptors(request))
}
