import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Frame } from '@playwright/test'
import { expect, test as base } from './fixtures'

/** A server of another origin that records the requests it gets. */
interface Attacker {
  origin: string
  requests: string[]
}

/** Opens a stage in an app whose page contains injected markup; resolves to the app's frame. */
type OpenWithInjected = (markup: string) => Promise<Frame>

const test = base.extend<{ attacker: Attacker; openWithInjected: OpenWithInjected }>({
  attacker: async ({}, use) => {
    const requests: string[] = []
    const server = createServer((request, response) => {
      requests.push(request.url ?? '')
      response.setHeader('Access-Control-Allow-Origin', '*')
      response.end('hacked = 1')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use({ origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, requests })
    server.close()
  },
  // A real server instead of `page.route`: a page that the test fulfills may not connect to local servers.
  openWithInjected: async ({ app, page, portal, server }, use) => {
    let injected = ''
    const proxy = createServer((request, response) => {
      void fetch(server.appOrigin + request.url).then(async (original) => {
        const type = original.headers.get('Content-Type') ?? ''
        const body = Buffer.from(await original.arrayBuffer())
        response.setHeader('Content-Type', type)
        response.end(
          type.startsWith('text/html') ? body.toString().replace('<div id="app">', `${injected}<div id="app">`) : body,
        )
      })
    }).listen(0, '127.0.0.1')
    await once(proxy, 'listening')
    await use(async (markup) => {
      injected = markup
      portal.settings.appAddress = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}/`
      await page.addInitScript(recordViolations)
      await app.openStage('733')
      await app.expectStage('733')
      return app.contentFrame()
    })
    proxy.close()
    proxy.closeAllConnections()
  },
})

test.beforeEach(({ consoleMessages }) => {
  consoleMessages.allow(/Content Security Policy|Trusted/i)
})

/** A violation of the policy: the directive, and the URL or the kind of code that it blocked. */
interface Violation {
  directive: string
  blocked: string
  /** The start of blocked code; empty for a blocked URL. */
  sample: string
}

/** Records the violations of a frame in `window.violations`. Runs as an init script. */
function recordViolations(): void {
  const violations: Violation[] = []
  Object.assign(window, { violations })
  addEventListener('securitypolicyviolation', ({ effectiveDirective: directive, blockedURI: blocked, sample }) =>
    violations.push({ directive, blocked, sample }),
  )
}

function violationsIn(frame: Frame): Promise<Violation[]> {
  return frame.evaluate(() => Reflect.get(window, 'violations') as Violation[])
}

/** Markup, the directive that it violates, and the violation's `blockedURI`. A path is one on the attacker's origin. */
const MARKUP: Record<string, [directive: string, blockedUri: string, markup: (origin: string) => string]> = {
  'an inline script': ['script-src-elem', 'inline', () => '<script>hacked = 1</script>'],
  'an inline module': ['script-src-elem', 'inline', () => '<script type="module">window.hacked = 1</script>'],
  'an inline event handler': ['script-src-attr', 'inline', () => '<img src="data:," onerror="hacked = 1">'],
  'a script from another origin': [
    'script-src-elem',
    '/script.js',
    (origin) => `<script src="${origin}/script.js"></script>`,
  ],
  'a script as data': ['script-src-elem', 'data', () => '<script src="data:text/javascript,hacked=1"></script>'],
  'a base element': ['base-uri', '/', (origin) => `<base href="${origin}/">`],
  'an object': ['object-src', 'attacker origin', (origin) => `<object data="${origin}/object"></object>`],
  'an embedded file': ['object-src', 'attacker origin', (origin) => `<embed src="${origin}/embed">`],
  'a frame': ['frame-src', 'attacker origin', (origin) => `<iframe src="${origin}/frame"></iframe>`],
  'an image from another origin': ['img-src', '/image.png', (origin) => `<img src="${origin}/image.png" alt="">`],
  'a style sheet from another origin': [
    'style-src-elem',
    '/style.css',
    (origin) => `<link rel="stylesheet" href="${origin}/style.css">`,
  ],
  'an inline style sheet': ['style-src-elem', 'inline', () => '<style>body { display: none }</style>'],
  'a style in an attribute': ['style-src-attr', 'inline', () => '<p style="position: fixed; inset: 0">covers all</p>'],
  'a video': ['media-src', '/film', (origin) => `<video src="${origin}/film"></video>`],
}

test('injected markup neither runs code nor sends a request', async ({ attacker, openWithInjected }) => {
  const framed = '<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>'
  const link = '<a id="link" href="javascript:hacked = 1">go</a>'
  const form = `<form id="form" method="post" action="${attacker.origin}/form"><input name="a" value="b"></form>`
  const frame = await openWithInjected(
    Object.values(MARKUP)
      .map(([, , markup]) => markup(attacker.origin))
      .join('') +
      framed +
      link +
      form,
  )
  await frame.evaluate(() => {
    document.getElementById('link')?.click()
    ;(document.getElementById('form') as HTMLFormElement).submit()
  })

  for (const [name, [directive, blockedUri]] of Object.entries(MARKUP)) {
    const blocked =
      blockedUri === 'attacker origin'
        ? attacker.origin
        : blockedUri.startsWith('/')
          ? attacker.origin + blockedUri
          : blockedUri
    await expect.soft
      .poll(() => violationsIn(frame), name)
      .toContainEqual(expect.objectContaining({ directive, blocked }))
  }
  // Several violate the same directive, so count them: two scripts and a javascript: link; an object and an embed.
  const count = async (directive: string, blocked: string): Promise<number> =>
    (await violationsIn(frame)).filter(
      (violation) => violation.directive === directive && violation.blocked === blocked,
    ).length
  await expect.poll(() => count('script-src-elem', 'inline')).toBe(3)
  await expect.poll(() => count('object-src', attacker.origin)).toBe(2)
  await expect
    .poll(() => violationsIn(frame), 'a form that posts to another origin')
    .toContainEqual(expect.objectContaining({ directive: 'form-action' }))
  const inner = frame.childFrames().find((child) => child.url() === 'about:srcdoc')
  expect(inner && (await violationsIn(inner)), 'a script in a srcdoc frame').toContainEqual(
    expect.objectContaining({ directive: 'script-src-elem' }),
  )

  expect(
    await frame.evaluate(() => [Reflect.get(window, 'hacked') as unknown, document.baseURI === location.href]),
  ).toEqual([undefined, true])
  expect(await frame.locator('body').evaluate((body) => getComputedStyle(body).display)).not.toBe('none')
  expect(attacker.requests).toEqual([])
})

/**
 * Code, the directive that it violates, and what the violation must mention. `eval` and `Function` run asynchronously,
 * because the policy does not apply to code that Playwright evaluates directly.
 */
const CODE: Record<string, [directive: string, mentions: string, run: (origin: string) => void]> = {
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
          // Blocked, as expected.
        }
      }),
  ],
  // The smallest valid module: magic number and version.
  WebAssembly: [
    'script-src',
    'wasm-eval',
    () =>
      void WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(
        () => Object.assign(window, { hacked: 1 }),
        () => undefined,
      ),
  ],
  'a fetch from another origin': [
    'connect-src',
    '/fetch',
    (origin) => void fetch(`${origin}/fetch`).catch(() => undefined),
  ],
  'a fetch from the app’s own server': [
    'connect-src',
    'favicon.svg',
    () => void fetch('./favicon.svg').catch(() => undefined),
  ],
  'an XMLHttpRequest': [
    'connect-src',
    '/request',
    (origin) => {
      const request = new XMLHttpRequest()
      request.open('POST', `${origin}/request`)
      request.send('a')
    },
  ],
  'a beacon': ['connect-src', '/beacon', (origin) => navigator.sendBeacon(`${origin}/beacon`, 'a')],
  'a WebSocket': ['connect-src', 'ws://', (origin) => void new WebSocket(origin.replace('http', 'ws'))],
  'an EventSource': ['connect-src', '/events', (origin) => void new EventSource(`${origin}/events`)],
  'an image': ['img-src', '/image.png', (origin) => Object.assign(new Image(), { src: `${origin}/image.png` })],
  'a font': [
    'font-src',
    '/font.woff2',
    (origin) => void new FontFace('attacker', `url(${origin}/font.woff2)`).load().catch(() => undefined),
  ],
  'a module from another origin': [
    'script-src-elem',
    '/module.js',
    (origin) => void import(/* @vite-ignore */ `${origin}/module.js`).catch(() => undefined),
  ],
}

test('injected code cannot evaluate strings or connect anywhere', async ({ attacker, openWithInjected }) => {
  const frame = await openWithInjected('')
  for (const [name, [directive, mentions, run]] of Object.entries(CODE)) {
    const before = (await violationsIn(frame)).length
    await frame.evaluate(run, attacker.origin)
    const newViolations = async (): Promise<string[]> =>
      (await violationsIn(frame))
        .slice(before)
        .map(({ directive, blocked, sample }) => `${directive} ${blocked} ${sample}`)
    await expect.soft.poll(newViolations, name).toContainEqual(expect.stringContaining(directive))
    expect.soft((await newViolations()).join('\n'), name).toContain(mentions)
  }
  expect(await frame.evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined()
  expect(attacker.requests).toEqual([])
})

test('Trusted Types block turning strings into markup or code', async ({ attacker, openWithInjected }) => {
  const frame = await openWithInjected('')
  expect(await violationsIn(frame), 'violations by the app itself').toEqual([])
  const outcomes = await frame.evaluate((origin) => {
    const actions: Record<string, () => unknown> = {
      innerHTML: () => (document.createElement('p').innerHTML = '<b>bold</b>'),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b data-injected>bold</b>'),
      'script.src': () => (document.createElement('script').src = `${origin}/script.js`),
      'script.text': () => (document.createElement('script').text = 'hacked = 1'),
      'iframe.srcdoc': () => (document.createElement('iframe').srcdoc = '<b>bold</b>'),
      'an event handler': () => document.createElement('p').setAttribute('onclick', 'hacked = 1'),
      parser: () => new DOMParser().parseFromString('<b>bold</b>', 'text/html'),
      'a policy': () =>
        (Reflect.get(window, 'trustedTypes') as { createPolicy: (name: string, rules: object) => object }).createPolicy(
          'injected',
          {},
        ),
    }
    return Object.entries(actions).map(([name, action]) => {
      try {
        action()
        return `${name}: allowed`
      } catch (error) {
        return `${name}: ${(error as Error).name}`
      }
    })
  }, attacker.origin)
  expect(outcomes.filter((line) => !line.endsWith(': TypeError'))).toEqual([])
  await expect
    .poll(() => violationsIn(frame))
    .toContainEqual(expect.objectContaining({ directive: 'require-trusted-types-for' }))
  expect(await frame.evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined()
  expect(attacker.requests).toEqual([])
  await expect(frame.locator('[data-injected]')).toHaveCount(0)
})
