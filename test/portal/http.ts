import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Reply } from './faults.ts'
import type { Portal } from './portal.ts'
import { answer } from './rest.ts'

const CORS = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'origin, content-type, accept' }

/**
 * Answers `/rest/…` over HTTP, preflights included.
 * @param transformBody changes the body of an answer before it is sent
 */
export async function answerRest(
  portal: Portal,
  request: IncomingMessage,
  response: ServerResponse,
  transformBody = (text: string) => text,
): Promise<void> {
  if (request.method === 'OPTIONS') {
    portal.preflights += 1
    send(response, { status: 200, body: '' })
    return
  }
  const reply = await answer(portal, {
    address: request.url ?? '',
    body: await bodyOf(request),
    contentType: request.headers['content-type'] ?? '',
  })
  if (reply === 'drop') drop(response)
  else if (reply !== 'hang') send(response, { ...reply, body: transformBody(reply.body) })
}

/** The full URL of a request, over HTTP/1.1 or, with TLS, HTTP/2. */
export function addressOf({ url = '/', headers }: IncomingMessage): URL {
  const { ':scheme': scheme = 'http', ':authority': host = headers.host } = headers
  return new URL(url, `${String(scheme)}://${String(host)}`)
}

/** Reads the body of a request. */
export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString('utf8')
}

/** Drops the connection in the middle of the answer. If it drops before the answer, browsers repeat the request. */
function drop(response: ServerResponse): void {
  response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': 1_000, ...CORS })
  response.write('{"result":', () => response.destroy())
}

function send(
  response: ServerResponse,
  { status, body, contentType = 'application/json; charset=utf-8', cors = true }: Reply,
): void {
  response.writeHead(status, {
    'Content-Type': contentType,
    'X-Content-Type-Options': 'nosniff',
    'Cache-Control': 'no-store',
    ...(cors ? CORS : {}),
  })
  response.end(body)
}
