import { describe, expect, it, vi } from 'vitest'
import { openApp, openRecord, openStage, portal } from './open'
import { paramsOf, boxOf } from './inspect'
import { savedSettings } from '../portal/userOptions'

const SAVED = {
  ID: '733',
  ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
  STATUS_ID: 'DT1038_37:SUCCESS',
  NAME: 'Accepted',
  SORT: '40',
  SYSTEM: 'Y',
  CATEGORY_ID: '37',
  COLOR: '#ff0000',
  SEMANTICS: 'S',
}

/** Puts a stage into the user options, as if its card had been shown before. */
function saveStage(stage: object = SAVED): void {
  portal.userOptions = { stageCard: JSON.stringify({ stages: [stage] }) }
}

const userOptions = () => JSON.stringify(savedSettings(portal))

it('shows a saved stage until the portal answers, and then corrects it', async () => {
  saveStage()
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  const call = await held.next()
  await expect.element(app.card).toHaveAttribute('data-stage-id', '733')
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Accepted$/)
  await expect.element(app.get('stage-swatch')).toHaveStyle({ backgroundColor: 'rgb(255, 0, 0)' })
  await expect.element(app.get('stage-field-STATUS_ID')).toHaveTextContent(/^DT1038_37:SUCCESS$/)
  // A placeholder must not look like the portal's answer.
  await expect.element(app.card).toHaveAttribute('aria-busy', 'true')
  await expect.element(app.get('stage-loading')).toHaveTextContent(/^Waiting for Bitrix24…$/)
  expect(app.get('raw-json-toggle').elements()).toEqual([])
  expect(app.get('stage-refresh').elements()).toEqual([])
  const before = boxOf(app.get('stage-field-STATUS_ID'))

  call.release()
  await app.expectStage('733')
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Success$/)
  await expect.element(app.get('stage-swatch')).toHaveStyle({ backgroundColor: 'rgb(0, 255, 0)' })
  await expect.element(app.get('raw-json-toggle')).toBeVisible()
  await expect.element(app.card).toHaveAttribute('aria-busy', 'false')
  expect(boxOf(app.get('stage-field-STATUS_ID')).y).toBe(before.y)
  await expect.poll(userOptions).toContain('"Success"')
})

it('saves each stage that was shown', async () => {
  const first = await openApp()
  for (const id of ['733', '734']) {
    await first.ask(id)
    await first.expectStage(id)
  }
  await expect.poll(userOptions).toMatch(/"ID":"734".*"ID":"733"/)
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  await held.next()
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Success$/)
  await expect.element(app.get('stage-loading')).toBeVisible()
  held.off()
  await app.expectStage('733')
})

const UNAVAILABLE = ['not-found', 'access-denied'] as const

it.each(UNAVAILABLE)('forgets a saved stage that is no longer available (%s)', async (fault) => {
  saveStage()
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  const call = await held.next()
  await expect.element(app.card).toBeVisible()
  call.fail(fault)
  await app.expectError(fault)
  expect(app.card.elements()).toEqual([])
  await expect.poll(userOptions).not.toContain('733')
})

it('removes the placeholder on a failure, and keeps the saved stage', async () => {
  saveStage()
  portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectError('server')
  expect(app.card.elements()).toEqual([])
  expect(portal.userOptions.stageCard).toContain('"Accepted"')
  await app.get('stage-retry').click()
  await app.expectStage('733')
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Success$/)
})

it('shows a loading message above a placeholder', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  saveStage()
  portal.addFault({ fault: 'network-hang', method: 'crm.status.get' })
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toHaveTextContent(/^Waiting for Bitrix24…$/)
  await expect.poll(() => paramsOf('crm.status.get')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(6_500)
  await expect.element(app.get('stage-loading')).toHaveTextContent(/^This is taking longer than usual. Still waiting…$/)
  await vi.advanceTimersByTimeAsync(30_000)
  await app.expectError('network')
})

describe('takes the placeholder', () => {
  it('from the record, before the second round trip', async () => {
    const held = portal.hold('crm.status.get')
    const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
    const call = await held.next()
    await expect.element(app.card).toHaveAttribute('data-stage-id', '101')
    await expect.element(app.get('stage-loading')).toBeVisible()
    call.release()
    await app.expectStage('101')
  })

  it('from the pipeline', async () => {
    const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
    await app.expectStage('101')
    await expect.poll(() => app.get('pipeline-stage').elements()).toHaveLength(8)
    const names = app.all('[data-testid="pipeline-stage"]').map((step) => step.innerText)
    const held = portal.hold('crm.status.get')
    for (let index = names.length - 1; index > 0; index -= 1) {
      await app.get('pipeline-stage').nth(index).click()
      expect(app.get('stage-name').element().textContent).toBe(names[index])
    }
    held.off()
    await expect.poll(() => app.get('stage-loading').elements()).toEqual([])
    expect(app.get('stage-name').element().textContent).toBe(names[1])
  })

  it('from a directory’s items', async () => {
    const app = await openApp()
    await app.find('[data-entity-id="QUOTE_STATUS"]').first().click()
    const item = app.find('[data-testid="directory-item"][data-stage-id="302"]')
    await expect.element(item).toBeVisible()
    const held = portal.hold('crm.status.get')
    await item.click()
    await held.next()
    await expect.element(app.card).toHaveAttribute('data-stage-id', '302')
    await expect.element(app.get('stage-loading')).toBeVisible()
    held.off()
    await app.expectStage('302')
  })
})

it('never shows the answer for the first of two IDs as the answer for the second', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  const first = await held.next()
  await app.ask('734')
  const second = await held.next()
  second.release()
  await app.expectStage('734')
  first.release()
  held.off()
  await app.get('stage-refresh').click()
  await app.expectStage('734')
  expect(app.get('stage-field-ID').element().textContent).toBe('734')
})
