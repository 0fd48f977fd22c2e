import { existsSync } from 'node:fs'
import type { Locator } from '@playwright/test'
import { expect, test } from './fixtures'

// The main features, end to end. `npm run test:browsers` runs them in Firefox and WebKit, too.
test.skip(
  ({ browserName, playwright }) => browserName !== 'chromium' && !existsSync(playwright[browserName].executablePath()),
  'This browser is not installed',
)

const SUCCESS = {
  ID: '733',
  ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
  STATUS_ID: 'DT1038_37:SUCCESS',
  NAME: 'Success',
  NAME_INIT: 'Success',
  SORT: '40',
  SYSTEM: 'Y',
  CATEGORY_ID: '37',
  COLOR: '#00ff00',
  SEMANTICS: 'S',
}

for (const opening of ['post', 'get'] as const) {
  test(`entering an ID shows the stage’s fields; app opened by ${opening.toUpperCase()}`, async ({ app, portal }) => {
    portal.settings.opening = opening
    await app.open()
    await app.ask('733')
    await app.expectStage('733')
    await expect(app.get('stage-name')).toHaveText('Success')
    await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgb(0, 255, 0)')
    await expect(app.get('stage-semantics')).toHaveAttribute('data-semantics', 'success')
    await expect(app.get('stage-semantics')).toHaveText('Won')
    for (const [field, value] of Object.entries(SUCCESS))
      await expect(app.get(`stage-field-${field}`)).toHaveText(value)
    await expect(app.get('stage-directory')).toHaveText('Equipment, General')
    await expect(app.get('stage-time')).toContainText('Response time:')
    expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toEqual([
      expect.objectContaining({ params: { id: '733' }, status: 200, auth: 'token' }),
    ])
  })
}

test('a deal’s menu shows its stage, another stage, and opens the deal in a slider', async ({ app, page }) => {
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '22' })
  await app.expectStage('102')
  await expect(app.get('record-since')).toContainText('In this stage since November 11, 2026')
  await app.frame.getByRole('button', { name: 'Deal won' }).click()
  await app.expectStage('106')
  await app.get('back-to-record').click()
  await app.expectStage('102')
  await app.get('record-open').click()
  const slider = page.frameLocator('[data-testid="slider-frame"]')
  await expect(slider.locator('.strip')).toContainText('Prepare documents')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByTestId('slider-frame')).toHaveCount(0)
})

test('the open directory and item are restored after a reload', async ({ app, page, portal }) => {
  await app.open()
  await app.frame.locator('[data-testid="directory-option"][data-entity-id="DEAL_STAGE_1"]').click()
  await app.clickWhenSettled(app.frame.locator('[data-testid="directory-item"][data-stage-id="203"]'))
  await app.expectStage('203')
  await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('203')
  await page.reload()
  await app.expectStage('203')
  await expect(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE_1')
})

test('fields can be copied inside the portal’s frame', async ({ app, page }) => {
  await app.openStage('733')
  for (const field of ['ID', 'STATUS_ID', 'COLOR'] as const) {
    await app
      .get('copy')
      .and(app.frame.locator(`[data-copies="${field}"]`))
      .click()
    await app.input.fill('')
    await app.input.press('ControlOrMeta+V')
    await expect(app.input).toHaveValue(SUCCESS[field])
  }
  await expect(page.locator('textarea')).toHaveCount(0)
})

test('settings bind and unbind placements', async ({ app, portal }) => {
  const toggle = (code: string): Locator =>
    app.frame.locator(`[data-testid="placement-toggle"][data-placement="${code}"]`)
  const handler = `${app.server.appOrigin}/`
  portal.bindings.push({ placement: 'CRM_LEAD_LIST_MENU', handler, title: 'x', langAll: {} })
  await app.open()
  await app.get('settings-open').click()
  await expect(toggle('CRM_LEAD_LIST_MENU')).toBeChecked()
  await toggle('CRM_LEAD_LIST_MENU').uncheck()
  await toggle('CRM_QUOTE_DETAIL_TAB').check()
  await app.get('install-finish').click()
  await expect(app.get('settings-saved')).toHaveText('Saved.')
  expect(portal.bindings.map(({ placement }) => placement)).toEqual(['CRM_QUOTE_DETAIL_TAB'])
  await app.get('settings-close').click()
  await app.ask('733')
  await app.expectStage('733')
})
