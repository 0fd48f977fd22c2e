import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures'

const BUILD = join(import.meta.dirname, '../.build')
/** Bytes, gzipped, that may stand before the first card. */
const BUDGET = 215_000

test.describe('to a browser that has nothing', () => {
  test.use({ own: true })

  test('nothing more than the budget is loaded for the first card', async ({ app, page, world }) => {
    const files: string[] = []
    page.on('request', (request) => {
      const { origin, pathname } = new URL(request.url())
      if (origin === world.appOrigin) files.push(pathname === '/' ? '/index.html' : pathname)
    })
    await app.openStage('733')
    await app.expectStage('733')
    expect(new Set(files).size).toBe(files.length)
    const sizes = files.map((file) => gzipSync(readFileSync(join(BUILD, file)), { level: 9 }).length)
    expect(sizes.length).toBeGreaterThan(3)
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(BUDGET)
  })
})

test('the question goes out without waiting for the interface or the style sheet', async ({ app, page, portal }) => {
  const answer = portal.hold('crm.status.get')
  let release: (() => void) | undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/assets\/(app|style)-/, async (route) => {
    await gate
    await route.continue()
  })
  // The page's own load event may wait for the frame's, and so for what is held here.
  await page.goto(`${app.world.portalOrigin}/marketplace/view/stage-card/?params[id]=733`, { waitUntil: 'commit' })
  const question = await answer.next()
  expect(question.params).toMatchObject({ id: 733 })
  question.release()
  release?.()
  await app.expectStage('733')
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})

for (const [way, path] of [
  ['a stage', '/marketplace/view/stage-card/?params[id]=733'],
  [
    'a record',
    `/marketplace/app/stage-card/?placement=CRM_DYNAMIC_1038_LIST_MENU&options=${encodeURIComponent('{"ID":"104"}')}`,
  ],
] as const) {
  test(`${way} is asked for once, also where the interface is there before the SDK`, async ({ app, page, portal }) => {
    let release: (() => void) | undefined
    const gate = new Promise<void>((resolve) => (release = resolve))
    await page.route(/\/assets\/esm-/, async (route) => {
      await gate
      await route.continue()
    })
    await page.goto(app.world.portalOrigin + path, { waitUntil: 'commit' })
    await expect(app.input).toBeVisible()
    expect(portal.log).toEqual([])
    release?.()
    await app.expectStage('733')
    if (way === 'a record') await expect(app.get('pipeline-stage')).not.toHaveCount(0)
    const asked = portal.log
      .map(({ method }) => method)
      .filter((method) => ['batch', 'crm.status.get', 'crm.status.list'].includes(method))
    expect(asked.toSorted()).toEqual(
      way === 'a record' ? ['batch', 'crm.status.get', 'crm.status.list'] : ['crm.status.get'],
    )

    // No answer of then is left over for the next question.
    portal.data.statuses.filter(({ ID }) => ID === '733').forEach((row) => (row.NAME = 'Renamed'))
    await app.get('stage-refresh').click()
    await expect(app.get('stage-name')).toHaveText('Renamed')
  })
}

test('an interface that cannot be loaded is told, and a reload helps', async ({ app, page }) => {
  await page.route(/\/assets\/app-/, (route) => route.abort())
  await app.open()
  await expect(app.frame.getByRole('alert')).toContainText('The app could not be loaded')
  await page.unroute(/\/assets\/app-/)
  await app.frame.getByRole('button', { name: 'Reload' }).click()
  await app.ask('733')
  await app.expectStage('733')
})

test('an SDK that cannot be loaded is told as a lost connection, and trying again helps', async ({ app, page }) => {
  await page.route(/\/assets\/esm-/, (route) => route.abort())
  await app.openStage('733')
  await app.expectError('network')
  await page.unroute(/\/assets\/esm-/)
  await app.get('stage-retry').click()
  await app.expectStage('733')
})
