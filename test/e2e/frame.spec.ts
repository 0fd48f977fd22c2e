import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Request } from '@playwright/test'
import { printable, UNTRUSTED_FRAME_NAMES } from '../unit/untrustedFrameNames'
import { expect, test as base } from './fixtures'
import { loadTexts, textOf } from './texts'

/** A page on another host that embeds the app and records the messages it receives. */
interface ForeignPage {
  origin: string
  open: (frameName: string) => Promise<void>
  messages: () => Promise<unknown[]>
}

const test = base.extend<{ foreignPage: ForeignPage }>({
  foreignPage: async ({ page, server }, use) => {
    let frameName = ''
    const httpServer = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.end(`<!doctype html><title>foreign</title><link rel="icon" href="data:,">
        <script>window.messages = []; addEventListener('message', (event) => window.messages.push(event.data))</script>
        <body><script>
          const frame = document.createElement('iframe')
          // Set by script, because an attribute cannot hold every character.
          Object.assign(frame, { name: ${JSON.stringify(frameName).replaceAll('<', '\\u003c')}, src: '${server.appOrigin}/?LANG=en' })
          frame.dataset.testid = 'app-frame'
          document.body.append(frame)
        </script>`)
    }).listen(0, '127.0.0.1')
    await once(httpServer, 'listening')
    const origin = `http://evil.localhost:${(httpServer.address() as AddressInfo).port}`
    await use({
      origin,
      open: async (name) => {
        frameName = name
        await page.goto(`${origin}/`)
      },
      messages: () => page.evaluate(() => (window as unknown as { messages: unknown[] }).messages),
    })
    httpServer.close()
  },
})

/** A reply to a message that the app itself sends at any time, such as `resizeWindow`: the SDK uses UUIDs as keys. */
const REPLY_TO_APP = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}:/

/** The host in a frame's name, without a default port, as the SDK parses it and the notice shows it. */
function hostIn(frameName: string): string {
  return (frameName.split('|', 1)[0] ?? '').replace(/:(80|443)$/, '')
}

test('outside a portal, the app explains how to install it', async ({ app, page, server }) => {
  await page.goto(`${server.appOrigin}/`)
  const notice = page.getByTestId('stage-error')
  await expect(notice).toHaveAttribute('data-kind', 'outside')
  await expect(notice.getByRole('heading')).toHaveText('Stage Card works inside Bitrix24')
  await expect(page.getByRole('list')).toContainText('Local application')
  await expect(app.input).toHaveCount(0)
})

test('outside a portal, the app uses the browser’s language', async ({ browser, server }) => {
  const page = await browser.newPage({ locale: 'de-AT' })
  await page.goto(`${server.appOrigin}/`)
  await expect(page.getByRole('heading', { name: textOf(loadTexts('de'), 'failure.kind.outside.title') })).toBeVisible()
  await page.close()
})

// One name of each kind. `test/unit/hosts.test.ts` covers all of them.
test('an untrusted host in the frame’s name gets no message and no request', async ({
  app,
  page,
  foreignPage,
  server,
}) => {
  for (const [kind, [name = '']] of Object.entries(UNTRUSTED_FRAME_NAMES)) {
    await test.step(`${kind}: ${printable(name)}`, async () => {
      const requests: string[] = []
      const record = (request: Request) => {
        if (!request.url().startsWith(server.appOrigin) && !request.url().startsWith('data:'))
          requests.push(request.url())
      }
      page.on('request', record)
      await foreignPage.open(name)
      await expect.soft(app.error, kind).toHaveAttribute('data-kind', 'untrusted-portal')
      await expect.soft(app.input, kind).toHaveCount(0)
      expect.soft(await app.frame.locator('html').evaluate(() => window.name), kind).toBe(name)
      // The notice names the host of the frame's name, so the name was refused, not only the embedding page.
      expect.soft(await app.get('stage-error-details').locator('dd').textContent(), kind).toBe(hostIn(name))
      expect.soft(await foreignPage.messages(), kind).toEqual([])
      expect.soft(requests, kind).toEqual([`${foreignPage.origin}/`])
      page.off('request', record)
    })
  }
})

test('a real portal’s frame name is not trusted on another page', async ({ app, foreignPage }) => {
  await foreignPage.open('acme.bitrix24.com|1|0123456789abcdef0123456789abcdef')
  await app.expectError('untrusted-portal')
  await expect(app.get('stage-error-details')).toContainText(foreignPage.origin.replace('http://', ''))
  expect(await foreignPage.messages()).toEqual([])
})

