import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Frame } from '@playwright/test'
import type { AxeResults } from 'axe-core'
import { expect, test, type App } from './fixtures'
import { ALL_STATES } from './states'

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in a page as it stands, in words. */
async function foundIn(frame: Frame): Promise<string[]> {
  await frame.evaluate(AXE)
  const { violations } = await frame.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } })')
  return violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`))
}

function found(app: App): Promise<string[]> {
  const frame = app.page.frames().find((one) => one.url().startsWith(app.world.appOrigin))
  if (!frame) throw new Error('The app is not there')
  return foundIn(frame)
}

const LOOKS = [['en', 'light'], ['en', 'dark'], ['ar', 'light']] as const

for (const [state, go] of ALL_STATES) {
  for (const [language, theme] of LOOKS) {
    test(`axe finds nothing: ${state}, ${language}, ${theme}`, async ({ app, portal }) => {
      Object.assign(portal.settings, { language })
      portal.userOptions = { stageCard: JSON.stringify({ theme }) }
      await go(app)
      const root = app.frame.locator('html')
      await expect(root).toHaveClass(new RegExp(String.raw`\b${theme}\b`))
      await expect(root).toHaveAttribute('lang', language)
      await expect(root).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
      expect(await found(app)).toEqual([])
    })
  }
}

test('axe finds nothing: outside a portal', async ({ page, world }) => {
  await page.goto(`${world.appOrigin}/`)
  await expect(page.getByTestId('stage-error')).toBeVisible()
  expect(await foundIn(page.mainFrame())).toEqual([])
})

test('axe sees what is wrong', async ({ app }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.get('stage-refresh').evaluate((button) => (button.textContent = ''))
  expect(await found(app)).not.toEqual([])
})
