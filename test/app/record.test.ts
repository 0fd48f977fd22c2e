import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { openRecord, portal, type App } from './open'
import { paramsOf, boxOf, idOf, itemOf, horizontalOverflow, PHONE_FRAME, resize } from './inspect'

const pipelineStage = (app: App, id: string) => app.find(`[data-testid="pipeline-stage"][data-stage-id="${id}"]`)
const expectPipelineLength = (app: App, count: number) =>
  expect.poll(() => app.get('pipeline-stage').elements()).toHaveLength(count)

describe('opens the stage of a record from', () => {
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
    await expectPipelineLength(app, portal.data.statuses.filter((row) => row.ENTITY_ID === entityId).length)
    const current = () => app.all('[data-testid="pipeline-stage"][aria-current]').map((stage) => stage.dataset.stageId)
    await expect.poll(current).toEqual([id])
  })
})

it('needs two round trips for the card', async () => {
  const batch = portal.hold('batch')
  const get = portal.hold('crm.status.get')
  const list = portal.hold('crm.status.list')
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  const first = await batch.next()
  expect(portal.log.map(({ method }) => method)).toEqual(['batch'])
  first.release()
  // The stage and its pipeline are asked for in parallel.
  const [stage, pipeline] = await Promise.all([get.next(), list.next()])
  expect([stage.params, pipeline.params]).toMatchObject([{ id: '101' }, { filter: { ENTITY_ID: 'DEAL_STAGE' } }])
  stage.release()
  await app.expectStage('101')
  expect(app.get('pipeline-stage').elements()).toEqual([])
  const before = boxOf(app.card)
  pipeline.release()
  await expectPipelineLength(app, 8)
  expect(boxOf(app.card).y).toBe(before.y)
})

it('shows since when the record is in its stage, and opens the record', async () => {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '22' })
  await expect.element(app.get('record-since')).toHaveTextContent('In this stage since November 11, 2026')
  await app.get('record-open').click()
  await expect.poll(() => app.host.openedPaths).toEqual(['/crm/deal/details/22/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER'])
})

it.each([
  ['present', 'CRM_DEAL_LIST_MENU', { ID: '22' }, '/crm/deal/details/22/'],
  ['present', 'CRM_QUOTE_DETAIL_TOOLBAR', { ENTITY_ID: '61' }, '/crm/type/7/details/61/'],
  ['present', 'CRM_DYNAMIC_1038_LIST_MENU', { ID: '104' }, '/crm/type/1038/details/104/'],
  ['older', 'CRM_DEAL_LIST_MENU', { ID: '22' }, '/crm/deal/details/22/'],
  ['older', 'CRM_QUOTE_DETAIL_TOOLBAR', { ENTITY_ID: '61' }, '/crm/quote/details/61/'],
  ['older', 'CRM_DYNAMIC_1038_LIST_MENU', { ID: '104' }, '/crm/type/1038/details/104/'],
] as const)('in a portal with the %s CRM, opens the record of %s %o at %s', async (crm, placement, options, path) => {
  portal.settings.crm = crm
  const openTab = vi.spyOn(window, 'open').mockReturnValue(null)
  onTestFinished(() => openTab.mockRestore())
  const app = await openRecord(placement, options)
  await app.get('record-open').click()
  await expect.poll(() => app.host.openedPaths).toEqual([`${path}?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER`])
  expect(openTab).not.toHaveBeenCalled()
})

it('shows another stage of the pipeline on click, and leads back', async () => {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  expect(app.get('back-to-record').elements()).toEqual([])
  const won = page.getByRole('button', { name: 'Deal won' })
  await won.click()
  await app.expectStage('106')
  await expect.element(won).toHaveAttribute('aria-current', 'true')
  const ownStage = page.getByRole('button', { name: 'New, this item’s stage' })
  await expect.element(ownStage).toHaveAttribute('data-current', 'true')
  await app.get('back-to-record').click()
  await app.expectStage('101')
})

it('moves between stages by arrow keys, and puts lost stages last', async () => {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  const ownStage = page.getByRole('button', { name: 'New, this item’s stage' })
  await expect.element(ownStage).toBeVisible()
  ;(ownStage.element() as HTMLElement).focus()
  for (const [key, id] of [
    ['ArrowRight', '102'],
    ['ArrowRight', '103'],
    ['ArrowLeft', '102'],
    ['End', '108'],
    ['Home', '101'],
  ] as const) {
    await userEvent.keyboard(`{${key}}`)
    await app.expectStage(id)
    await expect.element(pipelineStage(app, id)).toHaveFocus()
  }
  const lost = portal.data.statuses.filter((row) => row.ENTITY_ID === 'DEAL_STAGE' && row.SEMANTICS === 'F')
  const ids = app.all('[data-testid="pipeline-stage"]').map((stage) => stage.dataset.stageId)
  expect(lost).not.toEqual([])
  expect(ids.slice(-lost.length)).toEqual(lost.map(({ ID }) => ID))
})

it('gives a stage without a color the kanban’s default in the pipeline only', async () => {
  const app = await openRecord('CRM_DEAL_DETAIL_TAB', { ID: '42' })
  await app.expectStage('202')
  const head = pipelineStage(app, '202').getBySelector('.kanban-head')
  await expect.element(head).toHaveStyle({ backgroundColor: 'rgb(47, 198, 246)' })
  await expect.element(app.get('stage-swatch')).toHaveStyle({ backgroundColor: 'rgba(0, 0, 0, 0)' })
})

it('fits a pipeline of sixty stages on a phone', async () => {
  const template = itemOf('101')
  for (let index = 0; index < 52; index += 1) {
    const ownFields = {
      ID: String(5_000 + index),
      STATUS_ID: `UC_${index}`,
      NAME: `Stage number ${index}`,
      SORT: String(60 + index),
    }
    portal.data.statuses.push({ ...template, ...ownFields })
  }
  await resize(PHONE_FRAME, 740)
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '27' })
  await app.expectStage('107')
  await expectPipelineLength(app, 60)
  await expect.element(app.find('[data-testid="pipeline-stage"][aria-current]')).toBeInViewport()
  expect(window.innerWidth).toBe(PHONE_FRAME)
  expect(horizontalOverflow()).toBe(0)
})

it('goes to all directories and back without asking again for record and pipeline', async () => {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '24' })
  await app.expectStage('104')
  await expectPipelineLength(app, 8)
  await app.get('directory-open').click()
  await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
  expect(app.get('record-title').elements()).toEqual([])
  await app.get('directory-open').click()
  await expect.element(app.get('record-title')).toHaveTextContent(/^Delivery van$/)
  await app.expectStage('104')
  // Counting the items is a batch too.
  const records = paramsOf('batch').filter(({ cmd }) => Object.keys(cmd as object).includes('record'))
  expect(records).toHaveLength(1)
  expect(paramsOf('crm.status.list')).toHaveLength(1)
})
