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
        response.end(type.startsWith('text/html') ? body.toString().replace('<div id="app">', `${markup}<div id="app">`) : body)
      })
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    await use(async (given) => {
      markup = given
      portal.settings.appAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
      await page.addInitScript(watch)
      await app.openStage('733')
      await app.expectStage('733')
      const frame = await (await page.getByTestId('app-frame').elementHandle())?.contentFrame()
      if (!frame) throw new Error('no frame')
      return frame
    })
    server.close()
    server.closeAllConnections()
  },
})

test.beforeEach(({ noise }) => {
  noise.allow(/Content Security Policy|Trusted/i)
})

/** Notes in every frame what the policy forbids. */
function watch(): void {
  Object.assign(window, { forbidden: [] })
  addEventListener('securitypolicyviolation', ({ effectiveDirective }) => Reflect.get(window, 'forbidden').push(effectiveDirective))
}

async function expectForbidden(frame: Frame, foe: Foe, directive: string): Promise<void> {
  await expect.poll(() => frame.evaluate(() => Reflect.get(window, 'forbidden') as string[])).toContain(directive)
  expect(await frame.evaluate(() => Reflect.get(window, 'hacked') as unknown)).toBeUndefined()
  expect(foe.asked).toEqual([])
}

/** Markup, and the directive that it breaks. */
const MARKUP: Record<string, [directive: string, markup: (foe: string) => string]> = {
  'an inline script': ['script-src-elem', () => '<script>hacked = 1</script>'],
  'an inline module': ['script-src-elem', () => '<script type="module">window.hacked = 1</script>'],
  'an inline event handler': ['script-src-attr', () => '<img src="data:," onerror="hacked = 1">'],
  'a script from another origin': ['script-src-elem', (foe) => `<script src="${foe}/script.js"></script>`],
  'a script as data': ['script-src-elem', () => '<script src="data:text/javascript,hacked=1"></script>'],
  'another base for addresses': ['base-uri', (foe) => `<base href="${foe}/">`],
  'an object': ['object-src', (foe) => `<object data="${foe}/object"></object>`],
  'an embedded file': ['object-src', (foe) => `<embed src="${foe}/embed">`],
  'a frame': ['frame-src', (foe) => `<iframe src="${foe}/frame"></iframe>`],
  'a frame of its own markup': ['script-src-elem', () => '<iframe srcdoc="<script>parent.hacked = 1</script>"></iframe>'],
  'an image from another origin': ['img-src', (foe) => `<img src="${foe}/image.png" alt="">`],
  'a style sheet from another origin': ['style-src-elem', (foe) => `<link rel="stylesheet" href="${foe}/style.css">`],
  'an inline style sheet': ['style-src-elem', () => '<style>body { display: none }</style>'],
  'a style in an attribute': ['style-src-attr', () => '<p style="position: fixed; inset: 0">covers all</p>'],
  'a film': ['media-src', (foe) => `<video src="${foe}/film"></video>`],
}

test.describe('markup that got into the page can do nothing', () => {
  for (const [name, [directive, markup]] of Object.entries(MARKUP)) {
    test(name, async ({ foe, openWith }) => {
      const frame = await openWith(markup(foe.origin))
      const seen = name === 'a frame of its own markup' ? (frame.childFrames()[0] ?? frame) : frame
      await expectForbidden(seen, foe, directive)
      expect(await frame.evaluate(() => [Reflect.get(window, 'hacked') as unknown, document.baseURI === location.href])).toEqual([undefined, true])
      expect(await frame.locator('body').evaluate((body) => getComputedStyle(body).display)).not.toBe('none')
    })
  }

  test('a link to a script', async ({ foe, openWith }) => {
    const frame = await openWith('<a id="foe" href="javascript:hacked = 1">go</a>')
    await frame.evaluate(() => document.getElementById('foe')?.click())
    await expectForbidden(frame, foe, 'script-src-elem')
  })

  test('a form for another origin', async ({ foe, openWith }) => {
    const frame = await openWith(`<form id="foe" method="post" action="${foe.origin}/form"><input name="a" value="b"></form>`)
    await frame.evaluate(() => (document.getElementById('foe') as HTMLFormElement).submit())
    await expectForbidden(frame, foe, 'form-action')
  })
})

