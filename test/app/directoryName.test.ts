import { describe, expect, it } from 'vitest'
import { asked, eachFrame, frames, idOf, timesAsked } from './inspect'
import { openStage, portal } from './open'

const TYPES = 'crm.status.entity.types'
const PIPELINES = 'crm.category.list'

describe('a card names its directory', () => {
  it.each([
    ['733', 'Equipment, General', 0],
    ['501', 'Sources', 0],
    ['104', 'Deal stages, General', 1],
    ['203', 'Deal stages, Rent', 1],
  ])('%s: %s, asking for no more than that takes', async (id, name, pipelines) => {
    const app = await openStage(id)
    await app.expectStage(id)
    await expect.element(app.get('stage-directory')).toHaveTextContent(name)
    expect([timesAsked(TYPES), timesAsked(PIPELINES)]).toEqual([1, pipelines])
  })

  it('once the portal has told all of it, and by what its code tells where the portal refuses', async () => {
    const pipelines = portal.hold(PIPELINES)
    const app = await openStage('203')
    await app.expectStage('203')
    const question = await pipelines.next()
    await expect.poll(() => portal.log.find(({ method }) => method === TYPES)?.status).toBe(200)
    await frames(4)
    expect(app.get('stage-directory').element().textContent).toBe('')
    question.fail('access-denied')
    await expect.element(app.get('stage-directory')).toHaveTextContent('Rent deal stages')
  })

  it.each([
    [TYPES, '733', 'Smart process 1038', '734', 'Equipment, General'],
    [PIPELINES, '203', 'Rent deal stages', '205', 'Deal stages, Rent'],
  ])('and asks again for %s that the portal refused', async (method, first, less, second, name) => {
    portal.addFault({ fault: 'server-internal', method })
    const app = await openStage(first)
    await expect.element(app.get('stage-directory')).toHaveTextContent(less)
    await app.ask(second)
    await app.expectStage(second)
    await expect.element(app.get('stage-directory')).toHaveTextContent(name)
    expect(timesAsked(method)).toBe(2)
  })
})

it('what names are for is asked once, and the names of pipelines for deals alone', async () => {
  const app = await openStage('733')
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  expect(asked('crm.category.list')).toEqual([])
  for (const [entityId, statusId, pipeline] of [
    ['DEAL_STAGE_1', 'C1:NEW', 'Rent'],
    ['DEAL_STAGE', 'WON', 'General'],
    ['DEAL_STAGE_1', 'C1:WON', 'Rent'],
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
