import type { Locator } from '@playwright/test'
import { HAND_WORKED } from '../portal/history'
import { expect, test, type App } from './fixtures'
import { tabTo } from './keys'

/** Opens the deal whose way is worked out by hand, in a portal with a year of records. */
async function openVan(app: App): Promise<void> {
  app.server.portal.settings.records = 'year'
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: String(HAND_WORKED.ownerId) })
  await app.expectStage('104')
}

const oldest = (app: App): Locator => app.get('stage-oldest').getByRole('button')

test('the life in a stage can be read by keyboard alone', async ({ app, page }) => {
  await openVan(app)
  await expect(oldest(app)).toHaveCount(10)
  await expect(app.get('stage-count')).toHaveCount(8)
  await expect(app.get('stage-usage')).toHaveText(/^\d+ items are here now$/)

  const way = app.get('record-way').getByRole('button')
  await tabTo(app, way.last())
  await expect(app.get('way-said')).toContainText('Making it')
  await page.keyboard.press('Home')
  await expect(way.first()).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(app.get('way-said')).toContainText('Prepare documents: 6 days')

  await tabTo(app, oldest(app).first())
  await page.keyboard.press('ArrowDown')
  const second = oldest(app).nth(1)
  await expect(second).toBeFocused()
  const id = await second.getAttribute('data-record')
  await page.keyboard.press('Enter')
  await expect(page.getByTestId('slider-frame')).toHaveAttribute('src', new RegExp(`/crm/deal/details/${id}/`))
  await page.keyboard.press('Escape')
  await expect(page.getByTestId('slider-frame')).toHaveCount(0)
  await second.focus()

  // The second page of the history is held back, so that the reading can be stopped.
  await tabTo(app, app.get('life-read'))
  const held = app.server.portal.hold('crm.stagehistory.list')
  await page.keyboard.press('Enter')
  ;(await held.next()).release()
  const next = await held.next()
  await expect(app.get('life-progress')).toHaveAttribute('data-rows', '50')
  await expect(app.get('life-stop')).toBeFocused()
  await page.keyboard.press('Enter')
  held.off()
  next.release()
  await expect(app.get('stage-duration')).toHaveAttribute('data-median', /^\d/)
  await expect(app.get('life-notes')).toContainText('Stopped after 50 stage changes.')
  await expect(app.get('life-go-on')).toBeFocused()
})

test('administrators write what a stage means, and others read it', async ({ app, page, portal }) => {
  await openVan(app)
  await tabTo(app, app.get('stage-words-edit'))
  await page.keyboard.press('Enter')
  await expect(app.get('stage-words-meaning')).toBeFocused()
  await page.keyboard.type('The van is being fitted out.')
  await tabTo(app, app.get('stage-words-ask'))
  await page.keyboard.type('Ada')
  await page.keyboard.press('Enter')
  await expect(app.get('stage-words')).toContainText('The van is being fitted out.')

  portal.settings.user = 'employee'
  await openVan(app)
  await expect(app.get('stage-words-meaning')).toHaveText('The van is being fitted out.')
  await expect(app.get('stage-words-ask')).toHaveText('Ada')
  await expect(app.get('stage-words-edit')).toHaveCount(0)
})
