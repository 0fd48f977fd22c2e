import type { Locator } from '@playwright/test'
import { expect, test, type App } from './fixtures'

const placementToggle = (app: App, code: string): Locator =>
  app.frame.locator(`[data-testid="placement-toggle"][data-placement="${code}"]`)
const handlerOf = (app: App) => `${app.server.appOrigin}/`

test.describe('the installer', () => {
  test.beforeEach(({ portal }) => {
    portal.settings.installing = true
  })

  test('shows the required scopes, binds the selected placements, and finishes', async ({ app, portal, page }) => {
    await app.open()
    await expect(app.get('install-screen')).toContainText('CRM (crm)')
    for (const code of ['CRM_LEAD_LIST_MENU', 'CRM_DEAL_DETAIL_TAB', 'CRM_DYNAMIC_1038_LIST_MENU', 'REST_APP_URI'])
      await expect(placementToggle(app, code)).toBeChecked()
    for (const code of ['CRM_DEAL_DETAIL_TOOLBAR', 'CRM_FUNNELS_TOOLBAR', 'CRM_LEAD_LIST_TOOLBAR'])
      await expect(placementToggle(app, code)).not.toBeChecked()
    for (const code of ['CRM_CONTACT_LIST_MENU', 'CRM_COMPANY_DETAIL_TAB'])
      await expect(placementToggle(app, code)).toHaveCount(0)
    await expect(app.frame.getByRole('group', { name: 'Equipment' })).toBeVisible()
    await placementToggle(app, 'CRM_LEAD_LIST_MENU').uncheck()
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
    // The portal reloads the app, now installed.
    await app.ask('733')
    await app.expectStage('733')
  })

  test('adds a menu item to records, which opens the stage in a slider', async ({ app, page, server }) => {
    await app.open()
    await app.get('install-finish').click()
    await page.waitForURL(/install_finished=Y/)
    await page.goto(`${server.portalOrigin}/crm/deal/list/`)
    await page.getByLabel('Actions for Delivery van').click()
    await page.getByRole('link', { name: 'What is this stage?' }).click()
    const sliderApp = page.frameLocator('[data-testid="slider-frame"]').frameLocator('[data-testid="app-frame"]')
    await expect(sliderApp.getByTestId('record-title')).toHaveText('Delivery van')
    await expect(sliderApp.getByTestId('stage-card')).toHaveAttribute('data-stage-id', '104')
  })

  test('adds a button to the windows of pipelines and of automation, which opens their pipeline', async ({
    app,
    page,
    server,
  }) => {
    await app.open()
    for (const code of ['CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', 'CRM_DYNAMIC_1038_FUNNELS_TOOLBAR'])
      await placementToggle(app, code).check()
    await app.get('install-finish').click()
    await page.waitForURL(/install_finished=Y/)
    const items = page
      .frameLocator('[data-testid="slider-frame"]')
      .frameLocator('[data-testid="app-frame"]')
      .getByTestId('directory-items')
    for (const [path, entityId] of [
      ['/crm/deal/automation/1/', 'DEAL_STAGE_1'],
      ['/crm/type/1038/categories/', 'DYNAMIC_1038_STAGE_37'],
    ] as const) {
      await page.goto(server.portalOrigin + path)
      await page.getByLabel('Extensions').click()
      await page.getByRole('link', { name: 'All stages and lists' }).click()
      await expect(items).toHaveAttribute('data-entity-id', entityId)
    }
  })

  test('adds a tab to records, which shows the stage', async ({ app, page, server }) => {
    await app.open()
    await app.get('install-finish').click()
    await page.waitForURL(/install_finished=Y/)
    await page.goto(`${server.portalOrigin}/crm/type/1038/details/104/`)
    await page.getByRole('link', { name: 'What is this stage?' }).click()
    await app.expectStage('733')
    await expect(app.get('record-title')).toHaveText('Compressor')
  })
})
