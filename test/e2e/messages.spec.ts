import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { expect, test as base } from './fixtures'

/** Keeps what the portal's page hears from the app, from the first message on. */
function listen(): void {
  Object.assign(window, { heard: [] })
  addEventListener('message', (event) => (window as unknown as { heard: unknown[] }).heard.push(event.data))
}

const test = base.extend<{ foreignOrigin: string }>({
  /** A page of somebody else, to be put into the portal's page. */
  foreignOrigin: async ({}, use) => {
    const server = createServer((_, response) => {
      response.setHeader('Content-Type', 'text/html')
      response.end('<!doctype html><title>foreign</title><link rel="icon" href="data:,">')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use(`http://evil.localhost:${(server.address() as AddressInfo).port}`)
    server.close()
  },
})

/** The keys of the app's messages so far, oldest first. */
async function keysOf(page: Page): Promise<string[]> {
  const heard = await page.evaluate(() => (window as unknown as { heard: unknown[] }).heard)
  return heard.flatMap((message) => (typeof message === 'string' ? [message.split(':').at(-2) ?? ''] : []))
}

/** A perfect answer to the app's first message, which the portal itself leaves unanswered. */
async function perfectReply(page: Page): Promise<string> {
  await expect.poll(() => keysOf(page)).not.toEqual([])
  const opening = JSON.parse((await page.locator('#opening').textContent()) ?? '') as { init: object }
  return `${(await keysOf(page))[0]}:${JSON.stringify(opening.init)}`
}

test.describe('a perfect answer to a portal that is silent', () => {
  test.use({ own: true })

  test.beforeEach(async ({ app, page, portal }) => {
    await page.clock.install()
    await page.addInitScript(listen)
    portal.settings.host = 'silent'
    await app.open()
    await expect(app.input).toBeVisible()
  })

  test('is not taken from another origin', async ({ app, page, foreignOrigin }) => {
    const reply = await perfectReply(page)
    const frame = await app.contentFrame()
    await page.evaluate((source) => {
      const frame = document.createElement('iframe')
      frame.src = source
      document.body.append(frame)
      return new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }))
    }, `${foreignOrigin}/`)
    const foreign = page.frames().find((frame) => frame.url().startsWith(foreignOrigin))
    await foreign?.evaluate((text) => {
      parent.frames[0]?.postMessage(text, '*')
    }, reply)
    // It did come: messages are seen by all listeners.
    await expect.poll(() => frame.evaluate(() => (window as unknown as { heard: unknown[] }).heard)).toEqual([reply])
    await page.clock.runFor(9_000)
    await expect(app.get('theme-toggle')).toHaveCount(0)
    await page.clock.runFor(1_500)
    await app.expectError('silent-portal')
  })

  test('is not taken from the app’s own origin', async ({ app, page }) => {
    const reply = await perfectReply(page)
    await (await app.contentFrame()).evaluate((text) => postMessage(text, '*'), reply)
    await page.clock.runFor(10_500)
    await app.expectError('silent-portal')
  })

  test('is taken from the portal’s page: so it was perfect', async ({ app, page }) => {
    await say(page, [await perfectReply(page)])
    await expect(app.get('theme-toggle')).toBeVisible()
    await page.clock.runFor(10_500)
    await app.ask('733')
    await app.expectStage('733')
  })
})

/** Has the portal's page send messages to the app's frame. */
function say(page: Page, messages: unknown[]): Promise<void> {
  return page.evaluate((all) => {
    for (const message of all) window.frames[0]?.postMessage(message, '*')
  }, messages)
}

/** What nobody has asked for. In strings, `KEY` stands for the key of the app's first message, which was answered. */
const JUNK: Record<string, unknown[]> = {
  'malformed strings': [
    '',
    ':',
    '::::',
    ' ',
    '\u0000',
    'getInitData',
    'refreshAuth',
    '\ud800',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
  ],
  'invalid JSON': [
    'no-such-key:{',
    'no-such-key:undefined',
    'no-such-key:{"a":}',
    'no-such-key:[1,',
    'no-such-key:NaN',
    'no-such-key:{"a":1}}',
    ':{',
  ],
  'unknown keys': [
    'no-such-key:{}',
    'no-such-key:',
    '__proto__:{"polluted":true}',
    'constructor:{}',
    'toString:1',
    'hasOwnProperty:',
    'undefined:1',
    'null:null',
    '00000000-0000-4000-8000-000000000000:{"AUTH_ID":"x"}',
  ],
  'no strings': [
    null,
    0,
    1,
    true,
    [],
    {},
    [[['x:{}']]],
    { id: 'x', args: {} },
    { method: 'getInitData', callback: 'x' },
    new Date(0),
  ],
  'huge strings': [
    'x'.repeat(5_000_000),
    `${':'.repeat(5_000_000)}`,
    `no-such-key:"${'x'.repeat(5_000_000)}"`,
    `no-such-key:${'['.repeat(1_000_000)}`,
  ],
  'keys that were used': [
    'KEY:{"AUTH_ID":"stolen","LANG":"de","INSTALL":true}',
    'KEY:',
    'KEY:{',
    'KEY:null',
    'KEY:"x"',
    'KEY:{"polluted":true}',
  ],
}