/** Code, and the directive that it breaks. It runs by itself, since the browser lets its tools evaluate what they want. */
const CODE: Record<string, [directive: string, run: (foe: string) => void]> = {
  eval: ['require-trusted-types-for', () => setTimeout(() => Promise.resolve('hacked = 1').then(Reflect.get(window, 'eval') as (code: string) => void).catch(() => undefined))],
  'new Function': ['require-trusted-types-for', () => setTimeout(() => {
    try {
      ;(Reflect.construct(Reflect.get(window, 'Function') as FunctionConstructor, ['window.hacked = 1']) as () => void)()
    } catch {
      // As it must be.
    }
  })],
  // The smallest module there is: nothing but its mark and its version.
  WebAssembly: ['script-src', () => void WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])).then(() => Object.assign(window, { hacked: 1 }), () => undefined)],
  'a fetch from a stranger': ['connect-src', (foe) => void fetch(`${foe}/fetch`).catch(() => undefined)],
  'a fetch from the app’s own server': ['connect-src', () => void fetch('./favicon.svg').catch(() => undefined)],
  'an older request': ['connect-src', (foe) => {
    const request = new XMLHttpRequest()
    request.open('POST', `${foe}/request`)
    request.send('a')
  }],
  'a beacon': ['connect-src', (foe) => navigator.sendBeacon(`${foe}/beacon`, 'a')],
  'a socket': ['connect-src', (foe) => void new WebSocket(foe.replace('http', 'ws'))],
  'a stream of events': ['connect-src', (foe) => void new EventSource(`${foe}/events`)],
  'an image': ['img-src', (foe) => Object.assign(new Image(), { src: `${foe}/image.png` })],
  'a font': ['font-src', (foe) => void new FontFace('foe', `url(${foe}/font.woff2)`).load().catch(() => undefined)],
  'a module from another origin': ['script-src-elem', (foe) => void import(/* @vite-ignore */ `${foe}/module.js`).catch(() => undefined)],
}

test.describe('code that got into the page reaches nobody', () => {
  for (const [name, [directive, run]] of Object.entries(CODE)) {
    test(name, async ({ foe, openWith }) => {
      const frame = await openWith('')
      await frame.evaluate(run, foe.origin)
      await expectForbidden(frame, foe, directive)
    })
  }
})

test('text is made neither markup nor code', async ({ foe, openWith }) => {
  const frame = await openWith('')
  expect(await frame.evaluate(() => Reflect.get(window, 'forbidden') as string[]), 'what the app does by itself').toEqual([])
  const thrown = await frame.evaluate((origin) => {
    const acts: Record<string, () => unknown> = {
      innerHTML: () => (document.createElement('p').innerHTML = '<b>bold</b>'),
      insertAdjacentHTML: () => document.body.insertAdjacentHTML('beforeend', '<b data-foe>bold</b>'),
      'script.src': () => (document.createElement('script').src = `${origin}/script.js`),
      'script.text': () => (document.createElement('script').text = 'hacked = 1'),
      'iframe.srcdoc': () => (document.createElement('iframe').srcdoc = '<b>bold</b>'),
      'an event handler': () => document.createElement('p').setAttribute('onclick', 'hacked = 1'),
      parser: () => new DOMParser().parseFromString('<b>bold</b>', 'text/html'),
      'a policy': () => (Reflect.get(window, 'trustedTypes') as { createPolicy: (name: string, rules: object) => object }).createPolicy('foe', {}),
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
  await expectForbidden(frame, foe, 'require-trusted-types-for')
  await expect(frame.locator('[data-foe]')).toHaveCount(0)
})
