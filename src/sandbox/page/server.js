const eventNames = ['snapshot', 'clock', 'message', 'keyboard', 'profile', 'answer', 'inline']

/**
 * Follows what happens, as one persona sees it.
 * @param {string} persona
 * @param {{ onEvent: (name: string, data: any) => void, onConnection: (isConnected: boolean) => void }} listeners
 * @returns {() => void} stops following
 */
export function follow(persona, { onEvent, onConnection }) {
  const source = new EventSource(`/events?persona=${encodeURIComponent(persona)}`)
  source.addEventListener('open', () => onConnection(true))
  source.addEventListener('error', () => onConnection(false))
  for (const name of eventNames) {
    source.addEventListener(name, (event) => onEvent(name, event.data ? JSON.parse(event.data) : undefined))
  }
  return () => source.close()
}

/** Does something as the persona; answers `{ ok, … }` and never throws. */
export async function act(persona, action) {
  try {
    const response = await fetch('/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ persona, ...action }),
    })
    return await response.json()
  } catch {
    return { ok: false }
  }
}
