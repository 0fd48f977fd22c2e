import { expect, test, type App } from './fixtures'
import type { Portal } from '../portal/portal'

/** Opens the app from a record's menu. */
const openFrom = (app: App, placement: string, options: unknown) =>
  app.open(`/marketplace/app/stage-card/?placement=${placement}&options=${encodeURIComponent(JSON.stringify(options))}`)

const idOf = (portal: Portal, entityId: string, statusId: string) =>
  portal.data.statuses.find((row) => row.ENTITY_ID === entityId && row.STATUS_ID === statusId)?.ID ?? 'none'

test.describe('from a record’s menu, tab or toolbar to its stage', () => {
  const WAYS: [placement: string, options: object, title: string, entityId: string, statusId: string][] = [
    ['CRM_LEAD_LIST_MENU', { ID: '1' }, 'Call from the website', 'STATUS', 'NEW'],
    ['CRM_LEAD_DETAIL_TAB', { ID: '5' }, 'Returning visitor', 'STATUS', 'JUNK'],
    ['CRM_LEAD_DETAIL_TOOLBAR', { ID: '4' }, 'Request for a demo', 'STATUS', 'CONVERTED'],
    ['CRM_DEAL_LIST_MENU', { ID: '21' }, 'Coffee machines for the office', 'DEAL_STAGE', 'NEW'],
    ['CRM_DEAL_DETAIL_TAB', { ID: '41' }, 'Party tent, 60 guests', 'DEAL_STAGE_1', 'C1:NEW'],
    ['CRM_DEAL_DETAIL_TOOLBAR', { ID: '26' }, 'Conference chairs', 'DEAL_STAGE', 'WON'],
    ['CRM_QUOTE_LIST_MENU', { ID: '61' }, 'Office move', 'QUOTE_STATUS', 'DRAFT'],
    ['CRM_QUOTE_DETAIL_TOOLBAR', { ENTITY_ID: '64' }, 'Window repair', 'QUOTE_STATUS', 'DECLAINED'],
    ['CRM_SMART_INVOICE_LIST_MENU', { ID: '81' }, 'Invoice 2026/101', 'SMART_INVOICE_STAGE_5', 'DT31_5:N'],
    ['CRM_SMART_INVOICE_DETAIL_TOOLBAR', { ENTITY_ID: '83' }, 'Invoice 2026/103', 'SMART_INVOICE_STAGE_5', 'DT31_5:P'],
    ['CRM_DYNAMIC_1038_LIST_MENU', { ID: '104' }, 'Compressor', 'DYNAMIC_1038_STAGE_37', 'DT1038_37:SUCCESS'],
    ['CRM_DYNAMIC_1038_DETAIL_TAB', { ID: '105' }, 'Welding robot', 'DYNAMIC_1038_STAGE_37', 'DT1038_37:FAIL'],
    ['CRM_DYNAMIC_1038_DETAIL_TOOLBAR', { ENTITY_ID: '103' }, 'Laser cutter', 'DYNAMIC_1038_STAGE_37', 'DT1038_37:CLIENT'],
  ]
  for (const [placement, options, title, entityId, statusId] of WAYS) {
    test(`${placement} ${JSON.stringify(options)}`, async ({ app, portal }) => {
      const id = idOf(portal, entityId, statusId)
      await openFrom(app, placement, options)
      await app.expectStage(id)
      await expect(app.get('record-title')).toHaveText(title)
      await expect(app.get('stage-field-STATUS_ID')).toHaveText(statusId)
      await expect(app.get('stage-field-ENTITY_ID')).toHaveText(entityId)
      const stages = portal.data.statuses.filter((row) => row.ENTITY_ID === entityId)
      await expect(app.get('pipeline-stage')).toHaveCount(stages.length)
      await expect(app.frame.locator('[data-testid="pipeline-stage"][aria-current]')).toHaveAttribute('data-stage-id', id)
    })
  }
})

test('two round trips to the card, and no more', async ({ app, portal }) => {
  const batch = portal.hold('batch')
  const get = portal.hold('crm.status.get')
  const list = portal.hold('crm.status.list')
  await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '21' })
  const first = await batch.next()
  expect(portal.log.map(({ method }) => method)).toEqual(['batch'])
  first.release()
  // The stage and its pipeline are asked for side by side: neither waits for the other's answer.
  const [stage, pipeline] = await Promise.all([get.next(), list.next()])
  expect([stage.params, pipeline.params]).toMatchObject([{ id: 101 }, { filter: { ENTITY_ID: 'DEAL_STAGE' } }])
  stage.release()
  await app.expectStage('101')
  await expect(app.get('pipeline-stage')).toHaveCount(0)
  const before = await app.card.boundingBox()
  pipeline.release()
  await expect(app.get('pipeline-stage')).toHaveCount(8)
  expect((await app.card.boundingBox())?.y).toBe(before?.y)
})

test('since when, and the way to the record', async ({ app, page }) => {
  await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '22' })
  await expect(app.get('record-since')).toContainText('In this stage since November 11, 2026')
  await app.get('record-open').click()
  const slider = page.frameLocator('[data-testid="slider-frame"]')
  await expect(slider.locator('.strip')).toContainText('Prepare documents')
  await page.getByRole('button', { name: 'Close' }).click()
  await expect(page.getByTestId('slider-frame')).toHaveCount(0)
})

test('another stage of the pipeline by a click, and back', async ({ app }) => {
  await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  await expect(app.get('back-to-record')).toHaveCount(0)
  await app.frame.getByRole('button', { name: 'Deal won' }).click()
  await app.expectStage('106')
  await expect(app.frame.getByRole('button', { name: 'Deal won' })).toHaveAttribute('aria-current', 'true')
  await expect(app.frame.getByRole('button', { name: 'New, this record’s stage' })).toHaveAttribute('data-current', 'true')
  await app.get('back-to-record').click()
  await app.expectStage('101')
})

