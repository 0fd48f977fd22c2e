import { expect, it } from 'vitest'
import { option } from './directories'
import { errorKind } from './entryPoints'
import { MARKUP } from './hostileData'
import { openApp, openRecord, portal, type App } from './open'
import { expectChecked, toggleOf } from './placements'

const REMEMBERED = { stageCard: '{"entityId":"SOURCE","stageId":501}' }

async function expectDirectory(app: App, entityId: string): Promise<void> {
  await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', entityId)
  await expect.element(option(entityId)).toHaveAttribute('aria-current', 'true')
}

it.each([
  ['CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', '/crm/deal/automation/1/', 'DEAL_STAGE_1'],
  ['CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', '/crm/deal/automation/0/?IFRAME=Y', 'DEAL_STAGE'],
  ['CRM_LEAD_ROBOT_DESIGNER_TOOLBAR', '/crm/lead/automation/0/', 'STATUS'],
  ['CRM_DYNAMIC_1038_ROBOT_DESIGNER_TOOLBAR', '/crm/type/1038/automation/37/', 'DYNAMIC_1038_STAGE_37'],
  ['CRM_FUNNELS_TOOLBAR', '/crm/tunnels/', 'DEAL_STAGE'],
  ['CRM_SMART_INVOICE_FUNNELS_TOOLBAR', '/crm/type/31/categories/', 'SMART_INVOICE_STAGE_5'],
  ['CRM_DEAL_LIST_TOOLBAR', '/crm/deal/kanban/category/1/', 'DEAL_STAGE_1'],
  ['CRM_QUOTE_LIST_TOOLBAR', '/crm/type/7/list/', 'QUOTE_STATUS'],
])('%s on %s opens the page with that pipeline, not with what was open last time', async (code, URI, entityId) => {
  portal.userOptions = REMEMBERED
  const app = await openRecord(code, { URI })
  await expectDirectory(app, entityId)
  expect(app.card.elements()).toEqual([])
})

it.each([
  '/crm/deal/automation/99/',
  '/crm/type/1038/automation/37/',
  '/crm/deal/automation/1/../../../../evil/',
  'https://evil.example/crm/deal/automation/1/',
  `/crm/deal/automation/1/?${MARKUP}${'x'.repeat(5_000_000)}`,
  `/crm/deal/automation/${'1'.repeat(5_000_000)}/`,
  MARKUP,
])('an address that is none of the portal’s (%#) opens the first pipeline of the record type', async (URI) => {
  portal.initData = { PLACEMENT: 'CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', PLACEMENT_OPTIONS: { URI } }
  await expectDirectory(await openApp(), 'DEAL_STAGE')
  expect(portal.log.filter(({ status }) => status !== 200)).toEqual([])
})

it('opens what was open last time for record types without stages', async () => {
  portal.userOptions = REMEMBERED
  const app = await openRecord('CRM_CONTACT_LIST_TOOLBAR', { URI: '/crm/contact/list/' })
  await expectDirectory(app, 'SOURCE')
  await app.expectStage('501')
})

it('opens the pipeline once the directories could be loaded', async () => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.entity.types' })
  const app = await openRecord('CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', { URI: '/crm/deal/automation/1/' })
  await expect.poll(errorKind).toBe('server')
  await app.get('stage-retry').click()
  await expectDirectory(app, 'DEAL_STAGE_1')
})

it('does not take away what a person has opened in the meantime', async () => {
  const held = portal.hold('crm.status.entity.types')
  const app = await openRecord('CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', { URI: '/crm/deal/automation/1/' })
  await app.ask('733')
  await app.expectStage('733')
  held.off()
  await expectDirectory(app, 'DYNAMIC_1038_STAGE_37')
  await app.expectStage('733')
})

it('is offered by the settings, with a title of its own', async () => {
  const app = await openApp()
  await app.get('settings-open').click()
  await expectChecked('CRM_FUNNELS_TOOLBAR', false)
  await expect
    .element(app.find('fieldset:has([data-placement="CRM_FUNNELS_TOOLBAR"])'))
    .toHaveTextContent(/^Deals.*Menu above the list.*Pipeline settings.*Automation rules/s)
  for (const code of ['CRM_FUNNELS_TOOLBAR', 'CRM_DEAL_LIST_MENU']) await toggleOf(code).click()
  await app.get('install-finish').click()
  await expect.element(app.get('settings-saved')).toHaveTextContent('Saved.')
  const titles = portal.bindings.map(({ placement, title, langAll }) => [placement, title, langAll])
  expect(titles.toSorted()).toEqual([
    ['CRM_DEAL_LIST_MENU', 'What is this stage?', expect.objectContaining({ de: expect.anything() })],
    [
      'CRM_FUNNELS_TOOLBAR',
      'All stages and lists',
      expect.objectContaining({ ru: { TITLE: expect.stringMatching(/\p{Script=Cyrillic}/u) } }),
    ],
  ])
})
