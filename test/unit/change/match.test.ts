import { describe, expect, it } from 'vitest'
import { candidatesFor, headOf, matchDirectories } from '../../../src/crm/change/match'
import { groupDirectories } from '../../../src/crm/directoryGroups'
import type { FileDirectory } from '../../../src/crm/change/file'
import type { RecordTypeName } from '../../../src/crm/recordTypes'

const row = (id: string, name: string, pipeline: string | null = null) => ({ id, name, pipeline, enabled: true })

const PORTAL = groupDirectories(
  [
    row('STATUS', 'Lead statuses'),
    row('SOURCE', 'Sources'),
    row('INDUSTRY', 'Industry'),
    row('DEAL_STAGE', 'Deal stages'),
    row('DEAL_STAGE_1', 'Deal stages'),
    row('DEAL_STAGE_2', 'Deal stages'),
    row('QUOTE_STATUS', 'Estimate statuses'),
    row('SMART_INVOICE_STAGE_3', 'Invoice (General)', 'General'),
    row('DYNAMIC_1038_STAGE_7', 'Equipment (General)', 'General'),
    row('DYNAMIC_1038_STAGE_8', 'Equipment (Rent)', 'Rent'),
    row('DYNAMIC_1040_STAGE_9', 'Assets (General)', 'General'),
  ],
  new Map([
    [0, 'General'],
    [1, 'Wholesale'],
    [2, 'Wholesale'],
  ]),
)

const pipelineOf = (
  kind: RecordTypeName,
  entityTypeId: number,
  pipeline: string | null = null,
  fields: { title?: string; isDefault?: boolean } = {},
): FileDirectory => ({ kind, entityTypeId, pipeline, title: null, isDefault: null, items: [], ...fields })
const deal = (pipeline: string | null, isDefault = false) => pipelineOf('deal', 2, pipeline, { isDefault })
const smart = (entityTypeId: number, title: string | null, pipeline: string) =>
  pipelineOf('smart', entityTypeId, pipeline, title === null ? {} : { title })
const list = (entityId: string): FileDirectory => ({ kind: 'list', entityId, items: [] })

const match = (directories: FileDirectory[], portal = PORTAL) =>
  matchDirectories(directories, portal).map(({ entityId, addTo }) => entityId ?? addTo)

