import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import { expect, test, type App } from './fixtures'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in the app as it stands, in words. */
async function found(app: App): Promise<string[]> {
  const frame = app.page.frames().find((one) => one.url().startsWith(app.world.appOrigin))
  if (!frame) throw new Error('The app is not there')
  await frame.evaluate(AXE)
  const { violations } = await frame.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })')
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))
}

/** Views and states, and how one gets there. */
const STATES: Record<string, (app: App) => Promise<void>> = {
  'a page, first opened': async (app) => {
    await app.open()
    await expect(app.get('directory-list')).toBeVisible()
  },
  'a stage': async (app) => {
    await app.openStage('733')
    await app.expectStage('733')
  },
  'a stage in a directory': async (app) => {
    await app.open()
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await app.frame.locator('[data-testid="directory-item"][data-stage-id="302"]').click()
    await app.expectStage('302')
  },
  'results of a search': async (app) => {
    await app.open()
    await app.get('directory-search').fill('new')
    await app.get('directory-search').press('Enter')
    await expect(app.get('directory-item').first()).toBeVisible()
  },
  'raw JSON': async (app) => {
    await app.openStage('733')
    await app.get('raw-json-toggle').click()
    await expect(app.get('raw-json')).toBeVisible()
  },
  code: async (app) => {
    await app.openStage('733')
    await app.get('code-toggle').click()
    await expect(app.get('code-snippet')).toBeVisible()
  },
  'an ID that is none': async (app) => {
    await app.open()
    await app.ask('x')
    await expect(app.input).toHaveAttribute('aria-invalid', 'true')
  },
  'a failure over an older card': async (app) => {
    await app.openStage('733')
    await app.expectStage('733')
    await app.ask('999999')
    await app.expectError('not-found')
    await app.error.getByText('Details for support').click()
  },
  'a record': async (app) => {
    const deal = app.world.portal.data.records.find((record) => record.title === 'Delivery van')
    await app.open(`/marketplace/app/stage-card/?placement=CRM_DEAL_LIST_MENU&options=${encodeURIComponent(JSON.stringify({ ID: String(deal?.id) }))}`)
    await app.expectStage('104')
    await expect(app.get('pipeline-stage').first()).toBeVisible()
  },
  'the installer': async (app) => {
    app.world.portal.settings.installing = true
    await app.open()
    await expect(app.get('placement-toggle').first()).toBeVisible()
  },
  settings: async (app) => {
    await app.openStage('733')
    await app.get('settings-open').click()
    await expect(app.get('placement-toggle').first()).toBeVisible()
  },
}

for (const theme of ['light', 'dark'] as const) {
  for (const [state, go] of Object.entries(STATES)) {
    test(`axe finds nothing: ${state}, ${theme}`, async ({ app, portal }) => {
      portal.userOptions = { stageCard: JSON.stringify({ theme }) }
      await go(app)
      await expect(app.frame.locator('html')).toHaveClass(new RegExp(String.raw`\b${theme}\b`))
      expect(await found(app)).toEqual([])
    })
  }
}

test('axe sees what is wrong', async ({ app }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.get('stage-refresh').evaluate((button) => (button.textContent = ''))
  expect(await found(app)).not.toEqual([])
})
