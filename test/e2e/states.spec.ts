import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { tooLarge } from '../tooLarge'
import { expect, test } from './fixtures'
import { ALL_STATES } from './states'

// The files as they are shipped, whose style sheet holds no more than what is named somewhere: each state is opened once.
// All languages and looks, over the style sheet of the dev server, are in `test/app`.

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in a page as it stands, in words. */
async function barriersIn(frame: Frame): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(AXE)
  const { violations } = await frame.evaluate<AxeResults>(
    'axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })',
  )
  return violations.flatMap(({ id, nodes }) =>
    nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`),
  )
}

for (const [state, go] of ALL_STATES) {
  test(`axe finds nothing in light and dark, and nothing is larger than its place: ${state}`, async ({ app, page }) => {
    await go(app)
    const frame = await app.contentFrame()
    const root = app.frame.locator('html')
    await expect(root).toHaveClass(/\blight\b/)
    await expect(root).toHaveAttribute('lang', 'en')
    expect.soft(await barriersIn(frame), 'light').toEqual([])
    await root.evaluate((html) => html.classList.replace('light', 'dark'))
    expect.soft(await barriersIn(frame), 'dark').toEqual([])
    // 640 px is also what is left of 1280 px at a zoom of 200 %.
    for (const width of [320, 360, 640, 768, 1024, 2560]) {
      await page.setViewportSize({ width, height: 900 })
      await expect.poll(() => root.evaluate((html) => html.clientWidth)).toBeLessThanOrEqual(width)
      expect.soft(await root.evaluate(tooLarge), `${width} px`).toEqual([])
    }
  })
}

test('axe finds nothing: outside a portal', async ({ page, world }) => {
  await page.goto(`${world.appOrigin}/`)
  await expect(page.getByTestId('stage-error')).toBeVisible()
  expect(await barriersIn(page.mainFrame())).toEqual([])
})

test('axe sees what is wrong', async ({ app }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.get('stage-refresh').evaluate((button) => (button.textContent = ''))
  expect(await barriersIn(await app.contentFrame())).not.toEqual([])
})
