import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Request } from '@playwright/test'
import { printable as shown, UNTRUSTED_FRAME_NAMES as STRANGERS } from '../unit/untrustedFrameNames'
import { expect, test as base } from './fixtures'
import { loadTexts, textOf } from './texts'

/** A page of whoever wants to embed the app, on a host of theirs; it keeps what it is sent. */
interface Stranger {
  origin: string
  open: (frameName: string) => Promise<void>
  heard: () => Promise<unknown[]>
}

const test = base.extend<{ stranger: Stranger }>({
  stranger: async ({ page, world }, use) => {
    let frameName = ''
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      response.end(`<!doctype html><title>stranger</title><link rel="icon" href="data:,">
        <script>window.heard = []; addEventListener('message', (event) => window.heard.push(event.data))</script>
        <body><script>
          const frame = document.createElement('iframe')
          // By script, since markup cannot hold every character.
          Object.assign(frame, { name: ${JSON.stringify(frameName).replaceAll('<', '\\u003c')}, src: '${world.appOrigin}/?LANG=en' })
          frame.dataset.testid = 'app-frame'
          document.body.append(frame)
        </script>`)
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const origin = `http://evil.localhost:${(server.address() as AddressInfo).port}`
    await use({
      origin,
      open: async (name) => {
        frameName = name
        await page.goto(`${origin}/`)
      },
      heard: () => page.evaluate(() => (window as unknown as { heard: unknown[] }).heard),
    })
    server.close()
  },
})

/** What a frame's name gives for a host, as the notice shows it: with the default ports cut, as the SDK cuts them. */
function hostIn(frameName: string): string {
  return (frameName.split('|', 1)[0] ?? '').replace(/:(80|443)$/, '')
}

test('outside a portal: what this is, and how to install it', async ({ app, page, world }) => {
  await page.goto(`${world.appOrigin}/`)
  const notice = page.getByTestId('stage-error')
  await expect(notice).toHaveAttribute('data-kind', 'outside')
  await expect(notice.getByRole('heading')).toHaveText('Stage Card works inside Bitrix24')
  await expect(page.getByRole('list')).toContainText('Local application')
  await expect(app.input).toHaveCount(0)
})

test('outside a portal, in the browser’s language', async ({ browser, world }) => {
  const page = await browser.newPage({ locale: 'de-AT' })
  await page.goto(`${world.appOrigin}/`)
  await expect(page.getByRole('heading', { name: textOf(loadTexts('de'), 'failure.kind.outside.title') })).toBeVisible()
  await page.close()
})

// Each trick with one name: all names are compared in `test/unit/hosts.test.ts`.
test('strangers as host get no message and no request', async ({ app, page, stranger, world }) => {
  for (const [trick, [name = '']] of Object.entries(STRANGERS)) {
    await test.step(`${trick}: ${shown(name)}`, async () => {
      const requests: string[] = []
      const keep = (request: Request) => {
        if (!request.url().startsWith(world.appOrigin) && !request.url().startsWith('data:'))
          requests.push(request.url())
      }
      page.on('request', keep)
      await stranger.open(name)
      await expect.soft(app.error, trick).toHaveAttribute('data-kind', 'untrusted-portal')
      await expect.soft(app.input, trick).toHaveCount(0)
      expect.soft(await app.frame.locator('html').evaluate(() => window.name), trick).toBe(name)
      // The name alone is refused, not only whoever tells it.
      expect.soft(await app.get('stage-error-details').locator('dd').textContent(), trick).toBe(hostIn(name))
      expect.soft(await stranger.heard(), trick).toEqual([])
      expect.soft(requests, trick).toEqual([`${stranger.origin}/`])
      page.off('request', keep)
    })
  }
})

test('a true portal’s name, told by a page that is not that portal', async ({ app, stranger }) => {
  await stranger.open('acme.bitrix24.com|1|0123456789abcdef0123456789abcdef')
  await app.expectError('untrusted-portal')
  await expect(app.get('stage-error-details')).toContainText(stranger.origin.replace('http://', ''))
  expect(await stranger.heard()).toEqual([])
})

