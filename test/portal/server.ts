import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeEach } from 'vitest'
import { answerRest } from './http'
import { servePortal } from './pages'
import { createPortal, type Portal } from './portal'

/** A portal served over HTTP for one test file. */
export interface Served {
  portal: Portal
  origin: string
  /** Changes the body of REST answers; by default it returns the body unchanged. */
  transformBody: (text: string) => string
}

/** Posts JSON. */
export function postJson(address: string, data: object = {}): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' }
  return fetch(address, { method: 'POST', headers, body: JSON.stringify(data) })
}

const unchanged = (text: string): string => text

/** Serves a portal on a free port until the tests of the file end, and resets it before each test. */
export async function startPortal(): Promise<Served> {
  const portal = createPortal()
  const server = createServer((request, response) => {
    const rest = request.url?.startsWith('/rest/')
    void (rest ? answerRest(portal, request, response, served.transformBody) : servePortal(portal, request, response))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const { port } = server.address() as AddressInfo
  const served: Served = { portal, origin: `http://localhost:${port}`, transformBody: unchanged }
  beforeEach(() => {
    portal.reset()
    served.transformBody = unchanged
  })
  afterAll(() => {
    server.close()
    // A request without an answer would keep the server open.
    server.closeAllConnections()
  })
  return served
}
