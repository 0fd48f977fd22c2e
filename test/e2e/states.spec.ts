import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { expect, test, type App } from './fixtures'
import { ALL_STATES } from './states'

// The files as they are shipped, whose style sheet holds no more than what is named somewhere: each state is opened once.
// All languages and looks, over the style sheet of the dev server, are in `test/app`.

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in a page as it stands, in words. */
async function barriersIn(frame: Frame): Promise<string[]> {
  if (!(await frame.evaluate(() => 'axe' in window))) await frame.evaluate(AXE)
  const { violations } = await frame.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })')
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))
}

/** What is larger than its place: the page as a whole, or words on a button or a badge; also accents and tails of letters. */
function tooLarge(app: App): Promise<string[]> {
  return app.frame.locator('html').evaluate((html) => {
    const wide = [...html.querySelectorAll('button, summary, label, legend, h2, dt')].filter(
      (element) => element.clientWidth > 0 && element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== 'inline'
        // Names that came from the portal are cut short where they must, and unfold elsewhere.
        && !element.closest('[data-testid="pipeline-stage"], .sr-only'),
    )
    // Buttons and columns' heads are cut short too, but only where their words are longer than any of ours.
    const cut = [...html.querySelectorAll('[role="columnheader"] .truncate, .air-button .truncate')].filter((element) => element.scrollWidth > element.clientWidth)
    const low = [...html.querySelectorAll('.truncate')].filter((element) => element.clientHeight > 0 && element.scrollHeight > element.clientHeight + 1)
    return [...(html.scrollWidth > html.clientWidth ? ['the page'] : []), ...[...wide, ...cut, ...low].map((element) => element.outerHTML.slice(0, 200))]
  })
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
      expect.soft(await tooLarge(app), `${width} px`).toEqual([])
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
