import { describe, expect, it } from 'vitest'
import { launchOf } from '../../src/portal/launch'
import { fc, test as property } from './property'

describe('launchOf', () => {
  it.each([
    ['REST_APP_URI', { id: '733', URI: '/marketplace/view/x/' }, { kind: 'stage', id: '733' }],
    ['DEFAULT', { id: 733 }, { kind: 'stage', id: '733' }],
    ['DEFAULT', '{"id":"733"}', { kind: 'stage', id: '733' }],
    ['DEFAULT', { id: 'nonsense' }, { kind: 'stage', id: 'nonsense' }],
    ['LEFT_MENU', { id: '' }, { kind: 'page' }],
    ['DEFAULT', { ID: '17' }, { kind: 'page' }],
    ['CRM_FUNNELS_TOOLBAR', { ENTITY_ID: '17' }, { kind: 'page' }],
    ['DEFAULT', { id: ['733'] }, { kind: 'page' }],
    ['DEFAULT', {}, { kind: 'page' }],
    ['DEFAULT', [], { kind: 'page' }],
    ['DEFAULT', '', { kind: 'page' }],
    ['DEFAULT', '{"id":', { kind: 'page' }],
    [null, null, { kind: 'page' }],
    [undefined, undefined, { kind: 'page' }],
    ['CRM_LEAD_LIST_MENU', { ID: '3' }, { kind: 'record', entityTypeId: 1, id: '3' }],
    ['CRM_DEAL_DETAIL_TAB', { ID: '21' }, { kind: 'record', entityTypeId: 2, id: '21' }],
    ['CRM_DEAL_DETAIL_TAB', '{"ID":"21"}', { kind: 'record', entityTypeId: 2, id: '21' }],
    ['CRM_QUOTE_DETAIL_TOOLBAR', { ENTITY_ID: '5' }, { kind: 'record', entityTypeId: 7, id: '5' }],
    ['CRM_SMART_INVOICE_DETAIL_TOOLBAR', { ENTITY_ID: '5' }, { kind: 'record', entityTypeId: 31, id: '5' }],
    ['CRM_DYNAMIC_1038_LIST_MENU', { ID: 7 }, { kind: 'record', entityTypeId: 1038, id: '7' }],
    ['CRM_CONTACT_DETAIL_TOOLBAR', { ID: '7' }, { kind: 'record', entityTypeId: 3, id: '7' }],
    ['CRM_ACTIVITY_LIST_MENU', { ID: '7' }, { kind: 'record', entityTypeId: 6, id: '7' }],
    ['CRM_DEAL_LIST_MENU', { ID: 'x' }, { kind: 'record', entityTypeId: 2, id: 'x' }],
    ['CRM_DEAL_LIST_MENU', [], { kind: 'page' }],
    ['CRM_DEAL_LIST_TOOLBAR', { ID: '7' }, { kind: 'page' }],
    ['CRM_DEAL_LIST_MENU', { id: '733' }, { kind: 'stage', id: '733' }],
  ])('%j with %j', (placement, options, launch) => {
    expect(launchOf(placement, options)).toEqual(launch)
  })

  property.prop([fc.anything(), fc.oneof(fc.jsonValue(), fc.json())])('finds a way in, whatever the portal tells', (placement, options) => {
    expect(['stage', 'record', 'page']).toContain(launchOf(placement, options).kind)
  })
})
