import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { tooLarge } from '../tooLarge'
import { expect, test } from './fixtures'
import { ALL_STATES } from './states'

// Tests each state once with the production build, which drops unused styles. `test/app` tests all languages, themes
// and widths with the styles of the dev server.

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** The axe violations in a page's current state. */
async function findViolations(frame: Frame): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(AXE)
  const { violations } = await frame.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })',
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  )
}

for (const [state, openState] of ALL_STATES) {
  test(`no axe violations and no overflow: ${state}`, async ({ app, page }) => {
    await openState(app)
    const frame = await app.contentFrame()
    const root = app.frame.locator('html')
    await expect(root).toHaveClass(/\blight\b/)
    await expect(root).toHaveAttribute('lang', 'en')
    expect.soft(await findViolations(frame), 'light').toEqual([])
    await root.evaluate((html) => html.classList.replace('light', 'dark'))
    expect.soft(await findViolations(frame), 'dark').toEqual([])
    // 640 px is also a 1280 px window at 200 % zoom.
    for (const width of [320, 360, 640, 768, 1024, 2560]) {
      await page.setViewportSize({ width, height: 900 })
      await expect.poll(() => root.evaluate((html) => html.clientWidth)).toBeLessThanOrEqual(width)
      expect.soft(await root.evaluate(tooLarge), `${width} px`).toEqual([])
    }
  })
}

test('no axe violations: outside a portal', async ({ page, server }) => {
  await page.goto(`${server.appOrigin}/`)
  await expect(page.getByTestId('stage-error')).toBeVisible()
  expect(await findViolations(page.mainFrame())).toEqual([])
})

test('axe detects a button without a name', async ({ app }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.get('stage-refresh').evaluate((button) => (button.textContent = ''))
  expect(await findViolations(await app.contentFrame())).not.toEqual([])
})
