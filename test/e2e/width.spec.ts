import { expect, test, type App } from './fixtures'
import { ALL_STATES } from './states'

/** What is larger than its place: the page as a whole, or the words on a button, a badge or a label; also accents and tails of letters. */
function tooLarge(app: App): Promise<string[]> {
  return app.frame.locator('html').evaluate((html) => {
    const wide = [...html.querySelectorAll('button, summary, label, legend, h2, dt, [data-slot="label"]')].filter(
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

/** The languages with the longest words, the one without spaces, and the one from right to left. */
for (const language of ['de', 'ru', 'th', 'ar']) {
  for (const [state, go] of ALL_STATES) {
    test(`nothing is larger than its place: ${state}, ${language}, 360 px`, async ({ app, page, portal }) => {
      portal.settings.language = language
      await page.setViewportSize({ width: 360, height: 900 })
      await go(app)
      expect(await tooLarge(app)).toEqual([])
    })
  }
}

for (const [state, go] of ALL_STATES) {
  // 640 px is also what is left of 1280 px at a zoom of 200 %.
  test(`nothing is larger than its place: ${state}, from 320 to 2560 px`, async ({ app, page }) => {
    await page.setViewportSize({ width: 320, height: 900 })
    await go(app)
    for (const width of [320, 640, 768, 1024, 1280, 2560]) {
      await page.setViewportSize({ width, height: 900 })
      await expect.poll(() => app.frame.locator('html').evaluate((html) => html.clientWidth)).toBeLessThanOrEqual(width)
      expect([width, await tooLarge(app)]).toEqual([width, []])
    }
  })
}
