import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type FeedServer = {
  origin: string
  /** `host:port`, as FEED_PRIVATE_HOSTS wants it. */
  host: string
  requests: IncomingMessage[]
  close(): Promise<void>
}

/** A feed server on a free port of 127.0.0.1, answering each path by its own function; other paths get 404. */
export async function startFeedServer(
  routes: Record<string, (request: IncomingMessage, response: ServerResponse) => void>,
): Promise<FeedServer> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    const route = routes[request.url?.split('?')[0] ?? '']
    if (route === undefined) response.writeHead(404).end()
    else route(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the server has no port')
  const { port } = address
  return {
    origin: `http://127.0.0.1:${port}`,
    host: `127.0.0.1:${port}`,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
