import { describe, expect, it } from 'vitest'
import { hasStages } from '../../src/crm/directory'
import {
  bindingChanges,
  checkBindingResult,
  parseBindings,
  parsePlacements,
  type Binding,
  type Placement,
} from '../../src/crm/placement'
import { PortalError } from '../../src/portal/errors'
import { fc, looseList, mutationsOf, looseRecord, property, text } from './fastCheck'

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
    ['CRM_FUNNELS_TOOLBAR', { kind: 'pipelines', entityTypeId: 2, suggested: false }],
    ['CRM_SMART_INVOICE_FUNNELS_TOOLBAR', { kind: 'pipelines', entityTypeId: 31 }],
    ['CRM_DYNAMIC_1038_FUNNELS_TOOLBAR', { kind: 'pipelines', entityTypeId: 1038, typeName: 'Equipment' }],
    ['CRM_LEAD_ROBOT_DESIGNER_TOOLBAR', { kind: 'automation', entityTypeId: 1, suggested: false }],
    ['CRM_DYNAMIC_177_ROBOT_DESIGNER_TOOLBAR', { kind: 'automation', entityTypeId: 177, typeName: null }],
    ['CRM_QUOTE_LIST_TOOLBAR', { kind: 'list-toolbar', entityTypeId: 7, suggested: false }],
    ['CRM_CONTACT_LIST_TOOLBAR', null],
    ['CRM_ORDER_LIST_TOOLBAR', null],
    ['CRM_INVOICE_LIST_TOOLBAR', null],
    ['TASK_ROBOT_DESIGNER_TOOLBAR', null],
    ['CRM_DETAIL_SEARCH', null],
    ['CRM_CONTACT_LIST_MENU', null],
    ['CRM_INVOICE_LIST_MENU', null],
    ['CRM_COMPANY_DETAIL_TAB', null],
    ['CRM_DEAL_DETAIL_ACTIVITY', null],
    ['TASK_LIST_CONTEXT_MENU', null],
    ['', null],
  ])('of %j', (code, placement) => {
    expect(parsePlacements([code], TYPES)).toEqual(placement ? [expect.objectContaining({ code, ...placement })] : [])
  })

  const CODES = [
    'CRM_LEAD_LIST_MENU',
    'CRM_DEAL_DETAIL_TAB',
    'CRM_DYNAMIC_1038_LIST_MENU',
    'CRM_SMART_INVOICE_DETAIL_TOOLBAR',
    'REST_APP_URI',
    'LEFT_MENU',
    'CRM_CONTACT_LIST_MENU',
    'CRM_FUNNELS_TOOLBAR',
    'CRM_DYNAMIC_1038_ROBOT_DESIGNER_TOOLBAR',
  ]
  const KINDS = ['list-menu', 'tab', 'toolbar', 'list-toolbar', 'pipelines', 'automation', 'page', 'link']
  property([looseList(fc.oneof(fc.constantFrom(...CODES), mutationsOf(...CODES), text))])(
    'returns placements from the portal’s list or throws PortalError for any JSON',
    (value) => {
      let placements: Placement[] = []
      try {
        placements = parsePlacements(value, TYPES)
      } catch (error) {
        expect(error).toBeInstanceOf(PortalError)
      }
      for (const { code, kind, entityTypeId, typeName } of placements) {
        expect(value).toContain(code)
        expect(KINDS).toContain(kind)
        expect(entityTypeId === null).toBe(kind === 'page' || kind === 'link')
        expect(entityTypeId === null || (Number.isSafeInteger(entityTypeId) && hasStages(entityTypeId))).toBe(true)
        expect([null, 'Equipment']).toContain(typeName)
      }
    },
  )
})

