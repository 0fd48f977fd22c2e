import { expect, it, vi } from 'vitest'
import { openApp, openDeal, portal, type App } from './open'
import { paramsOf, itemOf } from './inspect'

const openDirectory = (app: App, entityId: string) =>
  app.find(`[data-testid="directory-list"] [data-entity-id="${entityId}"]`).first().click()
const rowOf = (app: App, id: string) => app.find(`[data-testid="directory-item"][data-stage-id="${id}"]`)
const listedIds = () => paramsOf('crm.status.list').map(({ filter }) => (filter as { ENTITY_ID: string }).ENTITY_ID)

it('lists the directories only once their pipelines’ names are there', async () => {
  const pipelines = portal.hold('crm.category.list')
  const app = await openApp()
  const call = await pipelines.next()
  await expect.poll(() => portal.log.find(({ method }) => method === 'crm.status.entity.types')?.status).toBe(200)
  await expect.element(app.find('main')).toHaveTextContent('Loading stages and lists…')
  expect(app.get('directory-list').elements()).toEqual([])
  call.release()
  await expect.element(app.get('directory-list')).toHaveTextContent('Rent')
})

it('lists the directories even if asking for the pipelines’ names fails', async () => {
  portal.addFault({ fault: 'server-internal', method: 'crm.category.list' })
  const app = await openApp()
  await openDirectory(app, 'DEAL_STAGE_1')
  await expect.element(rowOf(app, '203')).toBeVisible()
})

it('shows that the list of directories failed; a retry asks once', async () => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.entity.types' })
  const app = await openApp()
  await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
  const held = portal.hold('crm.status.entity.types')
  await app.get('stage-retry').click()
  await held.next()
  await expect.element(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'true')
  held.off()
  await expect.element(app.get('directory-list')).toBeVisible()
  expect(paramsOf('crm.status.entity.types')).toHaveLength(2)
})

it('shows that a directory’s items failed; retry and reconnect together ask once', async () => {
  const app = await openApp()
  portal.addFault({ fault: 'network-drop', method: 'crm.status.list' })
  await openDirectory(app, 'SOURCE')
  await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'network')
  const held = portal.hold('crm.status.list')
  await app.get('stage-retry').click()
  await held.next()
  await expect.element(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'true')
  window.dispatchEvent(new Event('online'))
  held.off()
  await expect.element(rowOf(app, '501')).toBeVisible()
  expect(listedIds()).toEqual(['SOURCE', 'SOURCE'])
})

it('shows a directory from the cache, and asks again for one that is an hour old', async () => {
  const app = await openApp()
  await openDirectory(app, 'SOURCE')
  await expect.element(rowOf(app, '501')).toBeVisible()
  await openDirectory(app, 'QUOTE_STATUS')
  await expect.element(rowOf(app, '302')).toBeVisible()
  await openDirectory(app, 'SOURCE')
  await expect.element(rowOf(app, '501')).toBeVisible()
  expect(listedIds()).toEqual(['SOURCE', 'QUOTE_STATUS'])
  vi.setSystemTime(Date.now() + 3_600_000)
  await openDirectory(app, 'QUOTE_STATUS')
  await expect.poll(listedIds).toEqual(['SOURCE', 'QUOTE_STATUS', 'QUOTE_STATUS'])
})

it('shows changed items after a refresh', async () => {
  const app = await openApp()
  await openDirectory(app, 'QUOTE_STATUS')
  await expect.element(rowOf(app, '302')).toBeVisible()
  itemOf('302').NAME = 'On its way'
  const held = portal.hold('crm.status.list')
  await app.get('directory-refresh').click()
  const call = await held.next()
  await expect.element(app.get('directory-refresh')).toHaveTextContent(/^Refreshing…$/)
  await app.get('directory-refresh').click()
  call.release()
  held.off()
  await expect.element(rowOf(app, '302')).toHaveTextContent('On its way')
  expect(listedIds()).toHaveLength(2)
})

it('goes from a card to its directory among all directories, and back', async () => {
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
  expect(app.get('directory-list').elements()).toEqual([])
  await app.get('directory-open').click()
  await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
  await expect.element(app.get('directory-open')).toHaveTextContent(/^Back to the card$/)
  await app.expectStage('104')
  await app.get('directory-open').click()
  await expect.element(app.get('directory-open')).toHaveTextContent(/^All stages and lists$/)
  expect(app.get('directory-list').elements()).toEqual([])
  await app.expectStage('104')
})
