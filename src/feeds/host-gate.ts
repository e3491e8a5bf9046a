/** Lets a limited number of pieces of work run at once for each host; the others wait their turn in order. */
export type HostGate = { within<T>(host: string, work: () => Promise<T>): Promise<T> }

type Door = { running: number; waiting: (() => void)[] }

/** @param limit how many may run at once for one host */
export function createHostGate(limit: number): HostGate {
  const doors = new Map<string, Door>()

  async function enter(host: string): Promise<Door> {
    const door = doors.get(host) ?? { running: 0, waiting: [] }
    doors.set(host, door)
    if (door.running < limit) door.running += 1
    // The place is handed over by `leave`, so `running` does not change here and nobody can slip in between.
    else await new Promise<void>((resolve) => door.waiting.push(resolve))
    return door
  }

  function leave(host: string, door: Door): void {
    const next = door.waiting.shift()
    if (next !== undefined) next()
    else door.running -= 1
    if (door.running === 0) doors.delete(host)
  }

  return {
    async within(host, work) {
      const door = await enter(host)
      try {
        return await work()
      } finally {
        leave(host, door)
      }
    },
  }
}
