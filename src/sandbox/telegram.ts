import type { AddressInfo } from 'node:net'
import { type Fault, Faults } from './telegram/faults.ts'
import type { Machine } from './telegram/machine.ts'
import { createPeople } from './telegram/people.ts'
import { Profile } from './telegram/profile.ts'
import { Queries } from './telegram/queries.ts'
import { carryOut, createTelegramServer } from './telegram/server.ts'
import { Updates } from './telegram/updates.ts'
import { createWatching } from './telegram/watching.ts'
import { Webhook } from './telegram/webhook.ts'
import { World } from './telegram/world.ts'

export type SandboxTelegramOptions = {
  /** `<number>:<words>`; the number is the bot's user id. */
  readonly token: string
  readonly botUser: { readonly firstName: string; readonly username: string }
  /** The bot's own clock, so that messages carry the dates the bot believes in. */
  readonly now: () => Date
  /** On 127.0.0.1; a free one when left out. */
  readonly port?: number
}

export type SandboxTelegram = Awaited<ReturnType<typeof startSandboxTelegram>>

/**
 * A small local Telegram: the Bot API over HTTP at `${url}/bot<token>/<method>`, as strict as the real one about what
 * this bot uses, with people and chats driven from the program. It never reaches beyond this machine.
 */
export async function startSandboxTelegram(options: SandboxTelegramOptions) {
  const { token, botUser, now, port = 0 } = options
  const botId = Number(/^(\d+):./.exec(token)?.[1])
  if (!Number.isSafeInteger(botId)) throw new Error('A sandbox token reads <number>:<words>')
  const machine = assemble(new World({ id: botId, ...botUser }, now))
  const { server, calls } = createTelegramServer(machine, token)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  const boundPort = portOf(server.address())
  return {
    ...createPeople(machine),
    ...createWatching(machine, calls),
    url: `http://127.0.0.1:${boundPort}`,
    port: boundPort,
    token,
    bot: machine.world.bot,
    now,
    injectFault: (fault: Fault): void => machine.faults.inject(fault),
    clearFaults: (): void => machine.faults.clear(),
    /** Ends it: waiting polls are answered, connections closed. */
    stop: async (): Promise<void> => {
      machine.webhook.stop()
      machine.updates.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function assemble(world: World): Machine {
  const updates = new Updates()
  const machine: Machine = {
    world,
    updates,
    webhook: new Webhook(updates, async (name, values) => {
      await carryOut(machine, name, { values, uploads: new Map() })
    }),
    queries: new Queries(),
    profile: new Profile(),
    faults: new Faults(),
    warnings: [],
  }
  return machine
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The sandbox has no port')
  return address.port
}
