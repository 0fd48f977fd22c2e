import { expect, it } from 'vitest'
import { openStage, portal } from './open'
import { asked, eachFrame, idOf } from './looks'

it('a directory that the portal does not name is told by its code; the next card asks again', async () => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.entity.types' })
  const app = await openStage('733')
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Smart process 1038$/)
  await app.ask('734')
  await app.expectStage('734')
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  expect(asked('crm.status.entity.types')).toHaveLength(2)
})

it('a pipeline that the portal does not name is told by its directory; the next card asks again', async () => {
  portal.addFault({ fault: 'server-internal', method: 'crm.category.list' })
  const app = await openStage(idOf('DEAL_STAGE_1', 'C1:NEW'))
  const named = portal.data.directories.find(({ ID }) => ID === 'DEAL_STAGE_1')?.NAME ?? 'none'
  await expect.element(app.get('stage-directory')).toHaveTextContent(named)
  const next = idOf('DEAL_STAGE_1', 'C1:WON')
  await app.ask(next)
  await app.expectStage(next)
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Deal stages, Rent$/)
  expect(asked('crm.category.list')).toEqual([{ entityTypeId: 2 }, { entityTypeId: 2 }])
})

it('what names are for is asked once, and the names of pipelines for deals alone', async () => {
  const app = await openStage('733')
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  expect(asked('crm.category.list')).toEqual([])
  for (const [entityId, statusId, pipeline] of [
    ['DEAL_STAGE_1', 'C1:NEW', 'Rent'], ['DEAL_STAGE', 'WON', 'General'], ['DEAL_STAGE_1', 'C1:WON', 'Rent'],
  ] as const) {
    await app.ask(idOf(entityId, statusId))
    await expect.element(app.get('stage-directory')).toHaveTextContent(new RegExp(`^Deal stages, ${pipeline}$`))
  }
  expect(asked('crm.status.entity.types')).toHaveLength(1)
  expect(asked('crm.category.list')).toEqual([{ entityTypeId: 2 }])
})

it('a card never has the name of another card’s directory', async () => {
  const app = await openStage('733')
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  const id = idOf('DEAL_STAGE', 'WON')
  const nameShown = () => app.all('[data-testid="stage-directory"]')[0]?.textContent
  const seen = eachFrame(() => `${app.shownStage()}: ${nameShown()}`)
  await app.ask(id)
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Deal stages, General$/)
  // Its own name comes frames after the card.
  expect(seen).toContain(`${id}: `)
  expect(seen).not.toContain(`${id}: Equipment, General`)
})
