import { describe, expect, it } from 'vitest'
import { paramsOf, recordEachFrame, waitForFrames, idOf, callCount } from './inspect'
import { option } from './directories'
import { openStage, portal } from './open'

const TYPES = 'crm.status.entity.types'
const PIPELINES = 'crm.category.list'

describe('the directory’s name on a card', () => {
  it.each([
    ['733', 'Equipment, General'],
    ['501', 'Sources'],
    ['104', 'Deal stages, General'],
    ['203', 'Deal stages, Rent'],
  ])('%s: %s, with as few calls as possible', async (id, name) => {
    const app = await openStage(id)
    await app.expectStage(id)
    await expect.element(app.get('stage-directory')).toHaveTextContent(name)
    await expect.element(option('SOURCE')).toBeVisible()
    expect([callCount(TYPES), callCount(PIPELINES)]).toEqual([1, 1])
  })

  it('waits for the pipelines’ names, with a fallback if they are denied', async () => {
    const pipelines = portal.hold(PIPELINES)
    const app = await openStage('203')
    await app.expectStage('203')
    const call = await pipelines.next()
    await expect.poll(() => portal.log.find(({ method }) => method === TYPES)?.status).toBe(200)
    await waitForFrames(4)
    expect(app.get('stage-directory').element().textContent).toBe('')
    call.fail('access-denied')
    await expect.element(app.get('stage-directory')).toHaveTextContent('Rent deal stages')
  })

  it.each([
    [TYPES, '733', 'SPA 1038', '734', 'Equipment, General'],
    [PIPELINES, '203', 'Rent deal stages', '205', 'Deal stages, Rent'],
  ])('is requested again after %s failed', async (method, first, fallback, second, name) => {
    portal.addFault({ fault: 'server-internal', method })
    const app = await openStage(first)
    await expect.element(app.get('stage-directory')).toHaveTextContent(fallback)
    await app.ask(second)
    await app.expectStage(second)
    await expect.element(app.get('stage-directory')).toHaveTextContent(name)
    expect(callCount(method)).toBe(2)
  })
})

it('asks once for directory names, and once for the names of deals’ pipelines', async () => {
  const app = await openStage('733')
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  for (const [entityId, statusId, pipeline] of [
    ['DEAL_STAGE_1', 'C1:NEW', 'Rent'],
    ['DEAL_STAGE', 'WON', 'General'],
    ['DEAL_STAGE_1', 'C1:WON', 'Rent'],
  ] as const) {
    await app.ask(idOf(entityId, statusId))
    await expect.element(app.get('stage-directory')).toHaveTextContent(new RegExp(`^Deal stages, ${pipeline}$`))
  }
  expect(paramsOf('crm.status.entity.types')).toHaveLength(1)
  expect(paramsOf('crm.category.list')).toEqual([{ entityTypeId: '2' }])
})

it('never shows the name of the previous card’s directory', async () => {
  const app = await openStage('733')
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Equipment, General$/)
  const id = idOf('DEAL_STAGE', 'WON')
  const name = () => app.all('[data-testid="stage-directory"]')[0]?.textContent
  const frames = recordEachFrame(() => `${app.currentStageId()}: ${name()}`)
  await app.ask(id)
  await expect.element(app.get('stage-directory')).toHaveTextContent(/^Deal stages, General$/)
  // The card appears a few frames before its directory's name.
  expect(frames).toContain(`${id}: `)
  expect(frames).not.toContain(`${id}: Equipment, General`)
})
