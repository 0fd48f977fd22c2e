import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { preview, type Plugin } from 'vite'
import { standInPortal } from '../portal/plugin'
import { createPortal, type Portal } from '../portal/portal'

const ROOT = join(import.meta.dirname, '../..')
/** The folder or file for each URL prefix; the first match counts. */
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

interface CompressedFile {
  body: Buffer
  etag: string
  type: string
}

const cache = new Map<string, CompressedFile | null>()

/** Reads a file and compresses it at gzip's highest level; null if there is none. */
function compress(path: string): CompressedFile | null {
  const cached = cache.get(path)
  if (cached !== undefined) return cached
  const [prefix, folder] = FOLDERS.find(([start]) => path.startsWith(start)) ?? ['/', '']
  const file = join(folder, path.slice(prefix.length) || (folder.endsWith('.js') ? '' : 'index.html'))
  const body = existsSync(file) && statSync(file).isFile() ? gzipSync(readFileSync(file), { level: 9 }) : null
  const etag = body ? `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"` : ''
  const compressed = body
    ? { body, etag, type: `${TYPES[extname(file)] ?? 'application/octet-stream'}; charset=utf-8` }
    : null
  cache.set(path, compressed)
  return compressed
}

/** Serves the app and the snippet the same way: compressed, pages with `no-cache`, scripts and styles as immutable. */
function hosting(): Plugin {
  return {
    name: 'stage-card:bench-hosting',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        if (request.headers.host?.startsWith('localhost')) return next()
        const file = compress(new URL(request.url ?? '/', 'http://app').pathname)
        if (!file) return next()
        request.resume()
        const headers = {
          'Content-Type': file.type,
          ETag: file.etag,
          'Cache-Control': file.type.startsWith('text/html') ? 'no-cache' : 'public, max-age=31536000, immutable',
        }
        if (request.headers['if-none-match'] === file.etag) {
          response.writeHead(304, headers)
          response.end()
          return
        }
        response.writeHead(200, { ...headers, 'Content-Encoding': 'gzip', 'Content-Length': file.body.length })
        response.end(file.body)
      })
    },
  }
}

/**
 * Serves the portal, the app and the snippet.
 * @param delay milliseconds before every REST answer
 */
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
