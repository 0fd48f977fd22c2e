import { createHash, X509Certificate } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { generate } from 'selfsigned'
import { preview, type Plugin } from 'vite'
import { addressOf } from '../portal/http'
import { standInPortal } from '../portal/plugin'
import { createPortal, type Portal } from '../portal/portal'
import { createLine, type LineOptions } from './wire'

const ROOT = join(import.meta.dirname, '../..')
/** The folder of the files whose address begins with a prefix. */
const FOLDERS: [prefix: string, folder: string][] = [
  ['/snippet/b24jssdk.js', join(ROOT, 'node_modules/@bitrix24/b24jssdk/dist/umd/index.min.js')],
  ['/snippet/', join(import.meta.dirname, 'snippet')],
  ['/other/', process.env.OTHER_BUILD ?? ''],
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

/** A file as a good server sends it: compressed as much as gzip can. */
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

/** Serves app and snippet alike: compressed; pages are revalidated each time, scripts and styles are kept forever. */
function hosting(): Plugin {
  return {
    name: 'stage-card:bench-hosting',
    configurePreviewServer(server) {
      server.middlewares.use((request, response, next) => {
        const { hostname, pathname } = addressOf(request)
        const file = hostname === 'localhost' ? null : pack(pathname)
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

/** Portal, app and snippet behind a line. */
export interface Served {
  portal: Portal
  portalOrigin: string
  appOrigin: string
  /** For Chromium's `--ignore-certificate-errors-spki-list`. */
  certificateHash: string
  /** Ends all connections. */
  hangUp: () => void
  close: () => Promise<void>
}

/**
 * Starts the portal, the app and the snippet over TLS and HTTP/2, behind one line.
 * @param delay milliseconds that the portal works on each REST call
 */
export async function serve(delay: number, options: LineOptions): Promise<Served> {
  const portal = createPortal()
  portal.settings.delay = delay
  const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }])
  const server = await preview({
    configFile: false,
    build: { outDir: 'test/.build' },
    plugins: [hosting(), standInPortal(portal)],
    preview: { host: '127.0.0.1', port: 4490, strictPort: false, https: { key, cert } },
    logLevel: 'error',
  })
  const line = createLine(options)
  const { port } = server.httpServer.address() as AddressInfo
  return {
    portal,
    portalOrigin: `https://localhost:${await line.wireTo(port)}`,
    appOrigin: `https://127.0.0.1:${await line.wireTo(port)}`,
    certificateHash: hashOf(cert),
    hangUp: line.hangUp,
    close: async () => {
      line.close()
      await server.close()
    },
  }
}

function hashOf(certificate: string): string {
  const { publicKey } = new X509Certificate(certificate)
  return createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('base64')
}
