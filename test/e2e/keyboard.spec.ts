import { expect, test } from './fixtures'
import { tabTo } from './keys'
import { openDeal } from './states'

test('an ID can be entered and the code opened with the keyboard alone', async ({ app }) => {
  await app.open()
  await expect(app.get('directory-list')).toBeVisible()
  await tabTo(app, app.input)
  await app.page.keyboard.type('733')
  await app.page.keyboard.press('Enter')
  await app.expectStage('733')
  await expect(app.input).toBeFocused()
  await tabTo(app, app.get('code-toggle'))
  await app.page.keyboard.press('Enter')
  await expect(app.get('code-snippet')).toBeVisible()
  await expect(app.get('code-toggle')).toBeFocused()
  await expect(app.get('code-toggle')).toHaveAttribute('aria-expanded', 'true')
})

test('forced colors keep kanban colors and mark the current stage', async ({ app, page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openDeal(app, 'Delivery van')
  await app.expectStage('104')
  await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgb(71, 228, 194)')
  await expect(app.frame.locator('[data-testid="pipeline-stage"][aria-current="true"]')).toHaveCSS(
    'outline-style',
    'solid',
  )
  // Backgrounds and shadows are gone, so that borders must show what a bar or a field is.
  for (const part of [app.frame.locator('.share-bar').first(), app.input, app.get('record-open')])
    await expect(part).toHaveCSS('border-top-width', '1px')
})

test('reduced motion: no animation lasts longer than 10 ms', async ({ app, page, portal }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  portal.hold('crm.status.get')
  await app.openStage('733')
  await expect(app.get('stage-loading')).toBeVisible()
  const moving = await app.frame
    .locator('html')
    .evaluate(() => document.getAnimations().map((animation) => Number(animation.effect?.getComputedTiming().endTime)))
  expect(moving.filter((milliseconds) => milliseconds > 10)).toEqual([])
})
