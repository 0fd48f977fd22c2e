import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import type { Frame } from '@playwright/test'
import { generate } from 'selfsigned'
import { build } from 'vite'
import { contextOptions } from '../chromium'
import { addressOf, answerRest } from '../portal/http'
import { bindLinks, openingOf } from '../portal/opening'
import { printable, UNTRUSTED_FRAME_NAMES } from '../unit/untrustedFrameNames'
import { expect, test as base } from './fixtures'

/** The build for any portal is made once. */
base.describe.configure({ mode: 'default' })

const SID = '0123456789abcdef0123456789abcdef'
const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Hosts on one https server: the app at `app.localhost`, and pages at any other name. */
interface Web {
  /** The origin of a host, such as `https://crm.localhost:4430` for `crm`. */
  origin: (host: string) => string
  /** The name that a portal at this host gives the app's frame. */
  nameOf: (host: string) => string
  /** Makes a host show the app, or another page, in a frame. A portal also answers the app's handshake. */
  show: (host: string, frameName: string, page?: string) => void
  /** Answers a host's requests to some path in another way. */
  answer: (host: string, path: string, answer: (response: ServerResponse, url: string) => void) => void
  /** Requests to all hosts except the app's: `crm POST /rest/app.info`. */
  requests: string[]
  /** The same pages without TLS. */
  httpPort: number
}

const test = base.extend<{ web: Web }, { anyPortalBuild: string }>({
  anyPortalBuild: [
    async ({}, use) => {
      const outDir = mkdtempSync(join(tmpdir(), 'stage-card-any-portal-'))
      process.env.VITE_PORTAL_HOSTS = '*'
      await build({ configFile: 'vite.config.ts', logLevel: 'warn', build: { outDir } })
      delete process.env.VITE_PORTAL_HOSTS
      await use(outDir)
      rmSync(outDir, { recursive: true })
    },
    { scope: 'worker' },
  ],
  context: async ({ browser }, use) => {
    const context = await browser.newContext({ ...contextOptions, ignoreHTTPSErrors: true })
    await use(context)
    await context.close()
  },
  web: async ({ portal, anyPortalBuild }, use) => {
    const pages = new Map<string, string>()
    const answers: [host: string, path: string, answer: Parameters<Web['answer']>[2]][] = []
    const requests: string[] = []
    const handle = (request: IncomingMessage, response: ServerResponse): void => {
      const { hostname, pathname } = addressOf(request)
      const host = hostname.replace('.localhost', '')
      if (host === 'app') return sendFile(response, join(anyPortalBuild, pathname === '/' ? 'index.html' : pathname))
      requests.push(`${host} ${request.method} ${pathname}`)
      const [, , other] = answers.find(([of, path]) => of === host && pathname.startsWith(path)) ?? []
      if (other) return other(response, request.url ?? '')
      if (pathname.startsWith('/rest/')) return void answerRest(portal, request, response)
      response.setHeader('Content-Type', TYPES['.html'] ?? '')
      response.end(pages.get(host))
    }
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }])
    const server = createServer({ key, cert }, handle).listen(0, '127.0.0.1')
    const httpServer = createHttpServer(handle).listen(0, '127.0.0.1')
    await Promise.all([once(server, 'listening'), once(httpServer, 'listening')])
    const { port } = server.address() as AddressInfo
    const origin = (host: string) => `https://${host}.localhost:${port}`
    await use({
      origin,
      nameOf: (host) => `${host}.localhost:${port}|1|${SID}`,
      show: (host, frameName, page = `${origin('app')}/?LANG=en`) => {
        bindLinks(portal, `${origin('app')}/`)
        const { init } = openingOf(portal, new URL(`${origin(host)}/marketplace/view/stage-card/?params[id]=733`), '0')
        pages.set(host, pageWith({ frameName, page, init: { ...init, DOMAIN: `${host}.localhost:${port}` } }))
      },
      answer: (...another) => void answers.push(another),
      requests,
      httpPort: (httpServer.address() as AddressInfo).port,
    })
    for (const running of [server, httpServer]) {
      running.closeAllConnections()
      running.close()
    }
  },
})

