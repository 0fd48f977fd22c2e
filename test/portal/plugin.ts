import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import type { AddressInfo, Server } from 'node:net'
import { join } from 'node:path'
import { transformWithOxc, type Connect, type Plugin, type PreviewServer, type ViteDevServer } from 'vite'
import { addressOf } from './http.ts'
import { send, servePortal } from './pages.ts'
import { createPortal, WEBHOOK_SECRET, type Portal } from './portal.ts'

/**
 * Serves a portal at `http://localhost:<port>/` next to the app at `http://127.0.0.1:<port>/`: two origins, as in production.
 * @param portal the state, for tests that change it
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
    // Vite's CORS headers would let any local page read any answer. The portal sends its own.
    config: () => ({ server: { cors: false }, preview: { cors: false } }),
    configureServer: attach,
    configurePreviewServer: attach,
  }
}

function middleware(portal: Portal): Connect.NextHandleFunction {
  return (request, response, next) => {
    if (addressOf(request).hostname === 'localhost') {
      const script = SCRIPTS.find((name) => request.url === `/~portal/${name}`)
      const served = script ? sendScript(response, script) : servePortal(portal, request, response)
      void served.catch((error: unknown) => next(error))
      return
    }
    // A portal opens a hosted app by POST. Servers of static files treat that as GET.
    if (request.method === 'POST') {
      request.resume()
      request.method = 'GET'
    }
    next()
  }
}

const SCRIPTS = ['host.js', 'panel.js', 'protocol.js', 'slider.js']
const compiled = new Map<string, Promise<string>>()

async function sendScript(response: ServerResponse, name: string): Promise<void> {
  send(response, 200, 'text/javascript', await scriptOf(name))
}

/** Compiles a script of the portal's pages, once. */
function scriptOf(name: string): Promise<string> {
  const file = join(import.meta.dirname, name.replace('.js', '.ts'))
  const code =
    compiled.get(name) ??
    readFile(file, 'utf8')
      .then((text) => transformWithOxc(text, file))
      .then((result) => result.code)
  compiled.set(name, code)
  return code
}
