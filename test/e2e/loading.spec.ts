import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from './fixtures'

const BUILD = join(import.meta.dirname, '../.build')
/** Bytes, gzipped, that may stand before the first card. */
const BUDGET = 215_000

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

test('the question goes out without waiting for the interface or the style sheet', async ({ app, page, portal }) => {
  const answer = portal.hold('crm.status.get')
  let release: (() => void) | undefined
  const gate = new Promise<void>((resolve) => (release = resolve))
  await page.route(/\/assets\/(app|style)-/, async (route) => {
    await gate
    await route.continue()
  })
  await app.openStage('733')
  const question = await answer.next()
  expect(question.params).toMatchObject({ id: 733 })
  question.release()
  release?.()
  await app.expectStage('733')
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})

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
