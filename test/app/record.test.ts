import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { openRecord, portal, type App } from './open'
import { asked, boxOf, idOf, itemOf, overflow, PHONE_FRAME, resize } from './inspect'

const stepOf = (app: App, id: string) => app.find(`[data-testid="pipeline-stage"][data-stage-id="${id}"]`)
const expectSteps = (app: App, count: number) =>
  expect.poll(() => app.get('pipeline-stage').elements()).toHaveLength(count)

describe('from a record’s menu, tab or toolbar to its stage', () => {
  it.each<[placement: string, options: object, title: string, entityId: string, statusId: string]>([
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
    [
      'CRM_DYNAMIC_1038_DETAIL_TOOLBAR',
      { ENTITY_ID: '103' },
      'Laser cutter',
      'DYNAMIC_1038_STAGE_37',
      'DT1038_37:CLIENT',
    ],
  ])('%s %o', async (placement, options, title, entityId, statusId) => {
    const id = idOf(entityId, statusId)
    const app = await openRecord(placement, options)
    await app.expectStage(id)
    expect(app.get('record-title').element().textContent).toBe(title)
    expect(app.get('stage-field-STATUS_ID').element().textContent).toBe(statusId)
    expect(app.get('stage-field-ENTITY_ID').element().textContent).toBe(entityId)
    await expectSteps(app, portal.data.statuses.filter((row) => row.ENTITY_ID === entityId).length)
    const current = () => app.all('[data-testid="pipeline-stage"][aria-current]').map((step) => step.dataset.stageId)
    await expect.poll(current).toEqual([id])
  })
})

it('two round trips to the card, and no more', async () => {
  const batch = portal.hold('batch')
  const get = portal.hold('crm.status.get')
  const list = portal.hold('crm.status.list')
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  const first = await batch.next()
  expect(portal.log.map(({ method }) => method)).toEqual(['batch'])
  first.release()
  // The stage and its pipeline are asked for side by side: neither waits for the other's answer.
  const [stage, pipeline] = await Promise.all([get.next(), list.next()])
  expect([stage.params, pipeline.params]).toMatchObject([{ id: 101 }, { filter: { ENTITY_ID: 'DEAL_STAGE' } }])
  stage.release()
  await app.expectStage('101')
  expect(app.get('pipeline-stage').elements()).toEqual([])
  const before = boxOf(app.card)
  pipeline.release()
  await expectSteps(app, 8)
  expect(boxOf(app.card).y).toBe(before.y)
})

it('since when, and the way to the record', async () => {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '22' })
  await expect.element(app.get('record-since')).toHaveTextContent('In this stage since November 11, 2026')
  await app.get('record-open').click()
  await expect.poll(() => app.host.slid).toEqual(['/crm/deal/details/22/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER'])
})

it('another stage of the pipeline by a click, and back', async () => {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  expect(app.get('back-to-record').elements()).toEqual([])
  const won = page.getByRole('button', { name: 'Deal won' })
  await won.click()
  await app.expectStage('106')
  await expect.element(won).toHaveAttribute('aria-current', 'true')
  const home = page.getByRole('button', { name: 'New, this record’s stage' })
  await expect.element(home).toHaveAttribute('data-current', 'true')
  await app.get('back-to-record').click()
  await app.expectStage('101')
})

it('another stage by the arrow keys; lost ones stand at the end', async () => {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  const home = page.getByRole('button', { name: 'New, this record’s stage' })
  await expect.element(home).toBeVisible()
  ;(home.element() as HTMLElement).focus()
  for (const [key, id] of [
    ['ArrowRight', '102'],
    ['ArrowRight', '103'],
    ['ArrowLeft', '102'],
    ['End', '108'],
    ['Home', '101'],
  ] as const) {
    await userEvent.keyboard(`{${key}}`)
    await app.expectStage(id)
    await expect.element(stepOf(app, id)).toHaveFocus()
  }
  const lost = portal.data.statuses.filter((row) => row.ENTITY_ID === 'DEAL_STAGE' && row.SEMANTICS === 'F')
  const shown = app.all('[data-testid="pipeline-stage"]').map((arrow) => arrow.dataset.stageId)
  expect(lost).not.toEqual([])
  expect(shown.slice(-lost.length)).toEqual(lost.map(({ ID }) => ID))
})

it('a stage without a color has the kanban’s on the strip alone', async () => {
  const app = await openRecord('CRM_DEAL_DETAIL_TAB', { ID: '42' })
  await app.expectStage('202')
  const arrow = stepOf(app, '202').getBySelector('.kanban-head')
  await expect.element(arrow).toHaveStyle({ backgroundColor: 'rgb(47, 198, 246)' })
  await expect.element(app.get('stage-swatch')).toHaveStyle({ backgroundColor: 'rgba(0, 0, 0, 0)' })
})

it('sixty stages stay usable at 360 pixels', async () => {
  const template = itemOf('101')
  for (let at = 0; at < 52; at += 1) {
    const own = { ID: String(5_000 + at), STATUS_ID: `UC_${at}`, NAME: `Stage number ${at}`, SORT: String(60 + at) }
    portal.data.statuses.push({ ...template, ...own })
  }
  await resize(PHONE_FRAME, 740)
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '27' })
  await app.expectStage('107')
  await expectSteps(app, 60)
  await expect.element(app.find('[data-testid="pipeline-stage"][aria-current]')).toBeInViewport()
  expect(window.innerWidth).toBe(PHONE_FRAME)
  expect(overflow()).toBe(0)
})

it('to all directories, where its own is open, and back: record and pipeline are not asked for again', async () => {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '24' })
  await app.expectStage('104')
  await expectSteps(app, 8)
  await app.get('directory-open').click()
  await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
  expect(app.get('record-title').elements()).toEqual([])
  await app.get('directory-open').click()
  await expect.element(app.get('record-title')).toHaveTextContent(/^Delivery van$/)
  await app.expectStage('104')
  for (const method of ['batch', 'crm.status.list']) expect(asked(method), method).toHaveLength(1)
})
