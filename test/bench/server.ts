import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { preview, type Plugin } from 'vite'
import { standInPortal } from '../portal/plugin'
import { createPortal, type Portal } from '../portal/portal'

const ROOT = join(import.meta.dirname, '../..')
/** Where the files lie that an address begins with. */
const FOLDERS: [prefix: string, folder: string][] = [
  ['/snippet/b24jssdk.js', join(ROOT, 'node_modules/@bitrix24/b24jssdk/dist/umd/index.min.js')],
  ['/snippet/', join(import.meta.dirname, 'snippet')],
  ['/', join(ROOT, 'test/.build')],
]
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

interface Packed {
  body: Buffer
  tag: string
  type: string
}

const packed = new Map<string, Packed | null>()

/** A file as a well-kept server sends it: packed as tightly as gzip can. */
function pack(path: string): Packed | null {
  const known = packed.get(path)
  if (known !== undefined) return known
  const [prefix, folder] = FOLDERS.find(([start]) => path.startsWith(start)) ?? ['/', '']
  const file = join(folder, path.slice(prefix.length) || (folder.endsWith('.js') ? '' : 'index.html'))
  const body = existsSync(file) && statSync(file).isFile() ? gzipSync(readFileSync(file), { level: 9 }) : null
  const tag = body ? `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` : ''
  const made = body ? { body, tag, type: `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8` } : null
  packed.set(path, made)
  return made
}

/** Serves app and snippet alike: packed; pages asked for anew each time, scripts and styles kept for good. */
function hosting(): Plugin {
  return {
    name: 'stage-card:bench-hosting',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.headers.host?.startsWith('localhost')) return next()
        const file = pack(new URL(request.url ?? '/', 'http://app').pathname)
        if (!file) return next()
        request.resume()
        const head = {
          'Content-Type': file.type,
          ETag: file.tag,
          'Cache-Control': file.type.startsWith('text/html') ? 'no-cache' : 'public, max-age=31536000, immutable',
        }
        if (request.headers['if-none-match'] === file.tag) {
          response.writeHead(304, head)
          response.end()
          return
        }
        response.writeHead(200, { ...head, 'Content-Encoding': 'gzip', 'Content-Length': file.body.length })
        response.end(file.body)
      })
    },
  }
}

/** Starts the portal, the app and the snippet. `delay` milliseconds pass before every REST answer. */
export async function serve(
  delay: number,
): Promise<{ portal: Portal; portalOrigin: string; appOrigin: string; close: () => Promise<void> }> {
  const portal = createPortal()
  portal.settings.delay = delay
  const server = await preview({
    configFile: false,
    build: { outDir: 'test/.build' },
    plugins: [hosting(), standInPortal(portal)],
    preview: { host: '127.0.0.1', port: 4490, strictPort: false },
    logLevel: 'error',
  })
  const address = server.httpServer.address()
  const port = typeof address === 'object' ? address?.port : undefined
  return {
    portal,
    portalOrigin: `http://localhost:${port}`,
    appOrigin: `http://127.0.0.1:${port}`,
    close: () => server.close(),
  }
}