describe('parseBindings', () => {
  property([
    looseList(
      looseRecord({
        placement: fc.constantFrom('LEFT_MENU', ''),
        handler: fc.oneof(fc.constant(HERE), text),
        title: text,
      }),
    ),
  ])('returns bindings with a placement and a handler or throws PortalError for any JSON', (value) => {
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
  const binding = (code: string, handler = HERE) => ({ code, handler })
  it.each([
    ['no change', [binding('REST_APP_URI')], ['REST_APP_URI'], []],
    ['a new placement', [], ['REST_APP_URI'], [{ act: 'bind', code: 'REST_APP_URI' }]],
    ['a removed placement', [binding('REST_APP_URI')], [], [{ act: 'unbind', code: 'REST_APP_URI', handler: HERE }]],
    [
      'a placement with an old handler',
      [binding('CRM_DEAL_LIST_MENU', OLD)],
      ['CRM_DEAL_LIST_MENU'],
      [
        { act: 'bind', code: 'CRM_DEAL_LIST_MENU' },
        { act: 'unbind', code: 'CRM_DEAL_LIST_MENU', handler: OLD },
      ],
    ],
    [
      'an old handler where the portal allows one handler only',
      [binding('REST_APP_URI', OLD)],
      ['REST_APP_URI', 'CRM_LEAD_LIST_MENU'],
      [
        { act: 'bind', code: 'CRM_LEAD_LIST_MENU' },
        { act: 'move', code: 'REST_APP_URI', from: OLD },
      ],
    ],
    [
      'an old handler where the portal allows one handler only, no longer chosen',
      [binding('REST_APP_URI', OLD)],
      [],
      [{ act: 'unbind', code: 'REST_APP_URI', handler: OLD }],
    ],
    [
      'an old handler in addition to the current one',
      [binding('REST_APP_URI'), binding('REST_APP_URI', OLD)],
      ['REST_APP_URI'],
      [{ act: 'unbind', code: 'REST_APP_URI', handler: OLD }],
    ],
    ['a placement that the app does not offer', [binding('CRM_CONTACT_LIST_MENU', OLD)], [], []],
  ] as const)('%s', (_, bindings, selected, changes) => {
    expect(bindingChanges(bindings, new Set(selected), HERE, known)).toEqual(changes)
  })

  /** The portal's bindings after all changes. */
  const applyChanges = (bindings: Binding[], selected: string[]): Binding[] =>
    bindingChanges(bindings, new Set(selected), HERE, known).reduce<Binding[]>((current, change) => {
      const old = change.act === 'unbind' ? change.handler : change.act === 'move' ? change.from : null
      const left = current.filter(({ code, handler }) => code !== change.code || handler !== old)
      return change.act === 'unbind' ? left : [...left, binding(change.code)]
    }, bindings)
  const codes = known.map(({ code }) => code)
  const bound = fc.record({
    code: fc.constantFrom(...codes, 'CRM_CONTACT_LIST_MENU', ''),
    handler: fc.constantFrom(HERE, OLD, ''),
  })
  property([fc.array(bound, { maxLength: 6 }), fc.subarray(codes)])(
    'bind the app only to the selected placements, and keep all other bindings',
    (bindings, selected) => {
      const now = applyChanges(bindings, selected)
      expect(
        [
          ...new Set(now.filter(({ code }) => codes.includes(code)).map(({ code, handler }) => `${code} ${handler}`)),
        ].toSorted(),
      ).toEqual(selected.map((code) => `${code} ${HERE}`).toSorted())
      expect(now.filter(({ code }) => !codes.includes(code))).toEqual(
        bindings.filter(({ code }) => !codes.includes(code)),
      )
      expect(bindingChanges(now, new Set(selected), HERE, known)).toEqual([])
    },
  )
})

describe('checkBindingResult', () => {
  it.each([
    ['placement.bind', true],
    ['placement.unbind', { count: 2 }],
    ['placement.unbind', { count: '2' }],
    ['placement.unbind', { count: 0 }],
  ] as const)('of %s accepts %j', (method, value) => {
    expect(checkBindingResult(method, value)).toBeUndefined()
  })

  it.each([
    ['placement.bind', false],
    ['placement.bind', { count: 2 }],
    ['placement.bind', null],
    ['placement.unbind', true],
    ['placement.unbind', {}],
    ['placement.unbind', { count: null }],
    ['placement.unbind', { count: 'x' }],
    ['placement.unbind', []],
  ] as const)('of %s refuses %j', (method, value) => {
    expect(() => checkBindingResult(method, value)).toThrow(expect.objectContaining({ kind: 'bad-answer' }))
  })

  it('tells a refusal that comes as a result', () => {
    const value = { error: 'ERROR_PLACEMENT_MAX_COUNT', error_description: 'Placement max count' }
    expect(() => checkBindingResult('placement.bind', value)).toThrow(
      expect.objectContaining({
        kind: 'request',
        details: { method: 'placement.bind', code: 'ERROR_PLACEMENT_MAX_COUNT', text: 'Placement max count' },
      }),
    )
  })
})