test.describe('junk from the portal’s own origin is nothing to the app', () => {
  test('after its true answer', async ({ app, page }) => {
    await page.addInitScript(listen)
    await app.open()
    await expect(app.get('directory-list')).toBeVisible()
    const frame = await app.contentFrame()
    const [key = ''] = await keysOf(page)
    for (const [kind, messages] of Object.entries(JUNK)) {
      await say(
        page,
        messages.map((message) => (typeof message === 'string' ? message.replace('KEY', key) : message)),
      )
      await say(page, [kind])
      await expect.poll(() => frame.evaluate(() => (window as unknown as { heard: unknown[] }).heard.at(-1))).toBe(kind)
      await app.ask('734')
      await expect.soft(app.card, kind).toHaveAttribute('data-stage-id', '734')
      await app.ask('733')
      await expect.soft(app.card, kind).toHaveAttribute('data-stage-id', '733')
      await expect.soft(frame.locator('html'), kind).toHaveAttribute('lang', 'en')
    }
    expect(await frame.evaluate(() => Reflect.get({}, 'polluted') as unknown)).toBeUndefined()
  })

  test('before its true answer', async ({ app, page }) => {
    await page.addInitScript(
      (junk) => {
        if (window !== top) return
        addEventListener('message', ({ source }) => {
          for (const message of junk) source?.postMessage(message, { targetOrigin: '*' })
        })
      },
      Object.values(JUNK)
        .flat()
        .filter((message) => typeof message !== 'string' || message.length < 1_000),
    )
    await app.openStage('733')
    await app.expectStage('733')
  })
})

// Every other answer that is none is tried in `test/app`: here one that is no JSON, and one that is no object.
for (const reply of ['{', 'null']) {
  test(`an answer to the handshake that is none: ${reply}`, async ({ app, page, portal }) => {
    await page.addInitScript(listen)
    portal.settings.host = 'silent'
    await app.open()
    await expect.poll(() => keysOf(page)).not.toEqual([])
    await say(page, [`${(await keysOf(page))[0]}:${reply}`])
    portal.settings.host = 'answers'
    await app.expectError('bad-answer')
    await app.get('stage-retry').click()
    await app.ask('733')
    await app.expectStage('733')
  })
}

test('another protocol in init data, which would lead off the origin that was checked', async ({
  app,
  page,
  portal,
}) => {
  portal.initData = { PROTOCOL: 1 }
  await app.open()
  await app.expectError('bad-answer')
  expect(portal.log).toEqual([])
  await expect(app.get('stage-retry')).toHaveText('Reload')
  portal.initData = {}
  await page.reload()
  await app.ask('733')
  await app.expectStage('733')
})

test('markup in every string of init data is text, also under the page’s policy', async ({ app, portal }) => {
  const markup =
    '<b data-foe>"</b><img data-foe src=x onerror="window.hacked=1"><script data-foe>window.hacked=1</script>{{ window.hacked=1 }}'
  portal.initData = {
    LANG: markup,
    PATH: markup,
    DOMAIN: markup,
    MEMBER_ID: markup,
    REFRESH_ID: markup,
    PLACEMENT: markup,
    PLACEMENT_OPTIONS: { id: markup, [markup]: markup },
    USER_OPTIONS: {
      [markup]: markup,
      stageCard: JSON.stringify({ entityId: markup, form: markup, theme: markup, stageId: markup }),
    },
  }
  await app.open()
  await app.ask('733')
  await app.expectStage('733')
  await expect(app.frame.locator('[data-foe]')).toHaveCount(0)
  expect(await app.frame.locator('html').evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined()
})
