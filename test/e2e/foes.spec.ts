import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame, Page } from '@playwright/test'
import { expect, test as base, type App } from './fixtures'

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

/** The app's own frame. */
async function frameOf(page: Page): Promise<Frame> {
  const frame = await (await page.getByTestId('app-frame').elementHandle())?.contentFrame()
  if (!frame) throw new Error('no frame')
  return frame
}

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
  test.beforeEach(async ({ app, page, portal }) => {
    await page.clock.install()
    await page.addInitScript(listen)
    portal.settings.host = 'silent'
    await app.open()
    await expect(app.input).toBeVisible()
  })

  test('is not taken from another origin', async ({ app, page, foreignOrigin }) => {
    const reply = await perfectReply(page)
    const frame = await frameOf(page)
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
    await (await frameOf(page)).evaluate((text) => postMessage(text, '*'), reply)
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
  'malformed strings': ['', ':', '::::', ' ', '\u0000', 'getInitData', 'refreshAuth', '\ud800', '<img src=x onerror=alert(1)>', 'javascript:alert(1)'],
  'invalid JSON': ['no-such-key:{', 'no-such-key:undefined', 'no-such-key:{"a":}', 'no-such-key:[1,', 'no-such-key:NaN', 'no-such-key:{"a":1}}', ':{'],
  'unknown keys': [
    'no-such-key:{}', 'no-such-key:', '__proto__:{"polluted":true}', 'constructor:{}', 'toString:1', 'hasOwnProperty:', 'undefined:1', 'null:null',
    '00000000-0000-4000-8000-000000000000:{"AUTH_ID":"x"}',
  ],
  'no strings': [null, 0, 1, true, [], {}, [[['x:{}']]], { id: 'x', args: {} }, { method: 'getInitData', callback: 'x' }, new Date(0)],
  'huge strings': ['x'.repeat(5_000_000), `${':'.repeat(5_000_000)}`, `no-such-key:"${'x'.repeat(5_000_000)}"`, `no-such-key:${'['.repeat(1_000_000)}`],
  'keys that were used': ['KEY:{"AUTH_ID":"stolen","LANG":"de","INSTALL":true}', 'KEY:', 'KEY:{', 'KEY:null', 'KEY:"x"', 'KEY:{"polluted":true}'],
}

test.describe('junk from the portal’s own origin is nothing to the app', () => {
  for (const [kind, messages] of Object.entries(JUNK)) {
    test(kind, async ({ app, page }) => {
      await page.addInitScript(listen)
      await app.open()
      await expect(app.get('directory-list')).toBeVisible()
      const frame = await frameOf(page)
      const [key = ''] = await keysOf(page)
      const sent = messages.map((message) => (typeof message === 'string' ? message.replace('KEY', key) : message))
      await say(page, sent)
      await say(page, ['the last one'])
      await expect.poll(() => frame.evaluate(() => (window as unknown as { heard: unknown[] }).heard.at(-1))).toBe('the last one')
      await app.ask('733')
      await app.expectStage('733')
      await expect(frame.locator('html')).toHaveAttribute('lang', 'en')
    })
  }

  test('before its true answer', async ({ app, page }) => {
    await page.addInitScript((junk) => {
      if (window !== top) return
      addEventListener('message', ({ source }) => {
        for (const message of junk) source?.postMessage(message, { targetOrigin: '*' })
      })
    }, Object.values(JUNK).flat().filter((message) => typeof message !== 'string' || message.length < 1_000))
    await app.openStage('733')
    await app.expectStage('733')
  })
})

test.describe('an answer to the handshake that is none', () => {
  for (const reply of ['{', '', 'null', '"text"', '5', 'false', '[]', '{}', '{"PROTOCOL":{"toString":1}}']) {
    test(reply || 'nothing', async ({ app, page, portal }) => {
      await page.addInitScript(listen)
      portal.settings.host = 'silent'
      await app.open()
      await expect.poll(() => keysOf(page)).not.toEqual([])
      await say(page, [`${(await keysOf(page))[0]}:${reply}`])
      portal.settings.host = 'answers'
      await expect(app.get('theme-toggle').or(app.error).first()).toBeVisible()
      if (await app.error.isVisible()) {
        await app.expectError('bad-answer')
        await app.get('stage-retry').click()
      }
      await app.ask('733')
      await app.expectStage('733')
    })
  }

  test('another protocol, which would lead off the origin that was checked', async ({ app, page, portal }) => {
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
})

const MARKUP = '<b data-foe>"\'&amp;</b><img data-foe src=x onerror="window.hacked=1"><script data-foe>window.hacked=1</script>{{ window.hacked=1 }}'
const MEGABYTES = 'x'.repeat(5_000_000)
/** What cannot even be made a string. */
const UNSPEAKABLE = { toString: 1, valueOf: 1 }
/** Whatever the portal says of a field, in a type that it never has. */
const WRONG = [7, null, 'false', [], {}, UNSPEAKABLE, MARKUP]
const FIELDS = [
  'LANG', 'DOMAIN', 'PROTOCOL', 'PATH', 'AUTH_ID', 'REFRESH_ID', 'AUTH_EXPIRES', 'MEMBER_ID', 'IS_ADMIN', 'INSTALL', 'FIRST_RUN', 'USER_OPTIONS',
  'APP_OPTIONS', 'PLACEMENT', 'PLACEMENT_OPTIONS',
]

/** What the app shows: itself, its installer, or an error of this kind. */
type Outcome = 'works' | 'installer' | 'bad-answer' | 'auth'

/** What must come of a field's wrong value. */
function outcomeOf(field: string, value: unknown): Outcome {
  // Whatever is true to JavaScript says that the installer runs.
  if (field === 'INSTALL' && Boolean(value)) return 'installer'
  // The SDK reads numbers from these, and stumbles.
  if (['PROTOCOL', 'AUTH_EXPIRES'].includes(field) && value === UNSPEAKABLE) return 'bad-answer'
  // A token that is none: the portal does not know whoever comes with it.
  if (field === 'AUTH_ID' && Boolean(value)) return 'auth'
  return 'works'
}

async function expectOutcome(app: App, outcome: Outcome): Promise<void> {
  if (outcome === 'installer') {
    await expect(app.get('placement-toggle').first()).toBeVisible()
  } else {
    if (outcome !== 'bad-answer') {
      await expect(app.get('theme-toggle')).toBeVisible()
      await app.ask('733')
    }
    if (outcome === 'works') await app.expectStage('733')
    else await expect(app.error.and(app.frame.locator(`[data-kind="${outcome}"]`)).getByRole('heading').first()).not.toBeEmpty()
  }
  await expect(app.frame.locator('[data-foe]')).toHaveCount(0)
  expect(await app.frame.locator('html').evaluate(() => [Reflect.get({}, 'polluted'), Reflect.get([], 'polluted'), Reflect.get(window, 'hacked')])).toEqual([
    undefined, undefined, undefined,
  ])
}

test.describe('init data in wrong types: the app works, or tells what is wrong', () => {
  for (const field of FIELDS) {
    test(field, async ({ app, portal }) => {
      test.slow()
      for (const value of WRONG) {
        await test.step(JSON.stringify(value), async () => {
          portal.initData = { [field]: value }
          await app.open()
          await expectOutcome(app, outcomeOf(field, value))
        })
      }
    })
  }
})

/** The JSON text of one user option, as the app keeps it. */
function kept(text: string): string {
  return JSON.stringify({ USER_OPTIONS: { stageCard: text } })
}

const POISON = '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},"prototype":{"polluted":true}}'

/** Init data as JSON text, since only a parser makes `__proto__` a key like any other. */
const CASES: Record<string, string> = {
  'megabytes in LANG': JSON.stringify({ LANG: MEGABYTES }),
  'megabytes in PLACEMENT': JSON.stringify({ PLACEMENT: MEGABYTES }),
  'megabytes in a PLACEMENT that looks like a record’s': JSON.stringify({ PLACEMENT: `CRM_DYNAMIC_${'1'.repeat(5_000_000)}_LIST_MENU`, PLACEMENT_OPTIONS: [] }),
  'megabytes in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { id: MEGABYTES } }),
  'megabytes of digits in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { id: '7'.repeat(5_000_000) } }),
  'megabytes of marks in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { id: 'id: 7 '.repeat(800_000) } }),
  'megabytes of spaces in an ID': JSON.stringify({ PLACEMENT_OPTIONS: { id: `#${' '.repeat(5_000_000)}x` } }),
  'megabytes in options that are text': JSON.stringify({ PLACEMENT_OPTIONS: MEGABYTES }),
  'megabytes in another user option': JSON.stringify({ USER_OPTIONS: { other: MEGABYTES } }),
  'megabytes instead of user options': JSON.stringify({ USER_OPTIONS: MEGABYTES }),
  'megabytes in what the app keeps': kept(MEGABYTES),
  'megabytes in each thing that the app keeps': kept(JSON.stringify({ entityId: MEGABYTES, form: MEGABYTES, theme: MEGABYTES, stageId: 733 })),
  'lists without an end in what the app keeps': kept('['.repeat(1_000_000)),
  'a deep tree in options': `{"PLACEMENT_OPTIONS":{"id":${'['.repeat(500)}${']'.repeat(500)}}}`,
  'markup in every string': JSON.stringify({
    LANG: MARKUP, PATH: MARKUP, DOMAIN: MARKUP, MEMBER_ID: MARKUP, REFRESH_ID: MARKUP, PLACEMENT: MARKUP, PLACEMENT_OPTIONS: { id: MARKUP, [MARKUP]: MARKUP },
    USER_OPTIONS: { [MARKUP]: MARKUP, stageCard: JSON.stringify({ entityId: MARKUP, form: MARKUP, theme: MARKUP, stageId: MARKUP }) }, APP_OPTIONS: { [MARKUP]: MARKUP },
  }),
  'foreign keys beside the fields': POISON,
  'foreign keys in PLACEMENT_OPTIONS': `{"PLACEMENT_OPTIONS":${POISON}}`,
  'foreign keys in PLACEMENT_OPTIONS that are text': JSON.stringify({ PLACEMENT_OPTIONS: POISON }),
  'an ID that only a prototype has': '{"PLACEMENT_OPTIONS":{"__proto__":{"id":"104","ID":"21"}}}',
  'foreign keys in USER_OPTIONS': `{"USER_OPTIONS":${POISON}}`,
  'foreign keys in APP_OPTIONS': `{"APP_OPTIONS":${POISON}}`,
  'foreign keys in what the app keeps': kept(POISON),
  'stages that are none in what the app keeps': kept(JSON.stringify({ stages: [7, null, [], {}, { ID: '733' }, { ID: UNSPEAKABLE }, { ID: '733', ENTITY_ID: [], STATUS_ID: {}, NAME: 5 }] })),
  'a stage of markup in what the app keeps': kept(
    JSON.stringify({ stages: [{ ID: '733', ENTITY_ID: MARKUP, STATUS_ID: MARKUP, NAME: MARKUP, NAME_INIT: MARKUP, COLOR: `red;background:url(x)${MARKUP}`, [MARKUP]: MARKUP }] }),
  ),
  'a stage of megabytes in what the app keeps': kept(JSON.stringify({ stages: [{ ID: '733', ENTITY_ID: 'SOURCE', STATUS_ID: 'A', NAME: MEGABYTES }] })),
  'stages without an end in what the app keeps': kept(JSON.stringify({ stages: Array.from({ length: 100_000 }, () => ({ ID: '733' })) })),
  'what only a prototype keeps': kept('{"__proto__":{"entityId":"QUOTE_STATUS","theme":"dark"}}'),
  'names of every object’s own for language, place and form': JSON.stringify({
    LANG: '__proto__', PLACEMENT: 'CRM_constructor_LIST_MENU', PLACEMENT_OPTIONS: { ID: '__proto__' },
    USER_OPTIONS: { stageCard: '{"entityId":"__proto__","form":"constructor","theme":"toString"}' },
  }),
  'numbers that are none': kept('{"stageId":1e400,"entityId":7,"form":[],"theme":{}}'),
  'a stage that is no ID': kept('{"stageId":-1}'),
  'a stage that no portal has': kept('{"stageId":9007199254740991}'),
}

test.describe('init data that is a trap: the app works', () => {
  for (const [name, text] of Object.entries(CASES)) {
    test(name, async ({ app, portal }) => {
      portal.initData = JSON.parse(text) as Record<string, unknown>
      await app.open()
      await expectOutcome(app, 'works')
    })
  }
})