test.describe('a portal that keeps silent', () => {
  test.use({ own: true })

  test.beforeEach(async ({ app, page, portal }) => {
    await page.clock.install()
    portal.settings.host = 'silent'
    const hostAsked = app.hostAsked()
    await app.open()
    await hostAsked
    await expect(app.input).toBeVisible()
    await page.clock.runFor(10_500)
    await app.expectError('silent-portal')
    portal.settings.host = 'answers'
  })

  test('a silent portal is told after ten seconds, and a reload helps', async ({ app, page }) => {
    await page.reload()
    await app.ask('733')
    await app.expectStage('733')
  })

  test('reloading the frame alone helps too, once the portal speaks again', async ({ app }) => {
    await app.get('stage-retry').click()
    await app.ask('733')
    await app.expectStage('733')
  })
})

test('the first opening by a user, which the portal wants to be told of', async ({ app, portal }) => {
  portal.settings.firstRun = true
  await app.openStage('733')
  await app.expectStage('733')
})

// The portal's side of the protocol, spoken by hand: string messages, split at the first and the last two colons.
test('the stand-in portal speaks the frame protocol', async ({ app, world }) => {
  await app.open()
  const frame = await app.contentFrame()
  await frame.waitForLoadState()

  const [host = '', protocol, sid = ''] = (await frame.evaluate(() => window.name)).split('|')
  expect([`http://${host}`, protocol]).toEqual([world.portalOrigin, '0'])
  expect(sid).toMatch(/^[0-9a-f]{32}$/)

  /** Sends a message; gives the reply to `key`. */
  const say = (message: unknown, key: string) =>
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
      [message, key, world.portalOrigin] as const,
    )

  /** Sends a message that must stay unanswered, then one that is answered; gives whatever came until then. */
  const ignored = async (message: unknown) => {
    await frame.evaluate(
      ([message, origin]) => {
        const heard: unknown[] = []
        Object.assign(window, { heard })
        addEventListener('message', (event) => heard.push(event.data))
        parent.postMessage(message, origin)
      },
      [message, world.portalOrigin] as const,
    )
    await say(`setScroll:{"scroll":0}:sentinel:${sid}`, 'sentinel')
    const heard = await frame.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
    return heard.filter((reply) => !String(reply).startsWith('sentinel:'))
  }

  const init = JSON.parse(await say(`getInitData:key1:${sid}`, 'key1')) as Record<string, unknown>
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
  expect(await say(`setUserOption:{"name":"a:b","value":"c:d"}:key2:${sid}`, 'key2')).toBe(
    '{"name":"a:b","value":"c:d"}',
  )
  expect(JSON.parse(await say(`getInitData:key3:${sid}`, 'key3'))).toMatchObject({ USER_OPTIONS: { 'a:b': 'c:d' } })

  const renewed = JSON.parse(await say(`refreshAuth:key4:${sid}`, 'key4')) as Record<string, unknown>
  expect(Object.keys(renewed).toSorted()).toEqual(['AUTH_EXPIRES', 'AUTH_ID', 'REFRESH_ID'])
  expect(renewed.AUTH_ID).not.toBe(init.AUTH_ID)

  expect(
    await say({ method: 'getInitData', params: '', callback: 'key5', appSid: sid }, 'key5'),
    'an object',
  ).toContain('"PLACEMENT"')

  expect(await ignored(`getInitData:key6:${'0'.repeat(32)}`), 'a foreign appSid').toEqual([])
  expect(await ignored(`noSuchCommand:key7:${sid}`), 'an unknown command').toEqual([])
  expect(await ignored('getInitData'), 'no message of ours').toEqual([])
})

test('storage and clipboard refused: everything still works', async ({ app, page }) => {
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
