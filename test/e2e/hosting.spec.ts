import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { trustedSources } from '../../src/portal/hosts'
import { expect } from './fixtures'
import { BUILD, example, isNginxInstalled, NO_NGINX, POST_FORM, test } from './hosting'

/** Bytes, as `gzip_min_length` in the example. */
const GZIP_MIN_LENGTH = 1_024

for (const name of ['nginx.conf', 'Caddyfile']) {
  test(`${name} lets only trusted portals frame the app`, () => {
    const policies = [...example(name).matchAll(/Content-Security-Policy "([^"]*)"/g)].map(([, policy]) => policy)
    expect(policies).toEqual([`frame-ancestors ${trustedSources().join(' ')}`])
  })
}

test.describe('nginx', () => {
  test.skip(!isNginxInstalled, NO_NGINX)

  test('serves the page for GET and POST', async ({ nginx }) => {
    await nginx.start()
    const page = readFileSync(join(BUILD, 'index.html'), 'utf8')
    for (const path of ['/', '/index.html', '/?DOMAIN=acme.bitrix24.com&PROTOCOL=1&LANG=de&APP_SID=0123']) {
      for (const init of [{}, POST_FORM]) {
        const response = await fetch(nginx.origin + path, init)
        expect(response.status).toBe(200)
        expect(await response.text()).toBe(page)
        expect(Object.fromEntries(response.headers)).toMatchObject({
          'content-type': 'text/html',
          'content-encoding': 'gzip',
          'cache-control': 'no-cache',
          'content-security-policy': `frame-ancestors ${trustedSources().join(' ')}`,
          'x-content-type-options': 'nosniff',
          'referrer-policy': 'no-referrer',
        })
        expect(response.headers.has('x-frame-options')).toBe(false)
      }
    }
    expect((await fetch(nginx.origin, { method: 'DELETE' })).status).toBe(403)
  })

  test('serves hashed files compressed and immutable', async ({ nginx }) => {
    await nginx.start()
    const types: Record<string, RegExp> = { js: /^(text|application)\/javascript$/, css: /^text\/css$/ }
    const files = readdirSync(join(BUILD, 'assets'))
    expect(files.length).toBeGreaterThan(3)
    for (const file of files) {
      const response = await fetch(`${nginx.origin}/assets/${file}`)
      expect(response.status).toBe(200)
      const content = readFileSync(join(BUILD, 'assets', file))
      expect(Buffer.from(await response.arrayBuffer()).equals(content)).toBe(true)
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'cache-control': 'public, max-age=31536000, immutable',
        'content-type': expect.stringMatching(types[file.split('.').at(-1) ?? ''] ?? /^$/),
        'x-content-type-options': 'nosniff',
        // Smaller files are not compressed.
        ...(content.length < GZIP_MIN_LENGTH ? {} : { 'content-encoding': 'gzip', vary: 'Accept-Encoding' }),
      })
    }
    expect((await fetch(`${nginx.origin}/assets/${files[0]}`, POST_FORM)).status).toBe(405)
    expect((await fetch(`${nginx.origin}/favicon.svg`)).headers.get('cache-control')).toBe('no-cache')
  })

  test('missing files get a 404 that is not cached', async ({ nginx }) => {
    await nginx.start()
    for (const path of ['/nothing', '/assets/', '/assets/app-00000000.js', '/index.html/x', '/..%2findex.html']) {
      const response = await fetch(nginx.origin + path)
      expect([path, response.status, response.headers.get('cache-control')]).toEqual([
        path,
        path.includes('..') ? 400 : 404,
        null,
      ])
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    }
  })

  test('the portal can open the app by POST, and it shows a card', async ({ app, portal, nginx }) => {
    await nginx.start((site) => site.replace('"frame-ancestors ', '"frame-ancestors http://localhost:* '))
    portal.settings.appAddress = `${nginx.origin}/`
    await app.open()
    await app.ask('733')
    await app.expectStage('733')
    await expect(app.get('stage-name')).toHaveText('Success')
  })

  test('an untrusted page cannot frame the app', async ({ app, portal, nginx, page, consoleMessages }) => {
    consoleMessages.allow(/violates the following Content Security Policy directive: "frame-ancestors /)
    await nginx.start()
    portal.settings.appAddress = `${nginx.origin}/`
    const cspError = page.waitForEvent('console', (message) => message.text().includes('frame-ancestors'))
    await app.open()
    await cspError
    await expect(app.input).toHaveCount(0)
  })
})
