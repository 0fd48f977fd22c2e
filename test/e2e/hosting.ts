import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { expect, test as base } from './fixtures'

const EXAMPLES = join(import.meta.dirname, '../hosting')
/** The files that the servers serve. */
export const BUILD = join(import.meta.dirname, '../.build')
/** The text of an example configuration. */
export const example = (name: string): string => readFileSync(join(EXAMPLES, name), 'utf8')

/** Debian installs nginx in a directory that only root has in PATH. */
const env = { ...process.env, PATH: [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter) }
/** The directory of nginx's own files, such as `mime.types`; undefined if nginx is not installed. */
const nginxConfPath = /--conf-path=(\S+)/.exec(spawnSync('nginx', ['-V'], { env, encoding: 'utf8' }).stderr ?? '')?.[1]

export const isNginxInstalled = nginxConfPath !== undefined
export const isCaddyInstalled = spawnSync('caddy', ['version'], { env }).status === 0
export const NO_NGINX = 'nginx is not installed (Debian: apt-get install nginx-light)'
export const NO_CADDY = 'Caddy is not installed (Debian: apt-get install caddy)'

/** How a portal opens a hosted app. */
export const POST_FORM = {
  method: 'POST',
  body: new URLSearchParams({ AUTH_ID: 'a'.repeat(70), PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: '{"any":"1"}' }),
}

/** A web server with the example configuration of its name. */
interface ExampleServer {
  origin: string
  /** Starts it, and waits until it responds. */
  start: (transform?: (example: string) => string) => Promise<void>
}

/** Writes a server's configuration into a folder of its own, and returns the command that starts it in the foreground. */
type Configure = (at: { folder: string; port: number }, transform: (example: string) => string) => string[]

async function useServer(configure: Configure, use: (server: ExampleServer) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'stage-card-server-'))
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const running: ChildProcess[] = []
  await use({
    origin,
    start: async (transform = (example) => example) => {
      const [command = '', ...args] = configure({ folder, port }, transform)
      const server = spawn(command, args, {
        env: { ...env, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder },
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      running.push(server)
      let errorOutput = ''
      server.stderr?.on('data', (text: Buffer) => (errorOutput += text.toString()))
      await expect(async () => {
        expect(server.exitCode, errorOutput).toBeNull()
        await fetch(origin)
      }).toPass({ timeout: 10_000 })
    },
  })
  for (const server of running) {
    const exited = server.exitCode === null ? once(server, 'exit') : null
    server.kill()
    await exited
  }
  rmSync(folder, { recursive: true })
}

const configureNginx: Configure = ({ folder, port }, transform) => {
  const site = example('nginx.conf')
    .replace('listen 8080;', `listen 127.0.0.1:${port};`)
    .replace('root /srv/stage-card;', `root "${BUILD}";`)
  writeFileSync(join(folder, 'site.conf'), transform(site))
  writeFileSync(join(folder, 'nginx.conf'), mainConf(dirname(nginxConfPath ?? '')))
  mkdirSync(join(folder, 'temp'))
  return ['nginx', '-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr']
}

/** A main configuration like Debian's, but for one foreground process that writes only to its own directory. */
function mainConf(confDirectory: string): string {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path temp/${name};`)
    .join(' ')
  return `daemon off; master_process off; pid nginx.pid;
    events {}
    http { include ${confDirectory}/mime.types; default_type application/octet-stream; access_log off; ${temp} include site.conf; }`
}

const configureCaddy: Configure = ({ folder, port }, transform) => {
  const site = example('Caddyfile')
    .replace('stage-card.example.com {', `http://127.0.0.1:${port} {`)
    .replace('root * /srv/stage-card', `root * "${BUILD}"`)
  const file = join(folder, 'Caddyfile')
  writeFileSync(file, `{\n\tadmin off\n}\n${transform(site)}`)
  return ['caddy', 'run', '--adapter', 'caddyfile', '--config', file]
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

export const test = base.extend<{ nginx: ExampleServer; caddy: ExampleServer }>({
  nginx: ({}, use) => useServer(configureNginx, use),
  caddy: ({}, use) => useServer(configureCaddy, use),
})
