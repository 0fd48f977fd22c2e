import { expect, test } from './fixtures'

test.describe('theme', () => {
  test('is light by default; a change to dark is kept after a reload', async ({ app, page, portal }) => {
    await page.emulateMedia({ colorScheme: 'dark' })
    await app.openStage('733')
    await app.expectStage('733')
    const root = app.frame.locator('html')
    await expect(root).toHaveClass(/\blight\b/)
    await app.get('theme-toggle').click()
    await expect(root).toHaveClass(/\bdark\b/)
    await expect(root).not.toHaveClass(/\blight\b/)
    await expect(app.get('theme-toggle')).toHaveText('Appearance: Dark')
    await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('dark')
    await page.reload()
    await app.expectStage('733')
    await expect(root).toHaveClass(/\bdark\b/)
  })

  test('follows the system if the user chose so', async ({ app, page, portal }) => {
    portal.userOptions = { stageCard: '{"theme":"system"}' }
    await page.emulateMedia({ colorScheme: 'dark' })
    await app.openStage('733')
    const root = app.frame.locator('html')
    await expect(root).toHaveClass(/\bdark\b/)
    await page.emulateMedia({ colorScheme: 'light' })
    await expect(root).toHaveClass(/\blight\b/)
  })
})

test.describe('first paint', () => {
  test.use({ ownContext: true })

  test('waits for the theme, but not for an unresponsive portal', async ({ app, consoleMessages, page, portal }) => {
    // The preloaded file is used late only because the clock is paused.
    consoleMessages.allow(/app-[\w-]+\.js was preloaded using link preload but not used/)
    portal.settings.host = 'silent'
    await page.clock.install({ time: 0 })
    await page.clock.pauseAt(1_000)
    await app.openStage('733')
    // The interface starts after a short timeout, so that the first request goes out before it.
    await expect(async () => {
      await page.clock.runFor(50)
      await expect(app.frame.locator('#app main')).toBeAttached({ timeout: 200 })
    }).toPass()
    await expect(app.frame.locator('html')).not.toHaveClass(/\bready\b/)
    await expect(app.frame.locator('#app')).toHaveCSS('visibility', 'hidden')
    await page.clock.runFor(500)
    await expect(app.frame.locator('html')).toHaveClass(/\bready\b/)
    await expect(app.input).toBeVisible()
  })
})
