import { launchOptions } from '../chromium'
import { cutTexts } from '../cutTexts'
import { expect, test } from './fixtures'

// Playwright hides scroll bars. Firefox, and browsers on Windows and Linux, show classic ones, which take room.
test.use({ launchOptions: { ...launchOptions, ignoreDefaultArgs: ['--hide-scrollbars'] } })

test('beside classic scroll bars, nothing is cut off in a portal at 1280 px', async ({ app, page, portal }) => {
  portal.settings.size = 'huge'
  portal.settings.language = 'de'
  // Up to 30 letters, each word as long as words get.
  for (const row of portal.data.statuses)
    if (row.ENTITY_ID === 'DEAL_STAGE') row.NAME = 'Vertragsunterlagen vorbereiten'
  await app.open()
  for (const entityId of ['DEAL_STAGE', 'SOURCE']) {
    await app.frame.locator(`[data-testid="directory-option"][data-entity-id="${entityId}"]`).click()
    await expect(app.get('directory-items')).toHaveAttribute('data-entity-id', entityId)
    await expect(app.get('directory-item').first()).toBeVisible()
    const root = app.frame.locator('html')
    const size = () => root.evaluate((html) => [innerWidth - html.clientWidth, html.scrollWidth - html.clientWidth])
    // Neither the frame's own scroll bar, nor anything beyond its edge.
    await expect.poll(size, entityId).toEqual([0, 0])
    expect(await app.get('directory-items').evaluate(cutTexts), entityId).toEqual([])
  }
  // The browser does show classic scroll bars: the long list has one, and the portal's page.
  const bar = app.frame.locator('.item-table').evaluate((box: HTMLElement) => box.offsetWidth - box.clientWidth)
  expect(await bar).toBeGreaterThanOrEqual(15)
  expect(await page.evaluate(() => innerWidth - document.documentElement.clientWidth)).toBeGreaterThan(0)
})