test('another stage by the arrow keys; lost ones stand at the end', async ({ app, portal }) => {
  await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  await app.frame.getByRole('button', { name: 'New, this record’s stage' }).focus()
  for (const [key, id] of [['ArrowRight', '102'], ['ArrowRight', '103'], ['ArrowLeft', '102'], ['End', '108'], ['Home', '101']] as const) {
    await app.page.keyboard.press(key)
    await app.expectStage(id)
    await expect(app.frame.locator(`[data-testid="pipeline-stage"][data-stage-id="${id}"]`)).toBeFocused()
  }
  const lost = portal.data.statuses.filter((row) => row.ENTITY_ID === 'DEAL_STAGE' && row.SEMANTICS === 'F')
  const shown = await app.get('pipeline-stage').evaluateAll((arrows) => arrows.map((arrow) => (arrow as HTMLElement).dataset.stageId))
  expect(shown.slice(-lost.length)).toEqual(lost.map(({ ID }) => ID))
})

test('a stage without a colour has the kanban’s on the strip alone', async ({ app }) => {
  await openFrom(app, 'CRM_DEAL_DETAIL_TAB', { ID: '42' })
  await app.expectStage('202')
  await expect(app.frame.locator('[data-testid="pipeline-stage"][data-stage-id="202"] .kanban-head')).toHaveCSS('background-color', 'rgb(47, 198, 246)')
  await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgba(0, 0, 0, 0)')
})

test('sixty stages stay usable at 360 pixels', async ({ app, page, portal }) => {
  const template = portal.data.statuses.find((row) => row.ID === '101')
  for (let at = 0; at < 52; at += 1) {
    if (template) portal.data.statuses.push({ ...template, ID: String(5_000 + at), STATUS_ID: `UC_${at}`, NAME: `Stage number ${at}`, SORT: String(60 + at) })
  }
  await page.setViewportSize({ width: 360, height: 740 })
  await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '27' })
  await app.expectStage('107')
  await expect(app.get('pipeline-stage')).toHaveCount(60)
  await expect(app.frame.locator('[data-testid="pipeline-stage"][aria-current]')).toBeInViewport()
  const { inner, scroll } = await app.frame.locator('html').evaluate((html) => ({ inner: html.clientWidth, scroll: html.scrollWidth }))
  expect(scroll).toBe(inner)
})

test.describe('what keeps a record from its stage: each in its own words, with the ID field still there', () => {
  const CASES: [name: string, placement: string, options: object, kind: string, words: string][] = [
    ['a contact', 'CRM_CONTACT_LIST_MENU', { ID: '121' }, 'no-stage', 'This record has no stages'],
    ['a company', 'CRM_COMPANY_DETAIL_TAB', { ID: '141' }, 'no-stage', 'This record has no stages'],
    ['an activity', 'CRM_ACTIVITY_LIST_MENU', { ID: '1' }, 'no-stage', 'This record has no stages'],
    ['a record that is gone', 'CRM_DEAL_LIST_MENU', { ID: '99999' }, 'not-found', 'The record is gone'],
    ['an ID that is none', 'CRM_DEAL_LIST_MENU', { ID: 'abc' }, 'not-found', 'The portal named no record'],
    ['an ID of zero', 'CRM_DEAL_LIST_MENU', { ID: '0' }, 'not-found', 'The portal named no record'],
  ]
  for (const [name, placement, options, kind, words] of CASES) {
    test(name, async ({ app }) => {
      await openFrom(app, placement, options)
      await app.expectError(kind)
      await expect(app.error.getByRole('heading')).toHaveText(words)
      await app.ask('733')
      await expect(app.card).toHaveAttribute('data-stage-id', '733')
    })
  }

  test('a stage that was deleted', async ({ app, portal }) => {
    portal.data.statuses = portal.data.statuses.filter((row) => row.ID !== '101')
    await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '21' })
    await app.expectError('no-stage')
    await expect(app.error.getByRole('heading')).toHaveText('The record’s stage was deleted')
  })

  test('a record that may not be read', async ({ app, portal }) => {
    portal.data.denied = [21]
    await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '21' })
    await app.expectError('access-denied')
    await expect(app.error.getByRole('heading')).toHaveText('You may not see this record')
  })

  for (const fault of ['server-internal', 'network-drop', 'bad-null', 'bad-html', 'limit-rate'] as const) {
    test(`a batch that fails: ${fault}, and works again`, async ({ app, portal }) => {
      await app.stopClock()
      portal.addFault({ fault, method: 'batch' })
      await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '21' })
      await expect(app.error).toBeVisible()
      await app.get('stage-retry').click()
      await app.expectStage('101')
    })
  }

  test('a pipeline that does not come leaves the card', async ({ app, portal }) => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
    await openFrom(app, 'CRM_DEAL_LIST_MENU', { ID: '21' })
    await app.expectStage('101')
    await expect(app.get('pipeline-stage')).toHaveCount(0)
  })
})

test('a link to a stage can be copied, and opens its card', async ({ app, page, world }) => {
  await app.openStage('734')
  await app.expectStage('734')
  await app.get('copy').and(app.frame.locator('[data-copies="link"]')).click()
  await app.input.fill('')
  await app.input.press('ControlOrMeta+V')
  const link = await app.input.inputValue()
  expect(link).toBe(`${world.portalOrigin}/marketplace/view/stage-card/?params[id]=734`)
  await page.goto(link)
  await app.expectStage('734')
})
