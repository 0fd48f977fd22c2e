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

  it('gives the pipelines of a type one group, named by what their names have in common', () => {
    const older = parseDirectories([
      { ID: 'DYNAMIC_1038_STAGE_37', NAME: 'Equipment (General)' },
      { ID: 'DYNAMIC_1038_STAGE_39', NAME: 'Equipment (Rent)' },
    ])
    const [group] = groupDirectories(older, new Map())
    expect(group?.name).toBe('Equipment')
    expect(group?.entries.map(({ name }) => name)).toEqual([
      { title: 'Equipment', pipeline: 'General' },
      { title: 'Equipment', pipeline: 'Rent' },
    ])
  })

  it('adds directories that only items tell of to their groups, last and once', () => {
    const seen = ['SOURCE', 'DEAL_STATE', 'INVOICE_STATUS', 'DEAL_STAGE_9', 'DYNAMIC_1044_STAGE_1', 'STATUS']
    const groups = groupDirectories(TYPES, new Map([[9, 'Sale']]), seen)
    const idsOf = (type: string) => groups.find((group) => group.type === type)?.entries.map(({ entityId }) => entityId)
    expect(idsOf('list')).toEqual(['SOURCE', 'INDUSTRY', 'DEAL_STATE'])
    expect(idsOf('deal')).toEqual(['DEAL_STAGE', 'DEAL_STAGE_1', 'DEAL_STAGE_9'])
    expect(groups.find(({ type }) => type === 'deal')?.entries.at(-1)).toEqual({
      entityId: 'DEAL_STAGE_9',
      name: { title: null, pipeline: 'Sale' },
      enabled: true,
    })
    expect(groups.find(({ type }) => type === 'old-invoice')).toEqual({
      type: 'old-invoice',
      entityTypeId: 5,
      name: null,
      entries: [{ entityId: 'INVOICE_STATUS', name: { title: null, pipeline: null }, enabled: true }],
    })
    expect(groups.filter(({ entityTypeId }) => entityTypeId === 1044)).toHaveLength(1)
    expect(groups.at(-1)?.type).toBe('list')
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
