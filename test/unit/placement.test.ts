import { describe, expect, it } from 'vitest'
import { hasStages } from '../../src/crm/directory'
import { bindingChanges, parseBindings, parsePlacements, type Binding, type Placement } from '../../src/crm/placement'
import { PortalError } from '../../src/portal/errors'
import { fc, listOf, nearly, sloppy, test as property, text } from './property'

const HERE = 'https://app.example/'
const OLD = 'https://old.example/'
const TYPES = [{ id: 'DYNAMIC_1038_STAGE_37', name: 'Equipment (General)', pipeline: 'General', enabled: true }]

describe('parsePlacements', () => {
  it.each<[string, Partial<Placement> | null]>([
    ['CRM_LEAD_LIST_MENU', { kind: 'list-menu', entityTypeId: 1, suggested: true }],
    ['CRM_DEAL_DETAIL_TAB', { kind: 'tab', entityTypeId: 2, suggested: true }],
    ['CRM_QUOTE_DETAIL_TOOLBAR', { kind: 'toolbar', entityTypeId: 7, suggested: false }],
    ['CRM_SMART_INVOICE_LIST_MENU', { kind: 'list-menu', entityTypeId: 31 }],
    ['CRM_DYNAMIC_1038_LIST_MENU', { kind: 'list-menu', entityTypeId: 1038, typeName: 'Equipment' }],
    ['CRM_DYNAMIC_177_LIST_MENU', { kind: 'list-menu', entityTypeId: 177, typeName: null }],
    ['REST_APP_URI', { kind: 'link', suggested: true }],
    ['LEFT_MENU', { kind: 'page', suggested: false }],
    ['CRM_ANALYTICS_MENU', { kind: 'page', suggested: false }],
    ['CRM_CONTACT_LIST_MENU', null],
    ['CRM_COMPANY_DETAIL_TAB', null],
    ['CRM_DEAL_DETAIL_ACTIVITY', null],
    ['TASK_LIST_CONTEXT_MENU', null],
    ['', null],
  ])('%s', (code, place) => {
    expect(parsePlacements([code], TYPES)).toEqual(place ? [expect.objectContaining({ code, ...place })] : [])
  })

  const CODES = [
    'CRM_LEAD_LIST_MENU',
    'CRM_DEAL_DETAIL_TAB',
    'CRM_DYNAMIC_1038_LIST_MENU',
    'CRM_SMART_INVOICE_DETAIL_TOOLBAR',
    'REST_APP_URI',
    'LEFT_MENU',
    'CRM_CONTACT_LIST_MENU',
  ]
  property.prop([listOf(fc.oneof(fc.constantFrom(...CODES), nearly(...CODES), text))])(
    'gives places of the portal’s own list, or a PortalError, whatever JSON comes',
    (value) => {
      let places: Placement[] = []
      try {
        places = parsePlacements(value, TYPES)
      } catch (error) {
        expect(error).toBeInstanceOf(PortalError)
      }
      for (const { code, kind, entityTypeId, typeName } of places) {
        expect(value).toContain(code)
        expect(['list-menu', 'tab', 'toolbar', 'page', 'link']).toContain(kind)
        expect(entityTypeId === null).toBe(kind === 'page' || kind === 'link')
        expect(entityTypeId === null || (Number.isSafeInteger(entityTypeId) && hasStages(entityTypeId))).toBe(true)
        expect([null, 'Equipment']).toContain(typeName)
      }
    },
  )
})

describe('parseBindings', () => {
  property.prop([
    listOf(
      sloppy({ placement: fc.constantFrom('LEFT_MENU', ''), handler: fc.oneof(fc.constant(HERE), text), title: text }),
    ),
  ])('gives what has a place and an address, or a PortalError, whatever JSON comes', (value) => {
    try {
      for (const { code, handler } of parseBindings(value))
        expect(value).toContainEqual(expect.objectContaining({ placement: code, handler }))
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
    }
  })
})

describe('bindingChanges', () => {
  const known = parsePlacements(['CRM_LEAD_LIST_MENU', 'CRM_DEAL_LIST_MENU', 'REST_APP_URI'], [])
  const at = (code: string, handler = HERE) => ({ code, handler })
  it.each([
    ['nothing to do', [at('REST_APP_URI')], ['REST_APP_URI'], []],
    ['a new place', [], ['REST_APP_URI'], [{ act: 'bind', code: 'REST_APP_URI' }]],
    ['a place no longer wanted', [at('REST_APP_URI')], [], [{ act: 'unbind', code: 'REST_APP_URI', handler: HERE }]],
    [
      'a place that shows an older address',
      [at('REST_APP_URI', OLD)],
      ['REST_APP_URI'],
      [
        { act: 'bind', code: 'REST_APP_URI' },
        { act: 'unbind', code: 'REST_APP_URI', handler: OLD },
      ],
    ],
    [
      'an older address beside the present one',
      [at('REST_APP_URI'), at('REST_APP_URI', OLD)],
      ['REST_APP_URI'],
      [{ act: 'unbind', code: 'REST_APP_URI', handler: OLD }],
    ],
    ['places that are not offered', [at('CRM_CONTACT_LIST_MENU', OLD)], [], []],
  ] as const)('%s', (_, bindings, wanted, changes) => {
    expect(bindingChanges(bindings, new Set(wanted), HERE, known)).toEqual(changes)
  })

  /** The portal after the changes, one by one. */
  const after = (bindings: Binding[], wanted: string[]): Binding[] =>
    bindingChanges(bindings, new Set(wanted), HERE, known).reduce<Binding[]>(
      (now, change) =>
        change.act === 'bind'
          ? [...now, at(change.code)]
          : now.filter(({ code, handler }) => code !== change.code || handler !== change.handler),
      bindings,
    )
  const codes = known.map(({ code }) => code)
  const bound = fc.record({
    code: fc.constantFrom(...codes, 'CRM_CONTACT_LIST_MENU', ''),
    handler: fc.constantFrom(HERE, OLD, ''),
  })
  property.prop([fc.array(bound, { maxLength: 6 }), fc.subarray(codes)])(
    'leave the app in the wanted places alone, and everything else as it was',
    (bindings, wanted) => {
      const now = after(bindings, wanted)
      expect(
        [
          ...new Set(now.filter(({ code }) => codes.includes(code)).map(({ code, handler }) => `${code} ${handler}`)),
        ].toSorted(),
      ).toEqual(wanted.map((code) => `${code} ${HERE}`).toSorted())
      expect(now.filter(({ code }) => !codes.includes(code))).toEqual(
        bindings.filter(({ code }) => !codes.includes(code)),
      )
      expect(bindingChanges(now, new Set(wanted), HERE, known)).toEqual([])
    },
  )
})