function sendFile(response: ServerResponse, file: string): void {
  const found = existsSync(file) && statSync(file).isFile()
  response.writeHead(found ? 200 : 404, { 'Content-Type': TYPES[extname(file)] ?? 'text/plain' })
  response.end(found ? readFileSync(file) : '')
}

/** A page with a frame, which answers the handshake of what it shows, and records the messages that it gets. */
function pageWith(settings: { frameName: string; page: string; init: object }): string {
  return `<!doctype html><title>around</title><link rel="icon" href="data:,"><body><script>
    const { frameName, page, init } = ${JSON.stringify(settings).replaceAll('<', '\\u003c')}
    window.messages = []
    addEventListener('message', ({ data, source, origin }) => {
      window.messages.push(data)
      const [command, key] = data.split(':')
      if (command === 'getInitData') source.postMessage(key + ':' + JSON.stringify(init), origin)
    })
    const frame = document.createElement('iframe')
    Object.assign(frame, { name: frameName, src: page, width: 1000, height: 800 })
    frame.dataset.testid = 'app-frame'
    document.body.append(frame)
  </script>`
}

const messagesOf = (frame: Pick<Frame, 'evaluate'>) =>
  frame.evaluate(() => (window as unknown as { messages: unknown[] }).messages)

test('a portal that proves itself gets the card, after one question more at the same time', async ({
  app,
  page,
  portal,
  web,
}) => {
  web.show('crm', web.nameOf('crm'))
  const info = portal.hold('app.info')
  await page.goto(web.origin('crm'))
  const proof = await info.next()
  await expect.poll(() => portal.log.map(({ method }) => method)).toEqual(['crm.status.get', 'app.info'])
  await expect(app.input).toBeVisible()
  await expect(app.card).toHaveCount(0)
  proof.release()
  await app.expectStage('733')
  await expect(app.get('stage-name')).toHaveText('Success')
})

test('the page can connect to its portal and to nothing else', async ({ app, consoleMessages, page, web }) => {
  consoleMessages.allow(/Content Security Policy/)
  web.show('crm', web.nameOf('crm'))
  await page.goto(web.origin('crm'))
  await app.expectStage('733')
  const connections = await app.frame.locator('html').evaluate(
    (_, origins) =>
      Promise.all(
        origins.map((origin) =>
          fetch(`${origin}/rest/server.time`, { mode: 'no-cors' }).then(
            () => 'connected',
            () => 'blocked',
          ),
        ),
      ),
    [web.origin('crm'), web.origin('evil'), web.origin('app'), 'https://acme.bitrix24.com'],
  )
  expect(connections).toEqual(['connected', 'blocked', 'blocked', 'blocked'])
  expect(web.requests.filter((request) => request.startsWith('evil'))).toEqual([])
})

test('the browser also says who opened the app, and a reloaded frame works', async ({ app, page, web }) => {
  web.show('crm', web.nameOf('crm'))
  await page.goto(web.origin('crm'))
  await app.expectStage('733')
  const root = app.frame.locator('html')
  expect(await root.evaluate(() => document.referrer)).toBe(`${web.origin('crm')}/`)
  await root.evaluate((html) => {
    html.dataset.old = ''
    location.reload()
  })
  await expect(app.frame.locator('html:not([data-old])')).toBeAttached()
  await app.expectStage('733')
})

test('a page under a portal’s name gets no message and no request', async ({ app, page, web }) => {
  web.show('evil', web.nameOf('crm'))
  await page.goto(web.origin('evil'))
  await app.expectError('untrusted-portal')
  await expect(app.get('stage-error-details').locator('dd')).toHaveText(new URL(web.origin('evil')).host)
  expect(await messagesOf(page)).toEqual([])
  expect(web.requests).toEqual(['evil GET /'])
})

test('a page under a portal’s name that a portal shows gets no message and no request', async ({ page, web }) => {
  web.show('evil', web.nameOf('crm'))
  web.show('crm', '', `${web.origin('evil')}/`)
  await page.goto(web.origin('crm'))
  const inner = page.frameLocator('iframe')
  await expect(inner.frameLocator('iframe').getByTestId('stage-error')).toHaveAttribute('data-kind', 'untrusted-portal')
  expect(await inner.locator('html').evaluate(() => (window as unknown as { messages: unknown[] }).messages)).toEqual(
    [],
  )
  expect(await messagesOf(page)).toEqual([])
  expect(web.requests).toEqual(['crm GET /', 'evil GET /'])
})

