import { describe, expect, it } from 'vitest'
import {
  entityIdOf,
  hasStages,
  isPipeline,
  nameOf,
  ownerOf,
  parseDirectories,
  parsePipelines,
} from '../../src/crm/directory'
import { PortalError } from '../../src/portal/errors'
import { fc, json, looseList, mutationsOf, looseRecord, property, text } from './fastCheck'

const ids = [
  'STATUS',
  'QUOTE_STATUS',
  'DEAL_STAGE',
  'DEAL_STAGE_10',
  'INVOICE_STATUS',
  'SMART_INVOICE_STAGE_5',
  'SMART_DOCUMENT_STAGE_3',
  'SMART_B2E_DOC_STAGE_3',
  'DYNAMIC_1038_STAGE_37',
  'SOURCE',
]
const entityId = fc.oneof(fc.constantFrom(...ids), mutationsOf(...ids), text)
const number = fc.oneof(fc.nat(200), fc.nat(2 ** 31 - 1))

describe('ownerOf', () => {
  it.each([
    ['STATUS', { type: 'lead', entityTypeId: 1, pipelineId: 0 }],
    ['QUOTE_STATUS', { type: 'quote', entityTypeId: 7, pipelineId: 0 }],
    ['DEAL_STAGE', { type: 'deal', entityTypeId: 2, pipelineId: 0 }],
    ['DEAL_STAGE_10', { type: 'deal', entityTypeId: 2, pipelineId: 10 }],
    ['INVOICE_STATUS', { type: 'old-invoice', entityTypeId: 5, pipelineId: 0 }],
    ['SMART_INVOICE_STAGE_5', { type: 'invoice', entityTypeId: 31, pipelineId: 5 }],
    ['SMART_DOCUMENT_STAGE_3', { type: 'document', entityTypeId: 36, pipelineId: 3 }],
    ['SMART_B2E_DOC_STAGE_3', { type: 'company-document', entityTypeId: 39, pipelineId: 3 }],
    ['DYNAMIC_1038_STAGE_37', { type: 'smart', entityTypeId: 1038, pipelineId: 37 }],
    ['SOURCE', { type: 'list' }],
    ['DEAL_TYPE', { type: 'list' }],
    ['DEAL_STAGE_', { type: 'list' }],
    ['MY_DEAL_STAGE_1', { type: 'list' }],
    ['STATUS_1', { type: 'list' }],
    ['SMART_INVOICE_STAGE', { type: 'list' }],
    ['DYNAMIC_1038_STAGE', { type: 'list' }],
    ['', { type: 'list' }],
  ])('parses %j', (entityId, owner) => {
    expect(ownerOf(entityId)).toEqual(owner)
    expect(isPipeline(entityId)).toBe(owner.type !== 'list')
  })

  property([entityId])('parses only exact pipeline IDs, and returns a list for all others', (id) => {
    const owner = ownerOf(id)
    if (owner.type === 'list') return
    const { type, entityTypeId, pipelineId } = owner
    expect([entityTypeId, pipelineId].every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true)
    if (['lead', 'quote', 'old-invoice'].includes(type))
      expect(['STATUS', 'QUOTE_STATUS', 'INVOICE_STATUS']).toContain(id)
    if (type === 'smart') expect(id).toBe(`DYNAMIC_${entityTypeId}_STAGE_${pipelineId}`)
    else expect(entityIdOf(entityTypeId, pipelineId)).toBe(id.replace(/^(DEAL_STAGE)_0$/, '$1'))
  })
})