describe('matchDirectories', () => {
  it.each<[what: string, directory: FileDirectory, entityIdOrType: string | number | null]>([
    ['leads', pipelineOf('lead', 1), 'STATUS'],
    ['estimates', pipelineOf('quote', 7), 'QUOTE_STATUS'],
    ['a list', list('INDUSTRY'), 'INDUSTRY'],
    ['deals by the pipeline’s name', deal('General', true), 'DEAL_STAGE'],
    ['a name in other letters', deal(' WHOLESALE '), 'DEAL_STAGE_1'],
    ['the default pipeline whose name is not known', deal(null, true), 'DEAL_STAGE'],
    ['invoices', pipelineOf('invoice', 31, 'General'), 'SMART_INVOICE_STAGE_3'],
    ['the only pipeline of invoices, without a name', pipelineOf('invoice', 31), 'SMART_INVOICE_STAGE_3'],
    [
      'a pipeline without a name that was not the only one',
      pipelineOf('invoice', 31, null, { isDefault: false }),
      null,
    ],
    [
      'the only pipeline of a smart process',
      pipelineOf('smart', 140, null, { title: 'Assets' }),
      'DYNAMIC_1040_STAGE_9',
    ],
    ['one of two pipelines of a smart process', pipelineOf('smart', 1038, null, { title: 'Equipment' }), null],
    ['a smart process by its title and pipeline', smart(1038, 'Equipment', 'Rent'), 'DYNAMIC_1038_STAGE_8'],
    ['a smart process that has another number here', smart(140, 'equipment', 'General'), 'DYNAMIC_1038_STAGE_7'],
    ['a number that is another type here', smart(1038, 'Assets', 'General'), 'DYNAMIC_1040_STAGE_9'],
    ['a smart process that has another title here', smart(1040, 'Inventory', 'General'), 'DYNAMIC_1040_STAGE_9'],
    ['a smart process without a title', smart(1040, null, 'General'), 'DYNAMIC_1040_STAGE_9'],
    ['a missing pipeline of deals', deal('Retail'), 2],
    ['a missing pipeline that is the default one elsewhere', deal('Retail', true), 2],
    ['a missing pipeline of invoices', pipelineOf('invoice', 31, 'Rent'), 31],
    ['a missing pipeline of a smart process', smart(140, 'Equipment', 'Sale'), 1038],
    ['a missing pipeline without a name', deal(null), null],
    ['a missing smart process', smart(140, 'Cars', 'General'), null],
    ['a missing list', list('EMPLOYEES'), null],
    ['a type that the portal does not have', pipelineOf('document', 36, 'General'), null],
    ['old invoices, which the portal does not have', pipelineOf('old-invoice', 5), null],
  ])('%s', (_, directory, expected) => {
    expect(match([directory])).toEqual([expected])
  })

  it('cannot add leads', () => {
    const portal = groupDirectories([row('DEAL_STAGE', 'Deal stages')], new Map())
    expect(matchDirectories([pipelineOf('lead', 1)], portal)).toEqual([
      { directory: pipelineOf('lead', 1), entityId: null, addTo: null },
    ])
  })

  it('proposes nothing twice', () => {
    expect(match([deal('Wholesale'), deal('wholesale'), deal('Wholesale')])).toEqual([
      'DEAL_STAGE_1',
      'DEAL_STAGE_2',
      2,
    ])
  })

  it('leaves a smart process to the directory that has its title', () => {
    const directories = [smart(1040, 'Inventory', 'General'), smart(200, 'Assets', 'General')]
    expect(match(directories)).toEqual([null, 'DYNAMIC_1040_STAGE_9'])
  })

  it('prefers of two smart processes of one title the one of the same number', () => {
    const portal = groupDirectories(
      [
        row('DYNAMIC_140_STAGE_1', 'Cars (General)', 'General'),
        row('DYNAMIC_150_STAGE_2', 'Cars (General)', 'General'),
      ],
      new Map(),
    )
    expect(match([smart(150, 'Cars', 'General')], portal)).toEqual(['DYNAMIC_150_STAGE_2'])
    expect(match([smart(160, 'Cars', 'General')], portal)).toEqual(['DYNAMIC_140_STAGE_1'])
  })

  it('finds every directory of the portal that a file was made of', () => {
    const entries = PORTAL.flatMap((group) => group.entries.map((entry) => ({ group, entry })))
    const file = entries.map(({ group, entry }): FileDirectory => ({ ...headOf(group, entry), items: [] }))
    expect(match(file)).toEqual(entries.map(({ entry }) => entry.entityId))
  })

  it('finds a pipeline that its portal does not name', () => {
    const portal = groupDirectories([row('SMART_INVOICE_STAGE_3', 'Invoice')], new Map())
    const file = portal.flatMap((group) => group.entries.map((entry) => ({ ...headOf(group, entry), items: [] })))
    expect(match(file, portal)).toEqual(['SMART_INVOICE_STAGE_3'])
    expect(match([...file, pipelineOf('invoice', 31, 'Rent')], portal)).toEqual([null, 31])
  })

  it('finds nothing in an empty portal', () => {
    expect(match([deal('General'), list('SOURCE')], [])).toEqual([null, null])
  })
})

describe('headOf', () => {
  const heads = PORTAL.flatMap((group) => group.entries.map((entry) => [entry.entityId, headOf(group, entry)]))

  it('tells which directory it is', () => {
    expect(Object.fromEntries(heads)).toMatchObject({
      STATUS: { kind: 'lead', entityTypeId: 1, title: null, pipeline: null, isDefault: null },
      SOURCE: { kind: 'list', entityId: 'SOURCE' },
      DEAL_STAGE: { kind: 'deal', entityTypeId: 2, title: null, pipeline: 'General', isDefault: true },
      DEAL_STAGE_1: { pipeline: 'Wholesale', isDefault: false },
      SMART_INVOICE_STAGE_3: { kind: 'invoice', entityTypeId: 31, title: null, pipeline: 'General', isDefault: null },
      DYNAMIC_1038_STAGE_8: {
        kind: 'smart',
        entityTypeId: 1038,
        title: 'Equipment',
        pipeline: 'Rent',
        isDefault: null,
      },
    })
  })
})

describe('candidatesFor', () => {
  it.each<[FileDirectory, string[]]>([
    [deal('Retail'), ['DEAL_STAGE', 'DEAL_STAGE_1', 'DEAL_STAGE_2']],
    [smart(140, 'Cars', 'General'), ['DYNAMIC_1038_STAGE_7', 'DYNAMIC_1038_STAGE_8', 'DYNAMIC_1040_STAGE_9']],
    [list('EMPLOYEES'), ['SOURCE', 'INDUSTRY']],
    [pipelineOf('document', 36), []],
  ])('of %j', (directory, entityIds) => {
    const entries = candidatesFor(directory, PORTAL).flatMap((group) => group.entries)
    expect(entries.map(({ entityId }) => entityId)).toEqual(entityIds)
  })
})
