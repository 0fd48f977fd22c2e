import type { Locator } from '@playwright/test'
import { expect, test, type App } from './fixtures'

const toggle = (app: App, code: string): Locator =>
  app.frame.locator(`[data-testid="placement-toggle"][data-placement="${code}"]`)
const handlerOf = (app: App) => `${app.world.appOrigin}/`

test.describe('installing', () => {
  test.beforeEach(({ portal }) => {
    portal.settings.installing = true
  })

  test('says what it needs, binds the ticked places in every language, and finishes once', async ({
    app,
    portal,
    page,
  }) => {
    await app.open()
    await expect(app.get('install-screen')).toContainText('CRM (crm)')
    for (const code of ['CRM_LEAD_LIST_MENU', 'CRM_DEAL_DETAIL_TAB', 'CRM_DYNAMIC_1038_LIST_MENU', 'REST_APP_URI'])
      await expect(toggle(app, code)).toBeChecked()
    await expect(toggle(app, 'CRM_DEAL_DETAIL_TOOLBAR')).not.toBeChecked()
    for (const code of ['CRM_CONTACT_LIST_MENU', 'CRM_COMPANY_DETAIL_TAB'])
      await expect(toggle(app, code)).toHaveCount(0)
    await expect(app.frame.getByRole('group', { name: 'Equipment' })).toBeVisible()
    await toggle(app, 'CRM_LEAD_LIST_MENU').uncheck()
    await app.get('install-finish').click()
    await page.waitForURL(/install_finished=Y/)
    expect(portal.settings.installing).toBe(false)
    const bound = portal.bindings.map(({ placement }) => placement)
    expect(bound).toContain('CRM_DEAL_LIST_MENU')
    expect(bound).not.toContain('CRM_LEAD_LIST_MENU')
    expect(new Set(bound).size).toBe(bound.length)
    for (const binding of portal.bindings) {
      expect(binding).toMatchObject({
        handler: handlerOf(app),
        title: 'What is this stage?',
        langAll: {
          en: { TITLE: 'What is this stage?' },
          de: { TITLE: 'Was ist das für eine Phase?' },
          ru: { TITLE: 'Что это за стадия?' },
        },
      })
    }
    // The portal opens the app anew, and it is an app now.
    await app.ask('733')
    await app.expectStage('733')
  })

  test('then the record’s menu opens the record’s stage, in the slider', async ({ app, page, world }) => {
    await app.open()
    await app.get('install-finish').click()
    await page.waitForURL(/install_finished=Y/)
    await page.goto(`${world.portalOrigin}/crm/deal/list/`)
    await page.getByLabel('Actions for Delivery van').click()
    await page.getByRole('link', { name: 'What is this stage?' }).click()
    const inside = page.frameLocator('[data-testid="slider-frame"]').frameLocator('[data-testid="app-frame"]')
    await expect(inside.getByTestId('record-title')).toHaveText('Delivery van')
    await expect(inside.getByTestId('stage-card')).toHaveAttribute('data-stage-id', '104')
  })

  test('and the card’s tab shows it too', async ({ app, page, world }) => {
    await app.open()
    await app.get('install-finish').click()
    await page.waitForURL(/install_finished=Y/)
    await page.goto(`${world.portalOrigin}/crm/type/1038/details/104/`)
    await page.getByRole('link', { name: 'What is this stage?' }).click()
    await app.expectStage('733')
    await expect(app.get('record-title')).toHaveText('Compressor')
  })
})