describe('entityIdOf', () => {
  it.each([
    [1, 0, 'STATUS'],
    [2, 0, 'DEAL_STAGE'],
    [2, 10, 'DEAL_STAGE_10'],
    [7, 0, 'QUOTE_STATUS'],
    [31, 5, 'SMART_INVOICE_STAGE_5'],
    [36, 3, 'SMART_DOCUMENT_STAGE_3'],
    [39, 3, 'SMART_B2E_DOC_STAGE_3'],
    [1038, 37, 'DYNAMIC_1038_STAGE_37'],
    [128, 1, 'DYNAMIC_128_STAGE_1'],
  ])('of type %i, pipeline %i is %s', (entityTypeId, pipelineId, entityId) => {
    expect(entityIdOf(entityTypeId, pipelineId)).toBe(entityId)
    expect(ownerOf(entityId)).toMatchObject({ entityTypeId, pipelineId })
    expect(hasStages(entityTypeId)).toBe(true)
  })

  it('of old invoices is a pipeline whose records the app does not ask for', () => {
    expect(entityIdOf(5, 0)).toBe('INVOICE_STATUS')
    expect(hasStages(5)).toBe(false)
  })

  it.each([0, 3, 4, 6, 14, 127])('of type %i is null', (entityTypeId) => {
    expect(entityIdOf(entityTypeId, 0)).toBeNull()
    expect(hasStages(entityTypeId)).toBe(false)
  })

  property([number, number])('is the inverse of ownerOf', (entityTypeId, pipelineId) => {
    const id = entityIdOf(entityTypeId, pipelineId)
    if (id === null) return
    // Leads, old invoices and quotes have no pipelines.
    const expectedPipelineId = [1, 5, 7].includes(entityTypeId) ? 0 : pipelineId
    expect(ownerOf(id)).toMatchObject({ entityTypeId, pipelineId: expectedPipelineId })
  })
})

describe('nameOf', () => {
  const types = parseDirectories([
    { ID: 'STATUS', NAME: 'Lead stages' },
    { ID: 'DEAL_STAGE', NAME: 'General deal stages', CATEGORY_ID: 0 },
    { ID: 'DEAL_STAGE_1', NAME: 'Rent deal stages', CATEGORY_ID: '1' },
    { ID: 'DYNAMIC_1038_STAGE_37', NAME: 'Equipment (General)', CATEGORY_NAME: 'General' },
    { ID: 'DYNAMIC_1040_STAGE_38', NAME: 'General', CATEGORY_NAME: 'General' },
    { ID: 'SOURCE', NAME: 'Sources' },
    { ID: 'BROKEN' },
    null,
    7,
  ])
  const pipelines = parsePipelines({ categories: [{ id: 0, name: 'Sale' }, { id: 1, name: 'Rent' }, { id: 2 }, null] })

  it.each([
    ['STATUS', { title: 'Lead stages', pipeline: null }],
    ['DEAL_STAGE', { title: null, pipeline: 'Sale' }],
    ['DEAL_STAGE_1', { title: null, pipeline: 'Rent' }],
    ['DYNAMIC_1038_STAGE_37', { title: 'Equipment', pipeline: 'General' }],
    ['DYNAMIC_1040_STAGE_38', { title: 'General', pipeline: null }],
    ['SOURCE', { title: 'Sources', pipeline: null }],
    ['INDUSTRY', { title: null, pipeline: null }],
  ])('of %s is %j', (entityId, name) => {
    expect(nameOf(entityId, types, pipelines)).toEqual(name)
  })

  it('uses the directory’s name for a deal pipeline without a loaded name', () => {
    expect(nameOf('DEAL_STAGE_1', types, new Map())).toEqual({ title: 'Rent deal stages', pipeline: null })
  })
})

/** The pipelines of a type whose directories have these names. */
const pipelinesOf = (...names: string[]) =>
  parseDirectories(names.map((NAME, index) => ({ ID: `DYNAMIC_1038_STAGE_${index}`, NAME }))).map(
    ({ pipeline }) => pipeline,
  )

