import { noteUnanswered } from '../actions/note-unanswered.ts'
import type { App } from '../app.ts'
import { mayUse } from '../domain/access.ts'
import { unknownCommandView } from '../views/help.ts'
import { html } from '../views/html.ts'
import { type Reply, reply, toast } from '../views/reply.ts'
import { type Command, isCancel } from './command.ts'
import type { Request } from './request.ts'
import { mayUseHere } from './requests.ts'

/** Questions in plain words are this command's text. */
const questionCommand = 'ask'

export type Router = ReturnType<typeof createRouter>

/** That a question is counted matters less than that whoever asked is told something. */
function count(asked: NonNullable<Reply['unanswered']>, { clearance }: Request, app: App): void {
  try {
    noteUnanswered(app, { ...asked, clearance })
  } catch (error) {
    app.log.warn({ err: error }, 'a question without an answer could not be counted')
  }
}

/** Finds who answers: the command objects are the only registry. Knows nothing of Telegram. */
export function createRouter(app: App, commands: readonly Command[]) {
  const byName = new Map<string, Command>(commands.map((command) => [command.name, command]))

  function refusal(command: Command, { viewer, chat, t }: Request): string | undefined {
    if (!mayUse(viewer.access, command.access))
      return t(command.access === 'focal-point' ? 'bot.for-focal-points' : 'bot.not-for-you')
    if (mayUseHere(command, viewer.access, chat.place)) return undefined
    return command.where === 'staff' ? t('bot.staff-only-place') : t('bot.private-only')
  }

  /** In a group such a command is for those who administer it; in the staff chat for all who are there. */
  async function refusalHere(command: Command, request: Request): Promise<string | undefined> {
    const { place, address } = request.chat
    if (command.where !== 'administrators' || place === 'private') return refusal(command, request)
    if (place === 'staff-chat') return undefined
    const { kind } = await request.administers(address)
    return kind === 'administrator' ? undefined : request.t('bot.chat-administrators-only')
  }

  async function run(command: Command, request: Request): Promise<Reply> {
    const refused = await refusalHere(command, request)
    if (refused !== undefined) return reply(html`${refused}`)
    const answer = await command.handle(request, app)
    if (answer.unanswered !== undefined) count(answer.unanswered, request, app)
    return answer
  }

  return {
    /** @param name as it was typed, without the slash */
    knows: (name: string): boolean => byName.has(name.toLowerCase()),

    /** Why this person may not use the command here; undefined where they may. */
    refusal: refusalHere,

    /** @param name as it was typed, without the slash */
    async command(name: string, request: Request): Promise<Reply> {
      const command = byName.get(name.toLowerCase())
      if (command === undefined && isCancel(name)) return reply(html`${request.t('bot.nothing-open')}`)
      return command === undefined ? unknownCommandView(name, request.menu, request.t) : run(command, request)
    },

    async question(request: Request): Promise<Reply> {
      return this.command(questionCommand, request)
    },

    /** The command that takes such a file from this person here; undefined where none does. */
    documentCommand(
      fileName: string,
      { viewer, chat }: Request,
    ): (Command & Pick<Required<Command>, 'document'>) | undefined {
      for (const command of commands) {
        const { document } = command
        if (document?.accepts(fileName) === true && mayUseHere(command, viewer.access, chat.place))
          return { ...command, document }
      }
      return undefined
    },

    /** A shared location, in a private chat. */
    async location(request: Request, at: { latitude: number; longitude: number }): Promise<Reply> {
      const command = commands.find(({ location }) => location !== undefined)
      return command?.location?.(request, at, app) ?? reply(html`${request.t('bot.text-only')}`)
    },

    /** @param data `<command>:<button>:<id>[:<version>]` */
    async press(data: string, request: Request, messageId: number): Promise<Reply> {
      const [name = '', button = '', id = '', version] = data.split(':')
      const command = byName.get(name)
      if (command === undefined) return toast(request.t('bot.button-outdated'))
      const refused = await refusalHere(command, request)
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
