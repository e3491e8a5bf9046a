import { z } from 'zod'
import type { Faults } from './faults.ts'
import type { Uploads } from './files.ts'
import { parseParameters, type RawCall } from './parameters.ts'
import type { Profile } from './profile.ts'
import type { Queries } from './queries.ts'
import type { Updates } from './updates.ts'
import type { Webhook } from './webhook.ts'
import type { World } from './world.ts'

/** Something that Telegram would swallow without a word, and a test should not. */
export type Warning = { readonly kind: 'dropped-entities'; readonly chatId: number; readonly count: number }

/** Everything behind the HTTP door. */
export type Machine = {
  readonly world: World
  readonly updates: Updates
  readonly webhook: Webhook
  readonly queries: Queries
  readonly profile: Profile
  readonly faults: Faults
  readonly warnings: Warning[]
}

export type MethodContext = { readonly machine: Machine; readonly uploads: Uploads; readonly signal: AbortSignal }
export type Method = (call: RawCall, machine: Machine, signal: AbortSignal) => unknown

/** A Bot API method: the shape of its parameters, and what it does; it returns `result` or throws a Refusal. */
export function method<Shape extends z.ZodRawShape>(
  shape: Shape,
  run: (parameters: z.output<z.ZodObject<Shape>>, context: MethodContext) => unknown,
): Method {
  const object = z.object(shape)
  return (call, machine, signal) =>
    run(parseParameters(object, call.values), { machine, uploads: call.uploads, signal })
}
