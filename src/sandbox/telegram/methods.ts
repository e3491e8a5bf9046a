import type { Method } from './machine.ts'
import * as answering from './methods/answering.ts'
import * as chats from './methods/chats.ts'
import * as describing from './methods/describing.ts'
import * as editing from './methods/editing.ts'
import * as receiving from './methods/receiving.ts'
import * as sending from './methods/sending.ts'

/** The methods the bot uses, and no others, under their names in lower case: Telegram does not look at the case. */
export const methods: ReadonlyMap<string, Method> = new Map(
  Object.entries({ ...answering, ...chats, ...describing, ...editing, ...receiving, ...sending }).map(([name, run]) => [
    name.toLowerCase(),
    run,
  ]),
)
