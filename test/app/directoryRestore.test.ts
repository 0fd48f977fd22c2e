import { describe, expect, it } from 'vitest'
import { item, option } from './directories'
import { savedSettings } from '../portal/userOptions'
import { openApp, openStage, portal } from './open'

/** The app's user options. */
const userOptions = () => savedSettings(portal)

describe('the last directory and stage', () => {
  it('are restored on the next opening', async () => {
    const app = await openApp()
    await option('DEAL_STAGE_1').click()
    await item('203').click()
    await app.expectStage('203')
    await expect.poll(userOptions).toMatchObject({ entityId: 'DEAL_STAGE_1', stageId: 203 })
    const again = await openApp()
    await again.expectStage('203')
    await expect.element(again.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE_1')
  })

  it('do not override a link to another stage', async () => {
    portal.userOptions = { stageCard: '{"entityId":"DEAL_STAGE_1","stageId":203}' }
    const app = await openStage('733')
    await app.expectStage('733')
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DYNAMIC_1038_STAGE_37')
    await app.expectStage('733')
  })

  it.each([
    ['of wrong types', { entityId: 7, stageId: 'x', form: {} }],
    ['too long', { entityId: 'DEAL_STAGE_1', stageId: 733, form: 'x'.repeat(20_000) }],
  ])('are ignored and overwritten if they are %s', async (_, saved) => {
    portal.userOptions = { stageCard: JSON.stringify(saved) }
    const app = await openApp()
    await expect.element(app.get('directory-list')).toBeVisible()
    expect(app.get('directory-items').elements()).toEqual([])
    expect(app.card.elements()).toEqual([])
    await option('DEAL_STAGE').click()
    await expect.poll(userOptions).toEqual({ entityId: 'DEAL_STAGE' })
    const next = await openApp()
    await expect.element(next.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
  })
})
