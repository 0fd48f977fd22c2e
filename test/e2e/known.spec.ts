import { expect, test } from './fixtures'
import type { Portal } from '../portal/portal'

const REMEMBERED = { ID: '733', ENTITY_ID: 'DYNAMIC_1038_STAGE_37', STATUS_ID: 'DT1038_37:SUCCESS', NAME: 'Accepted', SORT: '40', SYSTEM: 'Y', CATEGORY_ID: '37', COLOR: '#ff0000', SEMANTICS: 'S' }

/** Has the portal remember a stage whose card was shown some other time. */
function rememberStage(portal: Portal, stage: object = REMEMBERED): void {
  portal.userOptions = { stageCard: JSON.stringify({ stages: [stage] }) }
}

test('a card that was shown before is there before the answer, and is put right by it', async ({ app, portal }) => {
  rememberStage(portal)
  const held = portal.hold('crm.status.get')
  await app.openStage('733')
  const call = await held.next()
  await expect(app.card).toHaveAttribute('data-stage-id', '733')
  await expect(app.get('stage-name')).toHaveText('Accepted')
  await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgb(255, 0, 0)')
  await expect(app.get('stage-field-STATUS_ID')).toHaveText('DT1038_37:SUCCESS')
  // It does not pass for the answer.
  await expect(app.card).toHaveAttribute('aria-busy', 'true')
  await expect(app.get('stage-loading')).toHaveText('Asking the portal…')
  await expect(app.get('raw-json-toggle')).toHaveCount(0)
  const before = await app.get('stage-field-STATUS_ID').boundingBox()

  call.release()
  await app.expectStage('733')
  await expect(app.get('stage-name')).toHaveText('Success')
  await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgb(0, 255, 0)')
  await expect(app.get('raw-json-toggle')).toBeVisible()
  expect((await app.get('stage-field-STATUS_ID').boundingBox())?.y).toBe(before?.y)
  await expect.poll(() => String(portal.userOptions.stageCard)).toContain('"Success"')
})

test('a shown stage is remembered, one of many', async ({ app, page, portal }) => {
  await app.open()
  for (const id of ['733', '734']) {
    await app.ask(id)
    await app.expectStage(id)
  }
  await expect.poll(() => String(portal.userOptions.stageCard)).toMatch(/"ID":"734".*"ID":"733"/)
  const held = portal.hold('crm.status.get')
  await page.goto('about:blank')
  await app.openStage('733')
  await held.next()
  await expect(app.get('stage-name')).toHaveText('Success')
  held.off()
  await app.expectStage('733')
})

for (const fault of ['not-found', 'access-denied'] as const) {
  test(`a stage that is not to be seen any more (${fault}) is forgotten`, async ({ app, portal }) => {
    rememberStage(portal)
    const held = portal.hold('crm.status.get')
    await app.openStage('733')
    const call = await held.next()
    await expect(app.card).toBeVisible()
    call.fail(fault)
    await app.expectError(fault)
    await expect(app.card).toHaveCount(0)
    await expect.poll(() => String(portal.userOptions.stageCard)).not.toContain('733')
  })
}

test('whoever cannot ask the portal does not see an old card as an answer', async ({ app, portal }) => {
  rememberStage(portal)
  portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectError('server')
  await expect(app.card).toHaveCount(0)
  await app.get('stage-retry').click()
  await app.expectStage('733')
  await expect(app.get('stage-name')).toHaveText('Success')
})

test('a wait over a known card is told of', async ({ app, page, portal }) => {
  await page.clock.install()
  rememberStage(portal)
  portal.addFault({ fault: 'network-hang', method: 'crm.status.get' })
  await app.openStage('733')
  await expect(app.get('stage-loading')).toHaveText('Asking the portal…')
  await page.clock.runFor(6_500)
  await expect(app.get('stage-loading')).toHaveText('The portal is taking its time. Still waiting…')
  await page.clock.runFor(30_000)
  await app.expectError('network')
})

test('a record brings its stage: the card does not wait for the second round trip', async ({ app, portal }) => {
  const held = portal.hold('crm.status.get')
  await app.open(`/marketplace/app/stage-card/?placement=CRM_DEAL_LIST_MENU&options=${encodeURIComponent('{"ID":"21"}')}`)
  const call = await held.next()
  await expect(app.card).toHaveAttribute('data-stage-id', '101')
  await expect(app.get('stage-loading')).toBeVisible()
  call.release()
  await app.expectStage('101')
})

test('along a pipeline each card is there at once', async ({ app, portal }) => {
  await app.open(`/marketplace/app/stage-card/?placement=CRM_DEAL_LIST_MENU&options=${encodeURIComponent('{"ID":"21"}')}`)
  await app.expectStage('101')
  const names = await app.get('pipeline-stage').allInnerTexts()
  const held = portal.hold('crm.status.get')
  for (let at = names.length - 1; at > 0; at -= 1) {
    await app.get('pipeline-stage').nth(at).click()
    await expect(app.get('stage-name')).toHaveText(names[at] ?? '')
  }
  held.off()
  await expect(app.get('stage-loading')).toHaveCount(0)
  await expect(app.get('stage-name')).toHaveText(names[1] ?? '')
})
