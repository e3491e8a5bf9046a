import type { World } from './world.ts'

type Found<Answer> = NonNullable<Exclude<Answer, false>>

/**
 * Resolves with what `find` finds (anything but undefined, null and false), looking again at every change.
 * @throws Error after `timeoutMs`, or what `find` throws
 */
export function waitUntil<Answer>(world: World, find: () => Answer, timeoutMs: number): Promise<Found<Answer>> {
  return new Promise((resolve, reject) => {
    const look = () => {
      try {
        const found = find()
        if (!isFound(found)) return
        finish()
        resolve(found)
      } catch (error) {
        finish()
        reject(error)
      }
    }
    const finish = () => {
      stopListening()
      clearInterval(glance)
      clearTimeout(limit)
    }
    const stopListening = world.listen(look)
    // Not everything a caller may wait for is an event of this world.
    const glance = setInterval(look, 25)
    const limit = setTimeout(() => {
      finish()
      reject(new Error(`Nothing came within ${timeoutMs} ms: ${find.toString()}`))
    }, timeoutMs)
    look()
  })
}

function isFound<Answer>(found: Answer): found is Found<Answer> {
  return found !== undefined && found !== null && found !== false
}
