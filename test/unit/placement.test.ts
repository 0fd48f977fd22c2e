import { describe, expect, it } from 'vitest'
import { changesFor, missingScopes, parseBindings, placesOf, type Place } from '../../src/crm/placement'
import { PortalError } from '../../src/portal/errors'
import { fc, test as property } from './property'

const HERE = 'https://app.example/'
const OLD = 'https://old.example/'
const TYPES = [{ id: 'DYNAMIC_1038_STAGE_37', name: 'Equipment (General)', pipeline: 'General', enabled: true }]

describe('placesOf', () => {
  it.each<[string, Partial<Place> | null]>([
    ['CRM_LEAD_LIST_MENU', { kind: 'list-menu', entityTypeId: 1, sensible: true }],
    ['CRM_DEAL_DETAIL_TAB', { kind: 'tab', entityTypeId: 2, sensible: true }],
    ['CRM_QUOTE_DETAIL_TOOLBAR', { kind: 'toolbar', entityTypeId: 7, sensible: false }],
    ['CRM_SMART_INVOICE_LIST_MENU', { kind: 'list-menu', entityTypeId: 31 }],
    ['CRM_DYNAMIC_1038_LIST_MENU', { kind: 'list-menu', entityTypeId: 1038, typeName: 'Equipment' }],
    ['CRM_DYNAMIC_177_LIST_MENU', { kind: 'list-menu', entityTypeId: 177, typeName: null }],
    ['REST_APP_URI', { kind: 'link', sensible: true }],
    ['LEFT_MENU', { kind: 'page', sensible: false }],
    ['CRM_ANALYTICS_MENU', { kind: 'page', sensible: false }],
    ['CRM_CONTACT_LIST_MENU', null],
    ['CRM_COMPANY_DETAIL_TAB', null],
    ['CRM_DEAL_DETAIL_ACTIVITY', null],
    ['TASK_LIST_CONTEXT_MENU', null],
    ['', null],
  ])('%s', (code, place) => {
    expect(placesOf([code], TYPES)).toEqual(place ? [expect.objectContaining({ code, ...place })] : [])
  })

  property.prop([fc.jsonValue()])('gives a list or a PortalError, whatever JSON comes', (value) => {
    for (const parse of [(it: unknown) => placesOf(it, []), parseBindings]) {
      try {
        parse(value)
      } catch (error) {
        expect(error).toBeInstanceOf(PortalError)
      }
    }
    expect(missingScopes(value).every((scope) => ['crm', 'placement'].includes(scope))).toBe(true)
  })
})

describe('changesFor', () => {
  const known = placesOf(['CRM_LEAD_LIST_MENU', 'CRM_DEAL_LIST_MENU', 'REST_APP_URI'], [])
  const at = (code: string, handler = HERE) => ({ code, handler })
  it.each([
    ['nothing to do', [at('REST_APP_URI')], ['REST_APP_URI'], []],
    ['a new place', [], ['REST_APP_URI'], [{ act: 'bind', code: 'REST_APP_URI' }]],
    ['a place no longer wanted', [at('REST_APP_URI')], [], [{ act: 'unbind', code: 'REST_APP_URI', handler: HERE }]],
    ['a place that shows an older address', [at('REST_APP_URI', OLD)], ['REST_APP_URI'], [
      { act: 'bind', code: 'REST_APP_URI' }, { act: 'unbind', code: 'REST_APP_URI', handler: OLD },
    ]],
    ['an older address beside the present one', [at('REST_APP_URI'), at('REST_APP_URI', OLD)], ['REST_APP_URI'], [
      { act: 'unbind', code: 'REST_APP_URI', handler: OLD },
    ]],
    ['places that are not offered', [at('CRM_CONTACT_LIST_MENU', OLD)], [], []],
  ] as const)('%s', (_, bindings, wanted, changes) => {
    expect(changesFor(bindings, new Set(wanted), HERE, known)).toEqual(changes)
  })
})

describe('missingScopes', () => {
  it.each([[['crm', 'placement', 'user'], []], [['crm'], ['placement']], [[], ['crm', 'placement']], [null, ['crm', 'placement']]])('of %j: %j', (granted, missing) => {
    expect(missingScopes(granted)).toEqual(missing)
  })
})
