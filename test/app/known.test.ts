import { describe, expect, it, vi } from 'vitest'
import { openApp, openRecord, openStage, portal } from './open'
import { asked, boxOf } from './inspect'

const REMEMBERED = {
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

/** Has the portal remember a stage whose card was shown some other time. */
function rememberStage(stage: object = REMEMBERED): void {
  portal.userOptions = { stageCard: JSON.stringify({ stages: [stage] }) }
}

const kept = () => String(portal.userOptions.stageCard)

it('a card that was shown before is there before the answer, and is put right by it', async () => {
  rememberStage()
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  const call = await held.next()
  await expect.element(app.card).toHaveAttribute('data-stage-id', '733')
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Accepted$/)
  await expect.element(app.get('stage-swatch')).toHaveStyle({ backgroundColor: 'rgb(255, 0, 0)' })
  await expect.element(app.get('stage-field-STATUS_ID')).toHaveTextContent(/^DT1038_37:SUCCESS$/)
  // It does not pass for the answer.
  await expect.element(app.card).toHaveAttribute('aria-busy', 'true')
  await expect.element(app.get('stage-loading')).toHaveTextContent(/^Asking the portal…$/)
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
  await expect.poll(kept).toContain('"Success"')
})

it('a shown stage is remembered, one of many', async () => {
  const first = await openApp()
  for (const id of ['733', '734']) {
    await first.ask(id)
    await first.expectStage(id)
  }
  await expect.poll(kept).toMatch(/"ID":"734".*"ID":"733"/)
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  await held.next()
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Success$/)
  await expect.element(app.get('stage-loading')).toBeVisible()
  held.off()
  await app.expectStage('733')
})

const NOT_TO_BE_SEEN = ['not-found', 'access-denied'] as const

it.each(NOT_TO_BE_SEEN)('a stage that is not to be seen any more (%s) is forgotten', async (fault) => {
  rememberStage()
  const held = portal.hold('crm.status.get')
  const app = await openStage('733')
  const call = await held.next()
  await expect.element(app.card).toBeVisible()
  call.fail(fault)
  await app.expectError(fault)
  expect(app.card.elements()).toEqual([])
  await expect.poll(kept).not.toContain('733')
})

it('whoever cannot ask the portal does not see an old card as an answer', async () => {
  rememberStage()
  portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
  const app = await openStage('733')
  await app.expectError('server')
  expect(app.card.elements()).toEqual([])
  expect(kept()).toContain('"Accepted"')
  await app.get('stage-retry').click()
  await app.expectStage('733')
  await expect.element(app.get('stage-name')).toHaveTextContent(/^Success$/)
})

it('a wait over a known card is told of', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  rememberStage()
  portal.addFault({ fault: 'network-hang', method: 'crm.status.get' })
  const app = await openStage('733')
  await expect.element(app.get('stage-loading')).toHaveTextContent(/^Asking the portal…$/)
  await expect.poll(() => asked('crm.status.get')).toHaveLength(1)
  await vi.advanceTimersByTimeAsync(6_500)
  await expect.element(app.get('stage-loading')).toHaveTextContent(/^The portal is taking its time. Still waiting…$/)
  await vi.advanceTimersByTimeAsync(30_000)
  await app.expectError('network')
})

describe('what came with something else is known as well', () => {
  it('a record brings its stage: the card does not wait for the second round trip', async () => {
    const held = portal.hold('crm.status.get')
    const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
    const call = await held.next()
    await expect.element(app.card).toHaveAttribute('data-stage-id', '101')
    await expect.element(app.get('stage-loading')).toBeVisible()
    call.release()
    await app.expectStage('101')
  })

  it('along a pipeline each card is there at once', async () => {
    const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
    await app.expectStage('101')
    await expect.poll(() => app.get('pipeline-stage').elements()).toHaveLength(8)
    const names = app.all('[data-testid="pipeline-stage"]').map((step) => step.innerText)
    const held = portal.hold('crm.status.get')
    for (let at = names.length - 1; at > 0; at -= 1) {
      await app.get('pipeline-stage').nth(at).click()
      expect(app.get('stage-name').element().textContent).toBe(names[at])
    }
    held.off()
    await expect.poll(() => app.get('stage-loading').elements()).toEqual([])
    expect(app.get('stage-name').element().textContent).toBe(names[1])
  })

  it('so is each card of a directory’s items', async () => {
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

it('of two asked for one after the other, an answer to the first is never taken for the second’s', async () => {
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
