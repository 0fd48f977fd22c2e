import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { trustedSources } from '../../src/portal/hosts'
import { expect, test as base } from './fixtures'

const EXAMPLES = join(import.meta.dirname, '../hosting')
const BUILD = join(import.meta.dirname, '../.build')
/** Bytes: `gzip_min_length` of the example. */
const SMALLEST_COMPRESSED = 1_024
const example = (name: string) => readFileSync(join(EXAMPLES, name), 'utf8')

/** Debian keeps servers where only root looks. */
const env = { ...process.env, PATH: [process.env.PATH, '/usr/sbin', '/usr/local/sbin'].join(delimiter) }
/** Where nginx has its own files, such as `mime.types`; undefined where there is no nginx. */
const nginxFiles = /--conf-path=(\S+)/.exec(spawnSync('nginx', ['-V'], { env, encoding: 'utf8' }).stderr ?? '')?.[1]

interface Nginx {
  origin: string
  /** Waits until it serves; the example as it is, or changed. */
  start: (change?: (example: string) => string) => Promise<void>
}

const test = base.extend<{ nginx: Nginx }>({
  nginx: async ({}, use) => {
    const prefix = mkdtempSync(join(tmpdir(), 'stage-card-nginx-'))
    const port = await freePort()
    const origin = `http://127.0.0.1:${port}`
    const running: ReturnType<typeof spawn>[] = []
    await use({
      origin,
      start: async (change = (example) => example) => {
        const site = example('nginx.conf')
          .replace('listen 8080;', `listen 127.0.0.1:${port};`)
          .replace('root /srv/stage-card;', `root "${BUILD}";`)
        writeFileSync(join(prefix, 'site.conf'), change(site))
        writeFileSync(join(prefix, 'nginx.conf'), mainConf(dirname(nginxFiles ?? '')))
        mkdirSync(join(prefix, 'temp'))
        const server = spawn('nginx', ['-p', prefix, '-c', join(prefix, 'nginx.conf'), '-e', 'stderr'], {
          env,
          stdio: ['ignore', 'ignore', 'pipe'],
        })
        running.push(server)
        let said = ''
        server.stderr?.on('data', (text: Buffer) => (said += text.toString()))
        await expect(async () => {
          expect(server.exitCode, said).toBeNull()
          await fetch(origin)
        }).toPass({ timeout: 10_000 })
      },
    })
    for (const server of running) {
      const ended = server.exitCode === null ? once(server, 'exit') : null
      server.kill()
      await ended
    }
    rmSync(prefix, { recursive: true })
  },
})

/** What Debian's main file has around a site, but in one process, in the foreground, and with nothing outside its folder. */
function mainConf(files: string): string {
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((what) => `${what}_temp_path temp/${what};`)
    .join(' ')
  return `daemon off; master_process off; pid nginx.pid;
    events {}
    http { include ${files}/mime.types; default_type application/octet-stream; access_log off; ${temp} include site.conf; }`
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

const FORM = {
  method: 'POST',
  body: new URLSearchParams({ AUTH_ID: 'a'.repeat(70), PLACEMENT: 'DEFAULT', PLACEMENT_OPTIONS: '{"any":"1"}' }),
}

for (const name of ['nginx.conf', 'Caddyfile']) {
  test(`${name} lets the portals frame the page that the app trusts, and no others`, () => {
    const policies = [...example(name).matchAll(/Content-Security-Policy "([^"]*)"/g)].map(([, policy]) => policy)
    expect(policies).toEqual([`frame-ancestors ${trustedSources().join(' ')}`])
  })
}

test.describe('nginx', () => {
  test.skip(!nginxFiles, 'nginx is not installed here (on Debian: apt-get install nginx-light)')

  test('the page answers GET and POST alike', async ({ nginx }) => {
    await nginx.start()
    const page = readFileSync(join(BUILD, 'index.html'), 'utf8')
    for (const path of ['/', '/index.html', '/?DOMAIN=acme.bitrix24.com&PROTOCOL=1&LANG=de&APP_SID=0123']) {
      for (const init of [{}, FORM]) {
        const answer = await fetch(nginx.origin + path, init)
        expect(answer.status).toBe(200)
        expect(await answer.text()).toBe(page)
        expect(Object.fromEntries(answer.headers)).toMatchObject({
          'content-type': 'text/html',
          'content-encoding': 'gzip',
          'cache-control': 'no-cache',
          'content-security-policy': `frame-ancestors ${trustedSources().join(' ')}`,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        })
        expect(answer.headers.has('x-frame-options')).toBe(false)
      }
    }
    expect((await fetch(nginx.origin, { method: 'DELETE' })).status).toBe(403)
  })

  test('hashed files are kept for good, and come compressed', async ({ nginx }) => {
    await nginx.start()
    const types: Record<string, RegExp> = { js: /^(text|application)\/javascript$/, css: /^text\/css$/ }
    const files = readdirSync(join(BUILD, 'assets'))
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const answer = await fetch(`${nginx.origin}/assets/${file}`)
      expect(answer.status).toBe(200)
      const content = readFileSync(join(BUILD, 'assets', file))
      expect(Buffer.from(await answer.arrayBuffer()).equals(content)).toBe(true)
      expect(Object.fromEntries(answer.headers)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringMatching(types[file.split('.').at(-1) ?? ''] ?? /^$/),
        'x-content-type-options': 'nosniff',
        // The smallest gain nothing.
        ...(content.length < SMALLEST_COMPRESSED ? {} : { 'content-encoding': 'gzip', vary: 'Accept-Encoding' }),
      })
    }
    expect((await fetch(`${nginx.origin}/assets/${files[0]}`, FORM)).status).toBe(405)
    expect((await fetch(`${nginx.origin}/favicon.svg`)).headers.get('cache-control')).toBe('no-cache')
  })

  test('what is not there is not found, and not for a year', async ({ nginx }) => {
    await nginx.start()
    for (const path of ['/nothing', '/assets/', '/assets/app-00000000.js', '/index.html/x', '/..%2findex.html']) {
      const answer = await fetch(nginx.origin + path)
      expect([path, answer.status, answer.headers.get('cache-control')]).toEqual([
        path,
        path.includes('..') ? 400 : 404,
        null,
      ])
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('the card, in an app that the portal opens by POST', async ({ app, portal, nginx }) => {
    await nginx.start((site) => site.replace('"frame-ancestors ', '"frame-ancestors http://localhost:* '))
    portal.settings.appAddress = `${nginx.origin}/`
    await app.open()
    await app.ask('733')
    await app.expectStage('733')
    await expect(app.get('stage-name')).toHaveText('Success')
  })

  test('a page that is no trusted portal’s does not get the app into its frame', async ({
    app,
    portal,
    nginx,
    page,
    noise,
  }) => {
    noise.allow(/violates the following Content Security Policy directive: "frame-ancestors /)
    await nginx.start()
    portal.settings.appAddress = `${nginx.origin}/`
    const refusal = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
    await app.open()
    await refusal
    await expect(app.input).toHaveCount(0)
  })
})
