import { readFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { transformWithOxc, type Connect, type Plugin, type PreviewServer, type ViteDevServer } from 'vite'
import { crmPage } from './crm.ts'
import { isFault } from './faults.ts'
import { html, type Html } from './html.ts'
import { answerRest, bodyOf } from './http.ts'
import { layout } from './layout.ts'
import { openingPage } from './opening.ts'
import { createPortal, WEBHOOK_SECRET, type Portal, type Settings } from './portal.ts'

/**
 * Serves a portal at `http://localhost:<port>/` beside the app at `http://127.0.0.1:<port>/`: two origins, as in life.
 * @param portal the state, for tests that want to change it
 */
export function standInPortal(portal: Portal = createPortal()): Plugin {
  const attach = (server: ViteDevServer | PreviewServer) => {
    server.middlewares.use(middleware(portal))
    server.printUrls = () => {
      const { port } = (server.httpServer as Server).address() as AddressInfo
      server.config.logger.info(
        `\n  Portal   http://localhost:${port}/\n\n  Webhook  http://localhost:${port}/rest/1/${WEBHOOK_SECRET}/\n  App      http://127.0.0.1:${port}/  (alone, outside the portal)\n`,
      )
    }
  }
  return {
    name: 'stage-card:stand-in-portal',
    // Vite would let any local page read any answer; who may read what is the portal's own to say.
    config: () => ({ server: { cors: false }, preview: { cors: false } }),
    configureServer: attach,
    configurePreviewServer: attach,
  }
}

function middleware(portal: Portal): Connect.NextHandleFunction {
  return (request, response, next) => {
    if (request.headers.host?.startsWith('localhost')) {
      void servePortal(portal, request, response).catch((error: unknown) => next(error))
      return
    }
    // A portal opens a hosted app by POST; whoever serves the page takes that for a GET.
    if (request.method === 'POST') {
      request.resume()
      request.method = 'GET'
    }
    next()
  }
}

async function servePortal(portal: Portal, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  if (url.pathname.startsWith('/rest/')) return answerRest(portal, request, response)
  if (url.pathname.startsWith('/~portal/')) return serveInside(portal, url.pathname.slice(9), request, response)
  const page = pageOf(portal, url)
  const slider = url.searchParams.get('IFRAME') === 'Y'
  send(response, page ? 200 : 404, 'text/html', layout(portal, { path: url.pathname, slider, ...(page ?? notFound()) }).text)
}

function pageOf(portal: Portal, url: URL): { title: string; content: Html } | null {
  if (url.pathname === '/') return { title: 'Welcome', content: welcome() }
  if (/^\/marketplace\/(app|view)\/stage-card\/$/.test(url.pathname)) {
    return { title: 'Stage Card', content: openingPage(portal, url, url.port || '80') }
  }
  return crmPage(portal, url, url.port || '80')
}

function welcome(): Html {
  return html`<div class="card welcome"><p>A portal on your own machine, with a small CRM in it. It speaks with apps as Bitrix24 does.</p>
    <p><a class="button" href="/marketplace/app/stage-card/">Open Stage Card</a></p>
    <p>Type <strong>733</strong> there: the example of the documentation. Or look at the <a href="/crm/deal/">deals</a> first.</p></div>`
}

function notFound(): { title: string; content: Html } {
  return { title: 'Page not found', content: html`<div class="card"><p>There is nothing here. <a href="/">To the start</a></p></div>` }
}

const here = (file: string) => join(import.meta.dirname, file)

const SCRIPTS = ['host.js', 'panel.js', 'protocol.js', 'slider.js']
const compiled = new Map<string, Promise<string>>()

/** A script of the portal's pages, compiled once. */
function scriptOf(name: string): Promise<string> {
  const file = here(name.replace('.js', '.ts'))
  const code = compiled.get(name) ?? readFile(file, 'utf8').then((text) => transformWithOxc(text, file)).then((done) => done.code)
  compiled.set(name, code)
  return code
}

/** Scripts, style, and what tests and the panel ask of the portal itself. */
async function serveInside(portal: Portal, name: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = request.method === 'POST' ? (JSON.parse((await bodyOf(request)) || '{}') as Record<string, unknown>) : null
  if (name === 'portal.css') return send(response, 200, 'text/css', await readFile(here(name), 'utf8'))
  if (SCRIPTS.includes(name)) return send(response, 200, 'text/javascript', await scriptOf(name))
  if (body && name === 'settings') change(portal.settings, body)
  else if (body && name === 'option') portal.userOptions[String(body.name)] = body.value
  else if (body && name === 'faults' && isFault(String(body.fault))) portal.addFault(body as unknown as Parameters<Portal['addFault']>[0])
  else if (body && name === 'clear') portal.clearFaults()
  else if (body && name === 'expire') portal.expireTokens()
  else if (name === 'token') return send(response, 200, 'text/plain', portal.issueToken())
  const state = name === 'settings' ? portal.settings : { settings: portal.settings, faults: portal.faults, log: portal.log }
  send(response, 200, 'application/json', JSON.stringify(state))
}

/** Takes over settings that there are, in the types that they have. */
function change(settings: Settings, wanted: Record<string, unknown>): void {
  for (const [name, value] of Object.entries(wanted)) {
    const current = Object.hasOwn(settings, name) ? settings[name as keyof Settings] : undefined
    if (typeof current === 'number') Object.assign(settings, { [name]: Number(value) || 0 })
    if (typeof current === 'boolean') Object.assign(settings, { [name]: String(value) === 'true' })
    if (typeof current === 'string') Object.assign(settings, { [name]: String(value) })
  }
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'Content-Type': `${type}; charset=utf-8`, 'Cache-Control': 'no-store' })
  response.end(body)
}
