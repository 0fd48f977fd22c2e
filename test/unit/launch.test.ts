import { describe, expect, it } from 'vitest'
import { launchOf } from '../../src/crm/launch'
import { fc, json, mutationsOf, looseRecord, property, text } from './fastCheck'

const opening = (code: unknown, options: unknown) => ({ isInstallMode: false, placement: { code, options } })

describe('launchOf', () => {
  it.each([
    ['REST_APP_URI', { id: '733', URI: '/marketplace/view/x/' }, { kind: 'stage', id: '733' }],
    ['REST_APP_URI', { id: 733 }, { kind: 'stage', id: '733' }],
    ['REST_APP_URI', '{"id":"733"}', { kind: 'stage', id: '733' }],
    ['REST_APP_URI', { id: 'nonsense' }, { kind: 'stage', id: 'nonsense' }],
    ['REST_APP_URI', { ID: '733' }, { kind: 'page' }],
    // A link of an app that is not bound to the placement of links.
    ['DEFAULT', { params: { id: '733' } }, { kind: 'stage', id: '733' }],
    ['DEFAULT', { APP: 'x', params: { id: '733' }, IFRAME: 'Y' }, { kind: 'stage', id: '733' }],
    ['DEFAULT', '{"params":{"id":"733"}}', { kind: 'stage', id: '733' }],
    ['DEFAULT', { id: '5', params: [] }, { kind: 'page' }],
    ['DEFAULT', { params: 'x' }, { kind: 'page' }],
    // The mobile app sends the number of the app.
    ['DEFAULT', { id: '5' }, { kind: 'page' }],
    ['DEFAULT', { id: 5 }, { kind: 'page' }],
    ['DEFAULT', '{"id":"5"}', { kind: 'page' }],
    ['LEFT_MENU', { id: '5' }, { kind: 'page' }],
    ['CRM_FUNNELS_TOOLBAR', { params: { id: '5' } }, { kind: 'page' }],
    [undefined, { id: '5' }, { kind: 'page' }],
    ['LEFT_MENU', { id: '' }, { kind: 'page' }],
    ['DEFAULT', { ID: '17' }, { kind: 'page' }],
    ['CRM_FUNNELS_TOOLBAR', { ENTITY_ID: '17' }, { kind: 'page' }],
    ['REST_APP_URI', { id: ['733'] }, { kind: 'page' }],
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
    ['CRM_DEAL_LIST_MENU', { id: '733' }, { kind: 'page' }],
  ])('of %j with %j', (code, options, launch) => {
    expect(launchOf(opening(code, options))).toEqual(launch)
  })

  it('is install in install mode, regardless of the placement', () => {
    const installing = { ...opening('CRM_DEAL_LIST_MENU', { ID: '21' }), isInstallMode: true }
    expect(launchOf(installing)).toEqual({ kind: 'install' })
  })

  const CODES = [
    'CRM_DEAL_LIST_MENU',
    'CRM_SMART_INVOICE_DETAIL_TOOLBAR',
    'CRM_DYNAMIC_1038_LIST_MENU',
    'CRM_DYNAMIC_1038_DETAIL_TAB',
    'REST_APP_URI',
    'DEFAULT',
  ]
  const code = fc.oneof(
    { arbitrary: fc.constantFrom(...CODES), weight: 2 },
    { arbitrary: mutationsOf(...CODES), weight: 2 },
    { arbitrary: json, weight: 1 },
  )
  const id = fc.oneof(text, fc.integer(), fc.double())
  const optionsObject = looseRecord({ ID: id, ENTITY_ID: id, id, URI: text, params: looseRecord({ id }) })
  const options = fc.oneof(
    { arbitrary: optionsObject, weight: 2 },
    { arbitrary: optionsObject.map((value) => JSON.stringify(value)), weight: 2 },
    { arbitrary: mutationsOf('{"id":"733"}', '{"ID":733}', '"{\\"id\\":7}"'), weight: 1 },
    { arbitrary: json, weight: 1 },
  )
  property([code, options])('is a stage, a record or a page, with an ID as text, for any JSON', (placement, data) => {
    const launch = launchOf(opening(placement, data))
    expect(['stage', 'record', 'page']).toContain(launch.kind)
    if (launch.kind === 'stage' || launch.kind === 'record') expect(launch.id.trim()).not.toBe('')
    if (launch.kind === 'stage') expect(['REST_APP_URI', 'DEFAULT']).toContain(placement)
    if (launch.kind !== 'record') return
    expect(Number.isSafeInteger(launch.entityTypeId) && launch.entityTypeId >= 0).toBe(true)
    expect(placement).toMatch(/^CRM_/)
  })

  property([
    fc.anything({
      maxDepth: 1,
      withMap: true,
      withSet: true,
      withNullPrototype: true,
      withBigInt: true,
      withDate: true,
    }),
    fc.anything({ maxDepth: 1, withMap: true, withNullPrototype: true }),
  ])('is a stage, a record or a page for any value', (placement, data) => {
    expect(['stage', 'record', 'page']).toContain(launchOf(opening(placement, data)).kind)
  })
})
