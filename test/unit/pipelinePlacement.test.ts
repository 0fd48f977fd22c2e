import { describe, expect, it } from 'vitest'
import { entityIdOf, ownerOf } from '../../src/crm/directory'
import { launchOf } from '../../src/crm/launch'
import { automationPath } from '../../src/crm/automation'
import { openedPipeline, pipelinePlacement } from '../../src/crm/pipelinePlacement'
import { fc, json, looseRecord, mutationsOf, property, text } from './fastCheck'

describe('pipelinePlacement', () => {
  it.each([
    ['CRM_FUNNELS_TOOLBAR', 2, 'FUNNELS_TOOLBAR'],
    ['CRM_SMART_INVOICE_FUNNELS_TOOLBAR', 31, 'FUNNELS_TOOLBAR'],
    ['CRM_DYNAMIC_1038_FUNNELS_TOOLBAR', 1038, 'FUNNELS_TOOLBAR'],
    ['CRM_LEAD_ROBOT_DESIGNER_TOOLBAR', 1, 'ROBOT_DESIGNER_TOOLBAR'],
    ['CRM_DYNAMIC_177_ROBOT_DESIGNER_TOOLBAR', 177, 'ROBOT_DESIGNER_TOOLBAR'],
    ['CRM_QUOTE_LIST_TOOLBAR', 7, 'LIST_TOOLBAR'],
    ['CRM_CONTACT_LIST_TOOLBAR', 3, 'LIST_TOOLBAR'],
  ])('of %s', (code, entityTypeId, suffix) => {
    expect(pipelinePlacement(code)).toMatchObject({ type: { entityTypeId }, suffix })
  })

  it.each([
    'CRM_LIST_TOOLBAR',
    'CRM__LIST_TOOLBAR',
    'CRM_ROBOT_DESIGNER_TOOLBAR',
    'CRM_DEAL_LIST_MENU',
    'CRM_DEAL_DETAIL_TOOLBAR',
    'CRM_ANALYTICS_TOOLBAR',
    'CRM_NOTHING_LIST_TOOLBAR',
    'TASK_ROBOT_DESIGNER_TOOLBAR',
    'XCRM_DEAL_LIST_TOOLBAR',
    'CRM_DEAL_LIST_TOOLBAR\n',
    'crm_deal_list_toolbar',
    'LEFT_MENU',
    'DEFAULT',
    '',
  ])('is none of %j', (code) => {
    expect(pipelinePlacement(code)).toBeNull()
  })
})

