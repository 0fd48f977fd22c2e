import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures'
import { listAll } from '../portal/unlisted'

const BUILD = join(import.meta.dirname, '../.build')
/** Gzipped bytes that the app may load before the first card. */
const BUDGET = 135_000

test.describe('with an empty browser cache', () => {
  test.use({ ownContext: true })

  test(`the first card loads at most ${BUDGET / 1_000} kB, and no file twice`, async ({
    app,
    page,
    portal,
    server,
  }) => {
    const files: string[] = []
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url())
      if (origin === server.appOrigin) files.push(pathname === '/' ? '/index.html' : pathname)
    })
    const held = portal.hold('crm.status.get')
    await app.openStage('733')
    const call = await held.next()
    await expect(app.get('stage-loading')).toBeVisible()
    // Nothing that is loaded later is needed for the card.
    await page.route(/\/assets\//, () => undefined)
    const loaded = [...files]
    call.release()
    await expect(app.get('stage-name')).toHaveText('Success')
    expect(new Set(files).size).toBe(files.length)
    const sizes = loaded.map((file) => gzipSync(readFileSync(join(BUILD, file)), { level: 9 }).length)
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET)
  })
})

test('the page opens the connection to the portal before any file has arrived', async ({ app, page }) => {
  await page.route(/\/assets\//, () => undefined) // never answered
  await page.goto(`${app.server.portalOrigin}/marketplace/view/stage-card/?params[id]=733`, { waitUntil: 'commit' })
  const link = app.frame.locator('link[rel="preconnect"]')
  await expect(link).toHaveAttribute('href', app.server.portalOrigin)
  await expect(link).toHaveAttribute('crossorigin', 'anonymous')
})

test('the first request does not wait for the interface or the style sheet', async ({ app, page, portal }) => {
  const held = portal.hold('crm.status.get')
  let unblock: (() => void) | undefined
  const unblocked = new Promise<void>((resolve) => (unblock = resolve))
  await page.route(/\/assets\/(app|style)-/, async (route) => {
    await unblocked
    await route.continue()
  })
  // The page's load event may wait for the frame, which waits for the blocked files.
  await page.goto(`${app.server.portalOrigin}/marketplace/view/stage-card/?params[id]=733`, { waitUntil: 'commit' })
  const call = await held.next()
  expect(call.params).toMatchObject({ id: '733' })
  call.release()
  unblock?.()
  await app.expectStage('733')
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})

for (const [launch, path] of [
  ['stage', '/marketplace/view/stage-card/?params[id]=733'],
  [
    'record',
    `/marketplace/app/stage-card/?placement=CRM_DYNAMIC_1038_LIST_MENU&options=${encodeURIComponent('{"ID":"104"}')}`,
  ],
] as const) {
  test(`the ${launch} is requested once, even if the interface loads before the SDK`, async ({ app, page, portal }) => {
    let unblock: (() => void) | undefined
    const unblocked = new Promise<void>((resolve) => (unblock = resolve))
    await page.route(/\/assets\/esm-/, async (route) => {
      await unblocked
      await route.continue()
    })
    listAll(portal)
    await page.goto(app.server.portalOrigin + path, { waitUntil: 'commit' })
    await expect(app.input).toBeVisible()
    expect(portal.log).toEqual([])
    unblock?.()
    await app.expectStage('733')
    if (launch === 'record') await expect(app.get('pipeline-stage')).not.toHaveCount(0)
    const methods = () =>
      portal.log
        // Batches that count, and may have been sent already, are another matter.
        .filter(({ method, params }) => method !== 'batch' || JSON.stringify(params).includes('crm.item.get'))
        .map(({ method }) => method)
        .filter((method) => ['batch', 'crm.status.get', 'crm.status.list'].includes(method))
        .toSorted()
    // A link's directory is asked for after the card.
    await expect.poll(methods).toEqual([...(launch === 'record' ? ['batch'] : []), 'crm.status.get', 'crm.status.list'])

    // A refresh must not reuse an answer from the start.
    portal.data.statuses.filter(({ ID }) => ID === '733').forEach((row) => (row.NAME = 'Renamed'))
    await app.get('stage-refresh').click()
    await expect(app.get('stage-name')).toHaveText('Renamed')
  })
}

test('if the interface fails to load, an error appears and a reload recovers', async ({ app, page }) => {
  await page.route(/\/assets\/app-/, (route) => route.abort())
  await app.open()
  await expect(app.frame.getByRole('alert')).toContainText('Couldn’t load Stage Card')
  await page.unroute(/\/assets\/app-/)
  await app.frame.getByRole('button', { name: 'Reload' }).click()
  await app.ask('733')
  await app.expectStage('733')
})

test('if the SDK fails to load, a network error appears and a retry recovers', async ({ app, page }) => {
  await page.route(/\/assets\/esm-/, (route) => route.abort())
  await app.openStage('733')
  await app.expectError('network')
  await page.unroute(/\/assets\/esm-/)
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

test('a lazy component that fails to load shows an error; the rest works', async ({ app, page }) => {
  await page.route(/\/assets\/(DirectoryPanel|CodePanel|HighlightedCode)-/, (route) => route.abort())
  await app.open()
  await expect(app.get('load-failure')).toContainText('Couldn’t load this part')
  await app.ask('733')
  await app.expectStage('733')
  await app.get('code-toggle').click()
  await expect(app.card.getByTestId('load-failure')).toBeVisible()
})
