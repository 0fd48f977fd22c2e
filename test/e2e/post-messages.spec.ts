import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Page } from '@playwright/test'
import { UNEXPECTED_MESSAGES } from '../portal/unexpectedMessages'
import { expect, test as base } from './fixtures'

/** Records the messages that a page receives, in `window.messages`. Runs as an init script. */
function recordMessages(): void {
  Object.assign(window, { messages: [] })
  addEventListener('message', (event) => (window as unknown as { messages: unknown[] }).messages.push(event.data))
}

const test = base.extend<{ foreignOrigin: string }>({
  /** A page of another origin, to be embedded in the portal's page. */
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

/** The callback keys of the app's messages so far, oldest first. */
async function messageKeys(page: Page): Promise<string[]> {
  const messages = await page.evaluate(() => (window as unknown as { messages: unknown[] }).messages)
  return messages.flatMap((message) => (typeof message === 'string' ? [message.split(':').at(-2) ?? ''] : []))
}

/** A valid reply to the app's first message, which the unresponsive portal does not send itself. */
async function validReply(page: Page): Promise<string> {
  await expect.poll(() => messageKeys(page)).not.toEqual([])
  const opening = JSON.parse((await page.locator('#opening').textContent()) ?? '') as { init: object }
  return `${(await messageKeys(page))[0]}:${JSON.stringify(opening.init)}`
}

test.describe('a valid handshake reply', () => {
  test.use({ ownContext: true })

  test.beforeEach(async ({ app, page, portal }) => {
    await page.clock.install()
    await page.addInitScript(recordMessages)
    portal.settings.host = 'silent'
    await app.open()
    await expect(app.input).toBeVisible()
  })

  test('is ignored from another origin', async ({ app, page, foreignOrigin }) => {
    const reply = await validReply(page)
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
    // The message arrived: the recorder sees it too.
    await expect
      .poll(() => frame.evaluate(() => (window as unknown as { messages: unknown[] }).messages))
      .toEqual([reply])
    await page.clock.runFor(9_000)
    await expect(app.get('theme-toggle')).toHaveCount(0)
    await page.clock.runFor(1_500)
    await app.expectError('silent-portal')
  })

  test('is ignored from the app’s own origin', async ({ app, page }) => {
    const reply = await validReply(page)
    await (await app.contentFrame()).evaluate((text) => postMessage(text, '*'), reply)
    await page.clock.runFor(10_500)
    await app.expectError('silent-portal')
  })

  test('is accepted from the portal’s page', async ({ app, page }) => {
    await sendFromPortal(page, [await validReply(page)])
    await expect(app.get('theme-toggle')).toBeVisible()
    await page.clock.runFor(10_500)
    await app.ask('733')
    await app.expectStage('733')
  })
})

/** Sends messages from the portal's page to the app's frame. */
function sendFromPortal(page: Page, messages: unknown[]): Promise<void> {
  return page.evaluate((list) => {
    for (const message of list) window.frames[0]?.postMessage(message, '*')
  }, messages)
}

test.describe('unexpected messages from the portal’s origin are ignored', () => {
  test('after the handshake', async ({ app, page }) => {
    await page.addInitScript(recordMessages)
    await app.open()
    await expect(app.get('directory-list')).toBeVisible()
    const frame = await app.contentFrame()
    const [key = ''] = await messageKeys(page)
    for (const [kind, messages] of Object.entries(UNEXPECTED_MESSAGES)) {
      await sendFromPortal(
        page,
        messages.map((message) => (typeof message === 'string' ? message.replace('KEY', key) : message)),
      )
      await sendFromPortal(page, [kind])
      await expect
        .poll(() => frame.evaluate(() => (window as unknown as { messages: unknown[] }).messages))
        .toContain(kind)
      await app.ask('734')
      await expect.soft(app.card, kind).toHaveAttribute('data-stage-id', '734')
      await app.ask('733')
      await expect.soft(app.card, kind).toHaveAttribute('data-stage-id', '733')
      await expect.soft(frame.locator('html'), kind).toHaveAttribute('lang', 'en')
    }
    expect(await frame.evaluate(() => Reflect.get({}, 'polluted') as unknown)).toBeUndefined()
  })

  test('during the handshake', async ({ app, page }) => {
    await page.addInitScript(
      (messages) => {
        if (window !== top) return
        addEventListener('message', ({ source }) => {
          for (const message of messages) source?.postMessage(message, { targetOrigin: '*' })
        })
      },
      Object.values(UNEXPECTED_MESSAGES)
        .flat()
        .filter((message) => typeof message !== 'string' || message.length < 1_000),
    )
    await app.openStage('733')
    await app.expectStage('733')
  })
})

// One reply that is not JSON, and one that is not an object. `test/app` covers all other invalid replies.
for (const reply of ['{', 'null']) {
  test(`an invalid handshake reply shows an error, and a retry recovers: ${reply}`, async ({ app, page, portal }) => {
    await page.addInitScript(recordMessages)
    portal.settings.host = 'silent'
    await app.open()
    await expect.poll(() => messageKeys(page)).not.toEqual([])
    await sendFromPortal(page, [`${(await messageKeys(page))[0]}:${reply}`])
    portal.settings.host = 'answers'
    await app.expectError('bad-answer')
    await app.get('stage-retry').click()
    await app.ask('733')
    await app.expectStage('733')
  })
}

test('a different PROTOCOL in init data is refused, because it changes the checked origin', async ({
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

test('HTML in init data strings is not rendered as markup', async ({ app, portal }) => {
  const markup =
    '<b data-injected>"</b><img data-injected src=x onerror="window.hacked=1"><script data-injected>window.hacked=1</script>{{ window.hacked=1 }}'
  portal.initData = {
    LANG: markup,
    PATH: markup,
    DOMAIN: markup,
    MEMBER_ID: markup,
    REFRESH_ID: markup,
    PLACEMENT: markup,
    PLACEMENT_OPTIONS: { id: markup, params: { id: markup }, [markup]: markup },
    USER_OPTIONS: {
      [markup]: markup,
      stageCard: JSON.stringify({ entityId: markup, form: markup, theme: markup, stageId: markup }),
    },
  }
  await app.open()
  await app.ask('733')
  await app.expectStage('733')
  await expect(app.frame.locator('[data-injected]')).toHaveCount(0)
  expect(await app.frame.locator('html').evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined()
})