describe('directories of older portals, whose pipelines are not named', () => {
  it.each<[string[], (string | null)[]]>([
    [
      ['Equipment (General)', 'Equipment (Rent)'],
      ['General', 'Rent'],
    ],
    [['Equipment (General)'], ['General']],
    [
      ['Rent (cars) (General)', 'Rent (cars) (Old)'],
      ['General', 'Old'],
    ],
    [
      ['Rent (cars)', 'Rent (bikes)'],
      ['cars', 'bikes'],
    ],
    [['Equipment (General (old))'], ['General (old)']],
    [
      ['Equipment (General (old))', 'Equipment (Rent)'],
      ['General (old)', 'Rent'],
    ],
    [
      ['Equipment', 'Equipment'],
      [null, null],
    ],
    [
      ['Contracts (2024)', 'Contracts (2024)'],
      [null, null],
    ],
    [
      ['Equipment (General)', 'Machines (Rent)'],
      [null, null],
    ],
    [
      ['Equipment (General)', 'Equipment'],
      [null, null],
    ],
    [['Equipment'], [null]],
    [['(General)'], [null]],
    [[' (General)'], [null]],
    [['Equipment ()'], [null]],
    [['Equipment )('], [null]],
    [['Equipment (General'], [null]],
    [[''], [null]],
  ])('%j are the pipelines %j', (names, pipelines) => {
    expect(pipelinesOf(...names)).toEqual(pipelines)
  })

  it('keep the names that the portal sends', () => {
    const rows = [
      { ID: 'DYNAMIC_1038_STAGE_1', NAME: 'Equipment (General)', CATEGORY_NAME: 'Main' },
      { ID: 'DYNAMIC_1038_STAGE_2', NAME: 'Equipment (Rent)' },
    ]
    expect(parseDirectories(rows).map(({ pipeline }) => pipeline)).toEqual(['Main', 'Rent'])
  })

  it('are told apart by record type, and lists and deals have none', () => {
    const rows = [
      { ID: 'DYNAMIC_1038_STAGE_1', NAME: 'Equipment (General)' },
      { ID: 'DYNAMIC_1040_STAGE_1', NAME: 'Repairs (General)' },
      { ID: 'DEAL_STAGE', NAME: 'Deal stages (General)' },
      { ID: 'STATUS', NAME: 'Lead stages (all)' },
      { ID: 'SOURCE', NAME: 'Sources (old)' },
    ]
    expect(parseDirectories(rows).map(({ pipeline }) => pipeline)).toEqual(['General', 'General', null, null, null])
  })
})

/** Runs a parser; undefined if it throws a PortalError. */
const tryParse = <T>(parse: (value: unknown) => T, value: unknown): T | undefined => {
  try {
    return parse(value)
  } catch (error) {
    expect(error).toBeInstanceOf(PortalError)
    return undefined
  }
}

describe('parsers of directories', () => {
  const row = looseRecord({
    ID: entityId,
    NAME: fc.oneof(text, fc.constant('Equipment (General)')),
    CATEGORY_NAME: fc.oneof(text, fc.constant('General')),
    IS_ENABLED: fc.boolean(),
  })
  const types = looseList(row)
  const categories = looseList(looseRecord({ id: fc.oneof(fc.nat(40), fc.nat(40).map(String)), name: text }))
  const pipelines = fc.oneof({ arbitrary: looseRecord({ categories }), weight: 5 }, { arbitrary: json, weight: 1 })

  property([types])('return directories with an ID and a name or throw PortalError for any JSON', (value) => {
    for (const { id, name, pipeline, enabled } of tryParse(parseDirectories, value) ?? []) {
      expect([typeof id, typeof name, typeof enabled]).toEqual(['string', 'string', 'boolean'])
      expect(pipeline === null || (typeof pipeline === 'string' && pipeline !== '')).toBe(true)
    }
  })

  property([pipelines])('return pipeline names by ID or throw PortalError for any JSON', (value) => {
    const names = tryParse(parsePipelines, value)
    if (!names) return
    const sent: unknown[] = [value].flatMap((answer) => Reflect.get(answer as object, 'categories') as unknown[])
    for (const [id, name] of names) {
      expect(Number.isSafeInteger(id) && id >= 0).toBe(true)
      expect(sent).toContainEqual(expect.objectContaining({ name }))
      expect(
        sent.some(
          (row) =>
            typeof row === 'object' && row !== null && [id, String(id)].includes(Reflect.get(row, 'id') as string),
        ),
      ).toBe(true)
    }
  })

  property([entityId, types, pipelines])(
    'name a directory only with texts from the portal',
    (id, typesAnswer, pipelinesAnswer) => {
      const rows = tryParse(parseDirectories, typesAnswer) ?? []
      const names = tryParse(parsePipelines, pipelinesAnswer) ?? new Map<number, string>()
      for (const { id: directoryId } of [{ id }, ...rows]) {
        const { title, pipeline } = nameOf(directoryId, rows, names)
        if (title !== null) expect(rows.some((row) => row.id === directoryId && row.name.startsWith(title))).toBe(true)
        if (pipeline !== null) expect([...names.values(), ...rows.map((row) => row.pipeline)]).toContain(pipeline)
      }
    },
  )
})
