import { join } from 'node:path'
import { expect, test } from '../e2e/fixtures'
import { ALL_STATES, STATES } from '../e2e/states'

const GALLERY = join(import.meta.dirname, '../.results/screenshots')
/** The main ways of writing: short and long words, another alphabet, from right to left, without spaces. */
const SPOKEN = ['en', 'de', 'ru', 'ar', 'ja', 'th']

for (const [state, go] of ALL_STATES) {
  for (const language of SPOKEN) {
    for (const theme of ['light', 'dark'] as const) {
      for (const width of [360, 1280]) {
        // Every view in English; in the other languages what most people see.
        if (language !== 'en' && !['a stage', 'a stage in a directory', 'a record'].includes(state)) continue
        test(`${state}, ${language}, ${theme}, ${width}`, async ({ app, page, portal }) => {
          portal.settings.language = language
          portal.userOptions = { stageCard: JSON.stringify({ theme }) }
          await page.setViewportSize({ width, height: 900 })
          await go(app)
          await expect(app.frame.locator('html')).toHaveClass(/\bready\b/)
          // Higher, so that nothing has to be scrolled into view: a frame is painted only where it is seen.
          const height = await page.evaluate(() => document.documentElement.scrollHeight)
          await page.setViewportSize({ width, height })
          await page.screenshot({
            path: join(GALLERY, `${state.replaceAll(' ', '-')}.${language}.${theme}.${width}.png`),
          })
        })
      }
    }
  }
}

/** The pictures of README.md and src/README.md. */
const README = { 'stage-card': 'a record', directory: 'a stage in a directory' } as const

for (const [picture, state] of Object.entries(README)) {
  test(`README: ${picture}`, async ({ app, page }) => {
    await page.setViewportSize({ width: 1440, height: 900 })
    await STATES[state](app)
    await page.mouse.move(0, 0)
    await page.screenshot({ path: join(import.meta.dirname, `${picture}.png`) })
  })
}
