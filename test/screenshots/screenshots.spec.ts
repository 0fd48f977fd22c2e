import { join } from 'node:path'
import { expect, test, type App } from '../e2e/fixtures'
import { ALL_STATES, editPipeline, editRow, openDeal } from '../e2e/states'

const OUTPUT = join(import.meta.dirname, '../.results/screenshots')
/** The states that people meet first are looked at in more languages (long words, right to left, no spaces) and widths. */
const FIRST = ['directory list', 'stage card', 'stage card and directory', 'record']
const LANGUAGES = { first: ['en', 'de', 'ar', 'th'], other: ['en'] }
/** Of the portal's page. Its menu takes 240 px of the wide ones, so that 1280 px leave 1040 px for the app. */
const WIDTHS = { first: [360, 768, 1040, 1280, 1440, 2560], other: [360, 1280] }

for (const [state, openState] of ALL_STATES) {
  const rank = FIRST.includes(state) ? 'first' : 'other'
  for (const language of LANGUAGES[rank]) {
    for (const theme of ['light', 'dark'] as const) {
      test(`${state}, ${language}, ${theme}`, async ({ app, page, portal }) => {
        portal.settings.language = language
        portal.userOptions = { stageCard: JSON.stringify({ theme }) }
        await openState(app)
        await expect(app.frame.locator('html')).toHaveClass(/\bready\b/)
        for (const width of WIDTHS[rank]) {
          await page.setViewportSize({ width, height: 900 })
          await app.waitUntilDrawn()
          // As high as the page, because the browser paints only the visible part of a frame.
          const height = await page.evaluate(() => document.documentElement.scrollHeight)
          await page.setViewportSize({ width, height })
          await app.waitUntilDrawn()
          await page.screenshot({
            path: join(OUTPUT, `${state.replaceAll(' ', '-')}.${language}.${theme}.${width}.png`),
          })
        }
      })
    }
  }
}

/** The screenshots in README.md and src/README.md: how to open the app, and the width of the portal's page. */
const README = {
  'stage-card': [(app: App) => openDeal(app, 'Delivery van'), 1440],
  directory: [(app: App) => app.openStage('104'), 1700],
} as const

for (const [name, [openIt, width]] of Object.entries(README)) {
  test(`README: ${name}`, async ({ app, page, portal }) => {
    portal.settings.records = 'year'
    await page.setViewportSize({ width, height: 1000 })
    await openIt(app)
    await app.expectStage('104')
    await expect(app.get('stage-oldest').locator('[data-record-id]').first()).toBeVisible()
    await expect(app.get('stage-count').first()).toBeVisible()
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(import.meta.dirname, `${name}.png`) })
  })
}

test('README: plan', async ({ app, page }) => {
  await page.setViewportSize({ width: 1440, height: 800 })
  await editPipeline(app, 'DEAL_STAGE_1')
  await editRow(app, '203').getByTestId('edit-name').fill('With client')
  await editRow(app, '204').getByTestId('edit-color').fill('#ffe14d')
  for (const [code, name, color, position] of [
    ['DEPOSIT', 'Deposit', '#ffa900', '3'],
    ['CHECK', 'Inspected', '#1e6fd0', '6'],
  ] as const) {
    await app.get('edit-add').first().click()
    await page.keyboard.type(name)
    const row = app.frame.locator('[data-testid="edit-row"]', { has: app.frame.locator(':focus') })
    await row.getByTestId('edit-code').fill(code)
    await row.getByTestId('edit-color').fill(color)
    await row.getByTestId('edit-sort').fill(position)
  }
  await app.get('plan-open').click()
  await expect(app.get('plan')).toHaveAttribute('data-phase', 'ready')
  await page.evaluate(() => scrollTo(0, 0))
  await page.mouse.move(0, 0)
  await page.screenshot({ path: join(import.meta.dirname, 'plan.png') })
})
