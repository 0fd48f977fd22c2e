import type { Locator } from '@playwright/test'
import { expect, test, type App } from './fixtures'

const toggle = (app: App, code: string): Locator => app.frame.locator(`[data-testid="placement-toggle"][data-placement="${code}"]`)
const handlerOf = (app: App) => `${app.world.appOrigin}/`

test.describe('installing', () => {
  test.beforeEach(({ portal }) => {
    portal.settings.installing = true
  })

  test('says what it needs, binds the ticked places in every language, and finishes once', async ({ app, portal, page }) => {
    await app.open()
    await expect(app.get('install-screen')).toContainText('CRM (crm)')
    for (const code of ['CRM_LEAD_LIST_MENU', 'CRM_DEAL_DETAIL_TAB', 'CRM_DYNAMIC_1038_LIST_MENU', 'REST_APP_URI']) await expect(toggle(app, code)).toBeChecked()
    await expect(toggle(app, 'CRM_DEAL_DETAIL_TOOLBAR')).not.toBeChecked()
    for (const code of ['CRM_CONTACT_LIST_MENU', 'CRM_COMPANY_DETAIL_TAB']) await expect(toggle(app, code)).toHaveCount(0)
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
        handler: handlerOf(app), title: 'What is this stage?', langAll: { en: { TITLE: 'What is this stage?' }, de: { TITLE: 'Was ist das für eine Phase?' }, ru: { TITLE: 'Что это за стадия?' } },
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

  test('a place that the portal refuses is named, with the reason, and can be tried again; it never ends in “finished”', async ({ app, portal, page }) => {
    await app.open()
    await expect(toggle(app, 'REST_APP_URI')).toBeChecked()
    portal.addFault({ fault: 'access-denied-code', method: 'placement.bind' })
    await app.get('install-finish').click()
    await expect(app.get('install-error')).toContainText('You may not see this')
    await expect(app.get('install-error').getByRole('listitem')).toHaveCount(1)
    expect(portal.settings.installing).toBe(true)
    await expect(app.get('install-finished')).toHaveCount(0)
    const before = portal.bindings.length
    await app.get('install-finish').click()
    await page.waitForURL(/install_finished=Y/)
    expect(portal.bindings).toHaveLength(before + 1)
  })

  for (const fault of ['soft-error', 'bad-false', 'network-drop', 'server-html'] as const) {
    test(`a bind that fails by ${fault} is not taken for done`, async ({ app, portal }) => {
      await app.open()
      await expect(toggle(app, 'REST_APP_URI')).toBeChecked()
      portal.addFault({ fault, method: 'placement.bind' })
      await app.get('install-finish').click()
      await expect(app.get('install-error')).toBeVisible()
      expect(portal.settings.installing).toBe(true)
    })
  }

  test('what is bound already is left alone', async ({ app, portal, page }) => {
    portal.bindings.push({ placement: 'CRM_DEAL_LIST_MENU', handler: handlerOf(app), title: 'Old', langAll: {} })
    await app.open()
    await app.get('install-finish').click()
    await page.waitForURL(/install_finished=Y/)
    expect(portal.bindings.filter(({ placement }) => placement === 'CRM_DEAL_LIST_MENU')).toEqual([expect.objectContaining({ title: 'Old' })])
    expect(portal.log.filter(({ method, params }) => method === 'placement.bind' && params.PLACEMENT === 'CRM_DEAL_LIST_MENU')).toEqual([])
  })

  test('a missing permission is named, and nothing is bound', async ({ app, portal }) => {
    portal.data.scopes = ['crm']
    await app.open()
    await expect(app.get('install-error')).toContainText('Tick the missing permissions')
    await expect(app.frame.locator('[data-scope="placement"]')).toContainText('missing')
    await expect(app.get('install-finish')).toHaveCount(0)
  })

  test('a portal that does not tell its places: told, and tried again', async ({ app, portal }) => {
    portal.addFault({ fault: 'server-internal', method: 'placement.list' })
    await app.open()
    await app.expectError('server')
    await app.get('stage-retry').click()
    await expect(toggle(app, 'CRM_DEAL_LIST_MENU')).toBeChecked()
  })

  test('someone who is no administrator is told to ask one', async ({ app, portal }) => {
    portal.settings.user = 'employee'
    await app.open()
    await expect(app.get('install-error')).toContainText('Only an administrator')
    await expect(app.get('install-finish')).toHaveCount(0)
  })
})

test.describe('settings', () => {
  test('show what is bound, add, remove, and move what points to an older address', async ({ app, portal }) => {
    portal.bindings.push(
      { placement: 'CRM_LEAD_LIST_MENU', handler: handlerOf(app), title: 'x', langAll: {} },
      { placement: 'CRM_DEAL_LIST_MENU', handler: 'https://old.example/app/', title: 'x', langAll: {} },
      { placement: 'CRM_CONTACT_LIST_MENU', handler: 'https://other.example/', title: 'another place, left alone', langAll: {} },
    )
    await app.open()
    await app.get('settings-open').click()
    await expect(toggle(app, 'CRM_LEAD_LIST_MENU')).toBeChecked()
    await expect(toggle(app, 'CRM_QUOTE_DETAIL_TAB')).not.toBeChecked()
    await expect(app.get('settings-screen')).toContainText('Shows an older address')
    await toggle(app, 'CRM_LEAD_LIST_MENU').uncheck()
    await toggle(app, 'CRM_QUOTE_DETAIL_TAB').check()
    await app.get('install-finish').click()
    await expect(app.get('settings-saved')).toHaveText('Saved.')
    expect(portal.bindings.map(({ placement, handler }) => [placement, handler]).toSorted()).toEqual([
      ['CRM_CONTACT_LIST_MENU', 'https://other.example/'],
      ['CRM_DEAL_LIST_MENU', handlerOf(app)],
      ['CRM_QUOTE_DETAIL_TAB', handlerOf(app)],
    ])
    await expect(app.get('settings-screen')).not.toContainText('Shows an older address')
    await app.get('settings-close').click()
    await app.ask('733')
    await app.expectStage('733')
  })

  test('are for administrators', async ({ app, portal }) => {
    portal.settings.user = 'employee'
    await app.openStage('733')
    await app.expectStage('733')
    await expect(app.get('settings-open')).toHaveCount(0)
  })
})
