import { expect, it, vi } from 'vitest'
import { openApp, openStage, portal, type App } from './open'
import { asked, itemOf } from './inspect'

const choose = (app: App, entityId: string) =>
  app.find(`[data-testid="directory-list"] [data-entity-id="${entityId}"]`).first().click()
const rowOf = (app: App, id: string) => app.find(`[data-testid="directory-item"][data-stage-id="${id}"]`)
const lists = () => asked('crm.status.list').map(({ filter }) => (filter as { ENTITY_ID: string }).ENTITY_ID)

it('directories are listed once they can be named', async () => {
  const pipelines = portal.hold('crm.category.list')
  const app = await openApp()
  const call = await pipelines.next()
  await expect.poll(() => portal.log.find(({ method }) => method === 'crm.status.entity.types')?.status).toBe(200)
  await expect.element(app.find('main')).toHaveTextContent('Asking the portal for its directories…')
  expect(app.get('directory-list').elements()).toEqual([])
  call.release()
  await expect.element(app.get('directory-list')).toHaveTextContent('Rent')
})

it('directories are listed also where the portal does not name its pipelines', async () => {
  portal.addFault({ fault: 'server-internal', method: 'crm.category.list' })
  const app = await openApp()
  await choose(app, 'DEAL_STAGE_1')
  await expect.element(rowOf(app, '203')).toBeVisible()
})

it('a list of directories that does not come is told, and is asked for again once', async () => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.entity.types' })
  const app = await openApp()
  await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
  const held = portal.hold('crm.status.entity.types')
  await app.get('stage-retry').click()
  await held.next()
  await expect.element(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'true')
  held.off()
  await expect.element(app.get('directory-list')).toBeVisible()
  expect(asked('crm.status.entity.types')).toHaveLength(2)
})

it('a directory’s items that do not come are told, and are asked for again once', async () => {
  const app = await openApp()
  portal.addFault({ fault: 'network-drop', method: 'crm.status.list' })
  await choose(app, 'SOURCE')
  await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'network')
  const held = portal.hold('crm.status.list')
  await app.get('stage-retry').click()
  await held.next()
  await expect.element(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'true')
  window.dispatchEvent(new Event('online'))
  held.off()
  await expect.element(rowOf(app, '501')).toBeVisible()
  expect(lists()).toEqual(['SOURCE', 'SOURCE'])
})

it('a directory that was open a moment ago is there at once; one of an hour ago is asked for again', async () => {
  const app = await openApp()
  await choose(app, 'SOURCE')
  await expect.element(rowOf(app, '501')).toBeVisible()
  await choose(app, 'QUOTE_STATUS')
  await expect.element(rowOf(app, '302')).toBeVisible()
  await choose(app, 'SOURCE')
  await expect.element(rowOf(app, '501')).toBeVisible()
  expect(lists()).toEqual(['SOURCE', 'QUOTE_STATUS'])
  vi.setSystemTime(Date.now() + 3_600_000)
  await choose(app, 'QUOTE_STATUS')
  await expect.poll(lists).toEqual(['SOURCE', 'QUOTE_STATUS', 'QUOTE_STATUS'])
})

it('refresh brings what has changed in a directory', async () => {
  const app = await openApp()
  await choose(app, 'QUOTE_STATUS')
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
  expect(lists()).toHaveLength(2)
})

it('from a card to all directories, where its own is open, and back', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  expect(app.get('directory-list').elements()).toEqual([])
  await app.get('directory-open').click()
  await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DYNAMIC_1038_STAGE_37')
  await expect.element(app.get('directory-open')).toHaveTextContent(/^Back to the card$/)
  await app.expectStage('733')
  await app.get('directory-open').click()
  await expect.element(app.get('directory-open')).toHaveTextContent(/^All directories$/)
  expect(app.get('directory-list').elements()).toEqual([])
  await app.expectStage('733')
})