test.describe('an unresponsive portal', () => {
  test.use({ ownContext: true })

  test.beforeEach(async ({ app, page, portal }) => {
    await page.clock.install()
    portal.settings.host = 'silent'
    const frameMessage = app.waitForFrameMessage()
    await app.open()
    await frameMessage
    await expect(app.input).toBeVisible()
    await page.clock.runFor(10_500)
    await app.expectError('silent-portal')
    portal.settings.host = 'answers'
  })

  test('shows an error after ten seconds, and a page reload recovers', async ({ app, page }) => {
    await page.reload()
    await app.ask('733')
    await app.expectStage('733')
  })

  test('recovers when the retry button reloads the frame', async ({ app }) => {
    await app.get('stage-retry').click()
    await app.ask('733')
    await app.expectStage('733')
  })
})

test('the app works on a user’s first run (FIRST_RUN)', async ({ app, portal }) => {
  portal.settings.firstRun = true
  await app.openStage('733')
  await app.expectStage('733')
})

// Speaks the protocol without the SDK: string messages, split at the first and the last two colons.
test('the stand-in portal implements the frame protocol', async ({ app, server }) => {
  await app.open()
  const frame = await app.contentFrame()
  await frame.waitForLoadState()

  const [host = '', protocol, sid = ''] = (await frame.evaluate(() => window.name)).split('|')
  expect([`http://${host}`, protocol]).toEqual([server.portalOrigin, '0'])
  expect(sid).toMatch(/^[0-9a-f]{32}$/)

  /** Sends a message and resolves to the reply to `key`. */
  const send = (message: unknown, key: string) =>
    frame.evaluate(
      ([message, key, origin]) =>
        new Promise<string>((resolve) => {
          addEventListener('message', function listen(event: MessageEvent<unknown>) {
            if (typeof event.data !== 'string' || event.origin !== origin || !event.data.startsWith(`${key}:`)) return
            removeEventListener('message', listen)
            resolve(event.data.slice(key.length + 1))
          })
          parent.postMessage(message, origin)
        }),
      [message, key, server.portalOrigin] as const,
    )

  /** Sends a message that must get no reply, then one that gets a reply. Resolves to the replies before that one. */
  const repliesTo = async (message: unknown) => {
    await frame.evaluate(
      ([message, origin]) => {
        const messages: unknown[] = []
        Object.assign(window, { messages })
        addEventListener('message', (event) => messages.push(event.data))
        parent.postMessage(message, origin)
      },
      [message, server.portalOrigin] as const,
    )
    await send(`setScroll:{"scroll":0}:sentinel:${sid}`, 'sentinel')
    const messages = await frame.evaluate(() => (window as unknown as { messages: unknown[] }).messages)
    return messages.filter((reply) => !String(reply).startsWith('sentinel:') && !REPLY_TO_APP.test(String(reply)))
  }

  const init = JSON.parse(await send(`getInitData:key1:${sid}`, 'key1')) as Record<string, unknown>
  expect(init).toMatchObject({
    LANG: 'en',
    DOMAIN: host,
    PROTOCOL: 0,
    AUTH_EXPIRES: '3600',
    PLACEMENT: 'DEFAULT',
    INSTALL: false,
    IS_ADMIN: true,
    USER_OPTIONS: [],
  })
  expect(await send(`setUserOption:{"name":"a:b","value":"c:d"}:key2:${sid}`, 'key2')).toBe(
    '{"name":"a:b","value":"c:d"}',
  )
  expect(JSON.parse(await send(`getInitData:key3:${sid}`, 'key3'))).toMatchObject({ USER_OPTIONS: { 'a:b': 'c:d' } })

  const refreshed = JSON.parse(await send(`refreshAuth:key4:${sid}`, 'key4')) as Record<string, unknown>
  expect(Object.keys(refreshed).toSorted()).toEqual(['AUTH_EXPIRES', 'AUTH_ID', 'REFRESH_ID'])
  expect(refreshed.AUTH_ID).not.toBe(init.AUTH_ID)

  expect(
    await send({ method: 'getInitData', params: '', callback: 'key5', appSid: sid }, 'key5'),
    'message as an object',
  ).toContain('"PLACEMENT"')

  expect(await repliesTo(`getInitData:key6:${'0'.repeat(32)}`), 'wrong appSid').toEqual([])
  expect(await repliesTo(`noSuchCommand:key7:${sid}`), 'unknown command').toEqual([])
  expect(await repliesTo('getInitData'), 'incomplete message').toEqual([])
})

test('the app works without storage and clipboard access', async ({ app, page }) => {
  await page.addInitScript(() => {
    for (const storage of ['localStorage', 'sessionStorage', 'indexedDB', 'caches']) {
      Object.defineProperty(window, storage, {
        get() {
          throw new DOMException('denied', 'SecurityError')
        },
      })
    }
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new DOMException('denied', 'NotAllowedError')) },
    })
    document.execCommand = () => false
  })
  await app.openStage('733')
  await app.expectStage('733')
  await app.get('copy').and(app.frame.locator('[data-copies="STATUS_ID"]')).click()
  await expect(app.card).toContainText('press Ctrl+C')
  expect(await app.frame.locator('html').evaluate(() => String(getSelection()))).toBe('DT1038_37:SUCCESS')
})