test('a portal in a frame of another page is a portal', async ({ page, web }) => {
  web.show('crm', web.nameOf('crm'))
  web.show('intranet', '', `${web.origin('crm')}/`)
  await page.goto(web.origin('intranet'))
  await expect(page.frameLocator('iframe').frameLocator('iframe').getByTestId('stage-name')).toHaveText('Success')
})

test('a portal over http is refused, whatever it says', async ({ app, page, web }) => {
  for (const frameName of [
    `crm.localhost:${web.httpPort}|0|${SID}`,
    `crm.localhost:${web.httpPort}|1|${SID}`,
    web.nameOf('crm'),
  ]) {
    web.show('crm', frameName)
    await page.goto(`http://crm.localhost:${web.httpPort}/`)
    await app.expectError('untrusted-portal')
    expect(await messagesOf(page)).toEqual([])
  }
  expect(web.requests.filter((request) => request.includes('/rest/'))).toEqual([])
})

// One name of each kind. `test/unit/strangers.test.ts` covers all of them.
test('a stranger’s frame name gets no message and no request', async ({ app, page, web }) => {
  for (const [kind, [name = '']] of Object.entries(UNTRUSTED_FRAME_NAMES)) {
    await test.step(`${kind}: ${printable(name)}`, async () => {
      web.show('stranger', name)
      await page.goto(web.origin('stranger'))
      await expect.soft(app.error, kind).toHaveAttribute('data-kind', 'untrusted-portal')
      expect.soft(await messagesOf(page), kind).toEqual([])
    })
  }
  expect(web.requests.filter((request) => request !== 'stranger GET /')).toEqual([])
})

test('a host that redirects the API to another gets no card, and the other host no token', async ({
  app,
  consoleMessages,
  page,
  web,
}) => {
  consoleMessages.allow(/Content Security Policy/)
  web.show('crm', web.nameOf('crm'))
  web.answer('crm', '/rest/', (response, url) => {
    response.writeHead(307, { Location: web.origin('evil') + url, 'Access-Control-Allow-Origin': '*' })
    response.end()
  })
  await page.goto(web.origin('crm'))
  await app.expectError('network')
  await expect(app.card).toHaveCount(0)
  expect(web.requests.some((request) => request.startsWith('crm POST /rest/app.info'))).toBe(true)
  expect(web.requests.filter((request) => request.startsWith('evil'))).toEqual([])
})

test('a host that has moved is known by its new name only', async ({ app, page, web }) => {
  web.answer('old', '/', (response) => {
    response.writeHead(302, { Location: `${web.origin('crm')}/` })
    response.end()
  })
  web.show('crm', web.nameOf('crm'))
  await page.goto(web.origin('old'))
  await app.expectStage('733')
  web.show('crm', web.nameOf('old'))
  await page.goto(web.origin('old'))
  await app.expectError('untrusted-portal')
})

for (const [what, status, type, body] of [
  ['is no portal', 404, 'text/html', '<h1>Not Found</h1>'],
  ['does not know the app', 400, 'application/json', '{"error":"ACCESS_DENIED","error_description":"Access denied!"}'],
  ['answers anything', 200, 'application/json', '{"result":true,"time":{"start":1,"finish":2,"duration":1}}'],
] as const) {
  test(`a host that ${what} gets nothing but words, and what it said about a stage is not shown`, async ({
    app,
    page,
    web,
  }) => {
    web.show('crm', web.nameOf('crm'))
    web.answer('crm', '/rest/app.info', (response) => {
      response.writeHead(status, { 'Content-Type': type, 'Access-Control-Allow-Origin': '*' })
      response.end(body)
    })
    await page.goto(web.origin('crm'))
    await app.expectError('untrusted-portal')
    await expect(app.error).toContainText('Unknown Bitrix24 address')
    await expect(app.get('stage-error-details')).toContainText(new URL(web.origin('crm')).host)
    await expect(app.get('stage-error-details')).toContainText('app.info')
    await expect(app.card).toHaveCount(0)
    await expect(app.input).toHaveCount(0)
  })
}