describe('openedPipeline', () => {
  const DEALS = 'CRM_DEAL_ROBOT_DESIGNER_TOOLBAR'

  it.each([
    ['CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', '/crm/deal/automation/0/', 2, 'DEAL_STAGE'],
    ['CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', '/crm/deal/automation/5/', 2, 'DEAL_STAGE_5'],
    ['CRM_DEAL_ROBOT_DESIGNER_TOOLBAR', '/crm/deal/automation/5/?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER', 2, 'DEAL_STAGE_5'],
    ['CRM_LEAD_ROBOT_DESIGNER_TOOLBAR', '/crm/lead/automation/0/', 1, 'STATUS'],
    ['CRM_SMART_INVOICE_ROBOT_DESIGNER_TOOLBAR', '/crm/type/31/automation/5/', 31, 'SMART_INVOICE_STAGE_5'],
    ['CRM_DYNAMIC_1038_ROBOT_DESIGNER_TOOLBAR', '/crm/type/1038/automation/37/', 1038, 'DYNAMIC_1038_STAGE_37'],
    ['CRM_DEAL_LIST_TOOLBAR', '/crm/deal/kanban/category/5/', 2, 'DEAL_STAGE_5'],
    ['CRM_DYNAMIC_1038_LIST_TOOLBAR', '/crm/type/1038/list/category/37/', 1038, 'DYNAMIC_1038_STAGE_37'],
    // Addresses that name no pipeline.
    ['CRM_FUNNELS_TOOLBAR', '/crm/tunnels/', 2, null],
    ['CRM_DYNAMIC_1038_FUNNELS_TOOLBAR', '/crm/type/1038/categories/', 1038, null],
    ['CRM_DEAL_LIST_TOOLBAR', '/crm/deal/list/', 2, null],
    ['CRM_QUOTE_LIST_TOOLBAR', '/crm/quote/list/', 7, null],
    // Types without stages.
    ['CRM_CONTACT_LIST_TOOLBAR', '/crm/contact/list/category/1/', 3, null],
  ])('of %s on %s', (code, URI, entityTypeId, entityId) => {
    expect(openedPipeline({ code, options: { URI } })).toEqual({ entityTypeId, entityId })
    expect(openedPipeline({ code, options: JSON.stringify({ URI }) })).toEqual({ entityTypeId, entityId })
    expect(launchOf({ isInstallMode: false, placement: { code, options: { URI } } })).toEqual({ kind: 'page' })
  })

  const HOSTILE: unknown[] = [
    // Of another type.
    '/crm/lead/automation/5/',
    '/crm/type/2/automation/5/',
    '/crm/type/1038/automation/5/',
    // Not quite such an address.
    '/crm/deal/automation/5',
    '/crm/deal/automation/05/',
    '/crm/deal/automation/-5/',
    '/crm/deal/automation/+5/',
    '/crm/deal/automation/5.0/',
    '/crm/deal/automation/5e3/',
    '/crm/deal/automation/0x5/',
    '/crm/deal/automation/٥/',
    '/crm/deal/automation/５/',
    '/crm/deal/automation/5/../9/',
    '/crm/deal/automation/5/#',
    '/crm/deal/automation/12345678901/',
    `/crm/deal/automation/${'9'.repeat(400)}/`,
    '/crm/deal/automation//5/',
    '//crm/deal/automation/5/',
    '/CRM/DEAL/automation/5/',
    ' /crm/deal/automation/5/',
    '/x/crm/deal/automation/5/',
    'https://evil.example/crm/deal/automation/5/',
    'javascript:alert(1)//crm/deal/automation/5/',
    '/crm/deal/automation/5/\n',
    '\n/crm/deal/automation/5/',
    '/crm/deal/automation/5/\u0000',
    '/crm/deal/automation/%35/',
    '/crm/deal/automation/5_STAGE/',
    '/crm/deal/category/5/',
    '/?/crm/deal/automation/5/',
    `/crm/deal/automation/5/?${'x'.repeat(2_000)}`,
    '<img src=x onerror=alert(1)>',
    '',
    5,
    null,
    ['/crm/deal/automation/5/'],
    { toString: null },
    { 0: '/crm/deal/automation/5/' },
  ]
  it.each(HOSTILE.map((URI) => [JSON.stringify(URI).slice(0, 60), URI]))('trusts nothing in %s', (_, URI) => {
    expect(openedPipeline({ code: DEALS, options: { URI } })).toEqual({ entityTypeId: 2, entityId: null })
  })

  const NO_OPTIONS: unknown[] = [null, undefined, '', [], '{"URI":', '[]', 7, { uri: '/crm/deal/automation/5/' }]
  it.each(NO_OPTIONS.map((options) => [options]))('names the type alone for the options %j', (options) => {
    expect(openedPipeline({ code: DEALS, options })).toEqual({ entityTypeId: 2, entityId: null })
  })

  const OTHERS: unknown[] = [
    'DEFAULT',
    'LEFT_MENU',
    'CRM_DEAL_LIST_MENU',
    'CRM_ANALYTICS_MENU',
    undefined,
    null,
    7,
    [DEALS],
  ]
  it.each(OTHERS.map((code) => [code]))('is none for the placement %j', (code) => {
    expect(openedPipeline({ code, options: { URI: '/crm/deal/automation/5/' } })).toBeNull()
  })

  it('reads the addresses that the app itself makes', () => {
    for (const [word, entityId] of [
      ['LEAD', 'STATUS'],
      ['DEAL', 'DEAL_STAGE'],
      ['DEAL', 'DEAL_STAGE_5'],
      ['SMART_INVOICE', 'SMART_INVOICE_STAGE_5'],
      ['DYNAMIC_1038', 'DYNAMIC_1038_STAGE_37'],
    ]) {
      const options = { URI: automationPath(String(entityId)) }
      expect(openedPipeline({ code: `CRM_${word}_ROBOT_DESIGNER_TOOLBAR`, options })).toMatchObject({ entityId })
    }
  })

  const codes = [DEALS, 'CRM_FUNNELS_TOOLBAR', 'CRM_DYNAMIC_1038_LIST_TOOLBAR', 'CRM_LEAD_ROBOT_DESIGNER_TOOLBAR']
  const uris = ['/crm/deal/automation/5/', '/crm/type/1038/list/category/37/?x=1', '/crm/lead/automation/0/']
  const uri = fc.oneof(fc.constantFrom(...uris), mutationsOf(...uris), text, json)
  const options = fc.oneof(
    looseRecord({ URI: uri }),
    looseRecord({ URI: uri }).map((value) => JSON.stringify(value)),
    json,
  )
  property([fc.oneof(fc.constantFrom(...codes), mutationsOf(...codes), json), options])(
    'is a pipeline of the placement’s own type, or none, for any JSON',
    (code, value) => {
      const opened = openedPipeline({ code, options: value })
      if (!opened?.entityId) return
      const owner = ownerOf(opened.entityId)
      expect(owner).toMatchObject({ entityTypeId: opened.entityTypeId })
      if (owner.type !== 'list') expect(entityIdOf(owner.entityTypeId, owner.pipelineId)).toBe(opened.entityId)
    },
  )
})
