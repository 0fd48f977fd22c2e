import { beforeEach, expect, it } from 'vitest'
import { item, itemIds, option, searchFor } from './directories'
import { openApp, openDeal, portal } from './open'

beforeEach(() => {
  portal.settings.listsAsObjects = true
})

it('shows directories, items and the card of an item', async () => {
  const app = await openApp()
  // Named after the pipeline, which another list tells.
  await expect.element(option('DEAL_STAGE_1')).toHaveTextContent(/^Rent/)
  await option('DEAL_STAGE').click()
  await expect.element(app.get('directory-count')).toHaveTextContent(/^8 entries$/)
  expect(itemIds()).toEqual(['101', '102', '103', '104', '105', '106', '107', '108'])
  await item('103').click()
  await app.expectStage('103')
  await option('DYNAMIC_1038_STAGE_37').click()
  await expect.element(item('733')).toBeVisible()
})

it('shows a list that comes in two pages', async () => {
  portal.settings.listPaging = true
  const [first] = portal.data.statuses.filter((row) => row.ENTITY_ID === 'SOURCE')
  if (!first) throw new Error('No item to copy')
  portal.data.statuses.push(
    ...Array.from({ length: 50 }, (_, index) => ({ ...first, ID: String(5_000 + index), STATUS_ID: `MORE_${index}` })),
  )
  const app = await openApp()
  await option('SOURCE').click()
  await expect.element(app.get('directory-count')).toHaveTextContent(/^56 entries$/)
})

it('finds items in all directories', async () => {
  await openApp()
  await searchFor('Deal won')
  await expect.element(item('106')).toBeVisible()
})

it('shows a record’s stage', async () => {
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
})

it('shows placements, and which are chosen', async () => {
  const app = await openApp()
  await app.get('settings-open').click()
  await app.find('[data-placement="CRM_DEAL_DETAIL_TAB"]').click()
  await app.get('install-finish').click()
  await expect.element(app.get('settings-saved')).not.toBeEmptyDOMElement()
  const again = await openApp()
  await again.get('settings-open').click()
  await expect.element(again.find('[data-placement="CRM_DEAL_DETAIL_TAB"]')).toBeChecked()
})
