import { describe, expect, it } from 'vitest'
import { parseDirectories, parsePipelines } from '../../src/crm/directory'
import { missingScopes } from '../../src/crm/permissions'
import { parseBindings, parsePlacements } from '../../src/crm/placement'
import { parseStages } from '../../src/crm/stage'
import { PortalError } from '../../src/portal/errors'
import { listOf } from '../../src/portal/json'
import { fc, json, property } from './fastCheck'

describe('listOf', () => {
  it.each([
    [[], []],
    [
      ['a', null],
      ['a', null],
    ],
    [{ 0: 'a' }, ['a']],
    [{ 0: 'a', 2: 'b' }, ['a', 'b']],
    [{ 10: 'c', 9: 'b', 1: 'a' }, ['a', 'b', 'c']],
    // Keys that are too large for an index keep the order in which they came.
    [JSON.parse('{"9007199254740991":"b","4294967296":"a"}'), ['a', 'b']],
  ])('of %j is %j', (value, list) => {
    expect(listOf(value)).toEqual(list)
  })

  it.each([
    {},
    { '-1': 'a' },
    { 0: 'a', x: 'b' },
    { '01': 'a' },
    { '1.5': 'a' },
    { ' 1': 'a' },
    { '': 'a' },
    { length: 1 },
    { ID: '733' },
    'ab',
    7,
    null,
    undefined,
    true,
  ])('there is none in %j', (value) => {
    expect(listOf(value)).toBeUndefined()
  })

  property([
    fc.array(json, { maxLength: 20 }),
    fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 20, maxLength: 20 }),
  ])('is the same list if PHP sends it with gaps', (list, steps) => {
    let key = -1
    const object = Object.fromEntries(list.map((value, index) => [(key += steps[index] ?? 1), value]))
    expect(listOf(JSON.parse(JSON.stringify(object)))).toEqual(
      list.length > 0 ? JSON.parse(JSON.stringify(list)) : undefined,
    )
  })
})

/** A list as PHP sends one with gaps. */
const gaps = (...values: unknown[]) => Object.fromEntries(values.map((value, index) => [index * 2 + 1, value]))

describe('a list that PHP sent as an object', () => {
  const row = { ID: '1', ENTITY_ID: 'SOURCE', STATUS_ID: 'CALL', NAME: 'Call' }

  it('is read as items', () => {
    expect(parseStages(gaps(row, { ...row, ID: '2' })).map(({ id }) => id)).toEqual([1, 2])
  })

  it('is read as directories and pipelines', () => {
    expect(parseDirectories(gaps({ ID: 'SOURCE', NAME: 'Sources' })).map(({ id }) => id)).toEqual(['SOURCE'])
    expect([...parsePipelines({ categories: gaps({ id: 5, name: 'Wholesale' }) })]).toEqual([[5, 'Wholesale']])
  })

  it('is read as placements and bindings', () => {
    expect(parsePlacements(gaps('LEFT_MENU', 'CRM_DEAL_DETAIL_TAB'), []).map(({ code }) => code)).toEqual([
      'LEFT_MENU',
      'CRM_DEAL_DETAIL_TAB',
    ])
    expect(parseBindings(gaps({ placement: 'LEFT_MENU', handler: 'https://a.example/' }))).toEqual([
      { code: 'LEFT_MENU', handler: 'https://a.example/' },
    ])
  })

  it('is read as permissions', () => {
    expect(missingScopes(gaps('crm', 'placement'))).toEqual([])
    expect(missingScopes(gaps('crm'))).toEqual(['placement'])
  })

  it.each([parseStages, parseDirectories, parseBindings, (value: unknown) => parsePlacements(value, [])])(
    'is no list if it is empty',
    (parse) => {
      expect(() => parse({})).toThrow(PortalError)
    },
  )
})
