import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach } from 'vitest'
import { answerRest } from './http'
import { servePortal } from './pages'
import { createPortal, type Portal } from './portal'

/** A portal that is served over HTTP for one file of tests. */
export interface Served {
  portal: Portal
  origin: string
  /** What becomes of the text of REST answers on their way; they arrive as they are, unless a test says otherwise. */
  onItsWay: (text: string) => string
}

/** Sends JSON, and gives the answer. */
export function postJson(address: string, data: object = {}): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' }
  return fetch(address, { method: 'POST', headers, body: JSON.stringify(data) })
}

const untouched = (text: string): string => text

/** Serves a portal on a free port until the file's tests are over; each test finds it as new. */
export async function startPortal(): Promise<Served> {
  const portal = createPortal()
  const server = createServer((request, response) => {
    const rest = request.url?.startsWith('/rest/')
    void (rest ? answerRest(portal, request, response, served.onItsWay) : servePortal(portal, request, response))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const served: Served = { portal, origin: `http://localhost:${port}`, onItsWay: untouched }
  beforeEach(() => {
    portal.reset()
    served.onItsWay = untouched
  })
  afterAll(() => {
    server.close()
    // A question that is never answered would keep it open.
    server.closeAllConnections()
  })
  return served
}
