import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame } from '@playwright/test'
import { expect, test as base } from './fixtures'

/** A server of somebody else; it keeps the addresses that it is asked for. */
interface Foe {
  origin: string
  asked: string[]
}

/** Opens a stage in an app into whose page somebody has put markup; gives the app's frame. */
type OpenWith = (markup: string) => Promise<Frame>

const test = base.extend<{ foe: Foe; openWith: OpenWith }>({
  foe: async ({}, use) => {
    const asked: string[] = []
    const server = createServer((request, response) => {
      asked.push(request.url ?? '')
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.end('hacked = 1')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked })
    server.close()
  },
  // A server of its own: browsers let a page that a test has answered for reach nothing on this machine.
  openWith: async ({ app, page, portal, world }, use) => {
    let markup = ''
    const server = createServer((request, response) => {
      void fetch(world.appOrigin + request.url).then(async (answer) => {
        const type = answer.headers.get('Content-Type') ?? ''
        const body = Buffer.from(await answer.arrayBuffer())
        response.setHeader('Content-Type', type)
        response.end(
          type.startsWith('text/html') ? body.toString().replace('<div id="app">', `${markup}<div id="app">`) : body,
        )
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use(async (given) => {
      markup = given
      portal.settings.appAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
      await page.addInitScript(watch)
      await app.openStage('733')
      await app.expectStage('733')
      return app.contentFrame()
    })
    server.close()
    server.closeAllConnections()
  },
})

test.beforeEach(({ noise }) => {
  noise.allow(/Content Security Policy|Trusted/i)
})

/** What the policy forbade: the directive, and the address or the kind of code that it was about. */
interface Violation {
  directive: string
  blocked: string
  /** The beginning of the code, where that is what was forbidden. */
  sample: string
}

/** Notes in every frame what the policy forbids. */
function watch(): void {
  const forbidden: Violation[] = []
  Object.assign(window, { forbidden })
  addEventListener('securitypolicyviolation', ({ effectiveDirective: directive, blockedURI: blocked, sample }) =>
    forbidden.push({ directive, blocked, sample }),
  )
}

function forbiddenIn(frame: Frame): Promise<Violation[]> {
  return frame.evaluate(() => Reflect.get(window, 'forbidden') as Violation[])
}

/** Markup, the directive that it breaks, and what the browser says it was about. */
const MARKUP: Record<string, [directive: string, about: string, markup: (foe: string) => string]> = {
  'an inline script': ['script-src-elem', 'inline', () => '<script>hacked = 1</script>'],
  'an inline module': ['script-src-elem', 'inline', () => '<script type="module">window.hacked = 1</script>'],
  'an inline event handler': ['script-src-attr', 'inline', () => '<img src="data:," onerror="hacked = 1">'],
  'a script from another origin': [
    'script-src-elem',
    '/script.js',
    (foe) => `<script src="${foe}/script.js"></script>`,
  ],
  'a script as data': ['script-src-elem', 'data', () => '<script src="data:text/javascript,hacked=1"></script>'],
  'another base for addresses': ['base-uri', '/', (foe) => `<base href="${foe}/">`],
  'an object': ['object-src', 'its origin', (foe) => `<object data="${foe}/object"></object>`],
  'an embedded file': ['object-src', 'its origin', (foe) => `<embed src="${foe}/embed">`],
  'a frame': ['frame-src', 'its origin', (foe) => `<iframe src="${foe}/frame"></iframe>`],
  'an image from another origin': ['img-src', '/image.png', (foe) => `<img src="${foe}/image.png" alt="">`],
  'a style sheet from another origin': [
    'style-src-elem',
    '/style.css',
    (foe) => `<link rel="stylesheet" href="${foe}/style.css">`,
  ],
  'an inline style sheet': ['style-src-elem', 'inline', () => '<style>body { display: none }</style>'],
  'a style in an attribute': ['style-src-attr', 'inline', () => '<p style="position: fixed; inset: 0">covers all</p>'],
  'a film': ['media-src', '/film', (foe) => `<video src="${foe}/film"></video>`],
}

test('markup that got into the page can do nothing', async ({ foe, openWith }) => {
  const framed = '<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>'
  const link = '<a id="link" href="javascript:hacked = 1">go</a>'
  const form = `<form id="form" method="post" action="${foe.origin}/form"><input name="a" value="b"></form>`
  const frame = await openWith(
    Object.values(MARKUP)
      .map(([, , markup]) => markup(foe.origin))
      .join('') +
      framed +
      link +
      form,
  )
  await frame.evaluate(() => {
    document.getElementById('link')?.click()
    ;(document.getElementById('form') as HTMLFormElement).submit()
  })

  for (const [name, [directive, about]] of Object.entries(MARKUP)) {
    const blocked = about === 'its origin' ? foe.origin : about.startsWith('/') ? foe.origin + about : about
    await expect.soft
      .poll(() => forbiddenIn(frame), name)
      .toContainEqual(expect.objectContaining({ directive, blocked }))
  }
  // Where several break the same rule, their number tells that each was met: two scripts and a link to one; an object and an embedded file.
  const count = async (directive: string, blocked: string): Promise<number> =>
    (await forbiddenIn(frame)).filter((one) => one.directive === directive && one.blocked === blocked).length
  await expect.poll(() => count('script-src-elem', 'inline')).toBe(3)
  await expect.poll(() => count('object-src', foe.origin)).toBe(2)
  await expect
    .poll(() => forbiddenIn(frame), 'a form for another origin')
    .toContainEqual(expect.objectContaining({ directive: 'form-action' }))
  const inner = frame.childFrames().find((child) => child.url() === 'about:srcdoc')
  expect(inner && (await forbiddenIn(inner)), 'a frame of its own markup').toContainEqual(
    expect.objectContaining({ directive: 'script-src-elem' }),
  )

  expect(
    await frame.evaluate(() => [Reflect.get(window, 'hacked') as unknown, document.baseURI === location.href]),
  ).toEqual([undefined, true])
  expect(await frame.locator('body').evaluate((body) => getComputedStyle(body).display)).not.toBe('none')
  expect(foe.asked).toEqual([])
})

/** Code, the directive that it breaks, and what it asks for. It runs by itself, since the browser lets its tools evaluate what they want. */
const CODE: Record<string, [directive: string, about: string, run: (foe: string) => void]> = {
  eval: [
    'require-trusted-types-for',
    'eval|hacked = 1',
    () =>
      setTimeout(() =>
        Promise.resolve('hacked = 1')
          .then(Reflect.get(window, 'eval') as (code: string) => void)
          .catch(() => undefined),
      ),
  ],
  'new Function': [
    'require-trusted-types-for',
    'Function|',
    () =>
      setTimeout(() => {
        try {
          ;(
            Reflect.construct(Reflect.get(window, 'Function') as FunctionConstructor, [
              'window.hacked = 1',
            ]) as () => void
          )()
        } catch {
          // As it must be.
        }
      }),
  ],
  // The smallest module there is: nothing but its mark and its version.
  WebAssembly: [
    'script-src',
    'wasm-eval',
    () =>
      void WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
        () => Object.assign(window, { hacked: 1 }),
        () => undefined,
      ),
  ],
  'a fetch from a stranger': ['connect-src', '/fetch', (foe) => void fetch(`${foe}/fetch`).catch(() => undefined)],
  'a fetch from the app’s own server': [
    'connect-src',
    'favicon.svg',
    () => void fetch('./favicon.svg').catch(() => undefined),
  ],
  'an older request': [
    'connect-src',
    '/request',
    (foe) => {
      const request = new XMLHttpRequest()
      request.open('POST', `${foe}/request`)
      request.send('a')
    },
  ],
  'a beacon': ['connect-src', '/beacon', (foe) => navigator.sendBeacon(`${foe}/beacon`, 'a')],
  'a socket': ['connect-src', 'ws://', (foe) => void new WebSocket(foe.replace('http', 'ws'))],
  'a stream of events': ['connect-src', '/events', (foe) => void new EventSource(`${foe}/events`)],
  'an image': ['img-src', '/image.png', (foe) => Object.assign(new Image(), { src: `${foe}/image.png` })],
  'a font': [
    'font-src',
    '/font.woff2',
    (foe) => void new FontFace('foe', `url(${foe}/font.woff2)`).load().catch(() => undefined),
  ],
  'a module from another origin': [
    'script-src-elem',
    '/module.js',
    (foe) => void import(/* @vite-ignore */ `${foe}/module.js`).catch(() => undefined),
  ],
}

test('code that got into the page reaches nobody', async ({ foe, openWith }) => {
  const frame = await openWith('')
  for (const [name, [directive, about, run]] of Object.entries(CODE)) {
    const before = (await forbiddenIn(frame)).length
    await frame.evaluate(run, foe.origin)
    const told = async (): Promise<string[]> =>
      (await forbiddenIn(frame))
        .slice(before)
        .map(({ directive, blocked, sample }) => `${directive} ${blocked} ${sample}`)
    await expect.soft.poll(told, name).toContainEqual(expect.stringContaining(directive))
    expect.soft((await told()).join('\n'), name).toContain(about)
  }
  expect(await frame.evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined()
  expect(foe.asked).toEqual([])
})

test('text is made neither markup nor code', async ({ foe, openWith }) => {
  const frame = await openWith('')
  expect(await forbiddenIn(frame), 'what the app does by itself').toEqual([])
  const thrown = await frame.evaluate((origin) => {
    const acts: Record<string, () => unknown> = {
      innerHTML: () => (document.createElement('p').innerHTML = '<b>bold</b>'),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b data-foe>bold</b>'),
      'script.src': () => (document.createElement('script').src = `${origin}/script.js`),
      'script.text': () => (document.createElement('script').text = 'hacked = 1'),
      'iframe.srcdoc': () => (document.createElement('iframe').srcdoc = '<b>bold</b>'),
      'an event handler': () => document.createElement('p').setAttribute('onclick', 'hacked = 1'),
      parser: () => new DOMParser().parseFromString('<b>bold</b>', 'text/html'),
      'a policy': () =>
        (Reflect.get(window, 'trustedTypes') as { createPolicy: (name: string, rules: object) => object }).createPolicy(
          'foe',
          {},
        ),
    }
    return Object.entries(acts).map(([name, act]) => {
      try {
        act()
        return `${name}: done`
      } catch (error) {
        return `${name}: ${(error as Error).name}`
      }
    })
  }, foe.origin)
  expect(thrown.filter((line) => !line.endsWith(': TypeError'))).toEqual([])
  await expect
    .poll(() => forbiddenIn(frame))
    .toContainEqual(expect.objectContaining({ directive: 'require-trusted-types-for' }))
  expect(await frame.evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined()
  expect(foe.asked).toEqual([])
  await expect(frame.locator('[data-foe]')).toHaveCount(0)
})
