import { describe, expect, it } from 'vitest'
import { groupDirectories } from '../../src/crm/directoryGroups'
import { parseDirectories } from '../../src/crm/directory'
import { fc, mutationsOf, property, text } from './fastCheck'

const TYPES = parseDirectories([
  { ID: 'SOURCE', NAME: 'Sources' },
  { ID: 'QUOTE_STATUS', NAME: 'Estimate stages' },
  { ID: 'DYNAMIC_1040_STAGE_38', NAME: 'Repairs (Quick)', CATEGORY_NAME: 'Quick', IS_ENABLED: false },
  { ID: 'DYNAMIC_1038_STAGE_37', NAME: 'Equipment (General)', CATEGORY_NAME: 'General', IS_ENABLED: true },
  { ID: 'DYNAMIC_1038_STAGE_39', NAME: 'Equipment (Rent)', CATEGORY_NAME: 'Rent' },
  { ID: 'DEAL_STAGE', NAME: 'General deal stages' },
  { ID: 'DEAL_STAGE_1', NAME: 'Rent deal stages' },
  { ID: 'STATUS', NAME: 'Lead stages' },
  { ID: 'SMART_INVOICE_STAGE_5', NAME: 'Invoice stages' },
  { ID: 'INDUSTRY', NAME: 'Industry' },
])

describe('groupDirectories', () => {
  it('groups pipelines by record type in sales order, with plain lists last', () => {
    const groups = groupDirectories(
      TYPES,
      new Map([
        [0, 'Sale'],
        [1, 'Rent'],
      ]),
    )
    expect(
      groups.map(({ type, entityTypeId, name, entries }) => [
        type,
        entityTypeId,
        name,
        entries.map((entry) => entry.entityId),
      ]),
    ).toEqual([
      ['lead', 1, null, ['STATUS']],
      ['deal', 2, null, ['DEAL_STAGE', 'DEAL_STAGE_1']],
      ['smart', 1040, 'Repairs', ['DYNAMIC_1040_STAGE_38']],
      ['smart', 1038, 'Equipment', ['DYNAMIC_1038_STAGE_37', 'DYNAMIC_1038_STAGE_39']],
      ['invoice', 31, null, ['SMART_INVOICE_STAGE_5']],
      ['quote', 7, null, ['QUOTE_STATUS']],
      ['list', null, null, ['SOURCE', 'INDUSTRY']],
    ])
    expect(groups[1]?.entries.map((entry) => entry.name.pipeline)).toEqual(['Sale', 'Rent'])
    expect(groups[2]?.entries.map((entry) => entry.enabled)).toEqual([false])
    expect(groups[3]?.entries.map((entry) => entry.enabled)).toEqual([true, true])
  })

  it('is empty for a portal without directories', () => {
    expect(groupDirectories([], new Map())).toEqual([])
  })

  const id = fc.oneof(
    fc.constantFrom(...TYPES.map((type) => type.id)),
    mutationsOf(...TYPES.map((type) => type.id)),
    text,
  )
  const row = fc.record({
    id,
    name: fc.oneof(text, fc.constant('Repairs (Quick)')),
    pipeline: fc.oneof(fc.constantFrom(null, 'Quick'), text),
    enabled: fc.boolean(),
  })
  property([fc.array(row, { maxLength: 8 }), fc.array(fc.tuple(fc.nat(3), text), { maxLength: 3 })])(
    'contains each directory and each type once, with lists last',
    (types, pipelines) => {
      const groups = groupDirectories(types, new Map(pipelines))
      expect(groups.flatMap(({ entries }) => entries.map(({ entityId }) => entityId)).toSorted()).toEqual(
        types.map((type) => type.id).toSorted(),
      )
      const kinds = groups.map(({ type, entityTypeId }) => `${type} ${entityTypeId}`)
      expect(new Set(kinds).size).toBe(kinds.length)
      expect(kinds.slice(0, -1)).not.toContain('list null')
    },
  )
})
