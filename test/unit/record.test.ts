import { describe, expect, it } from 'vitest'
import { parseRecord, recordCommands, recordPaths } from '../../src/crm/record'
import { pipelineOf } from '../../src/crm/pipeline'
import { parseStages } from '../../src/crm/stage'
import { PortalError } from '../../src/portal/errors'
import { fc, json, looseList, looseRecord, property, text } from './fastCheck'

const row = (ID: string, ENTITY_ID: string, STATUS_ID: string, more: object = {}) => ({
  ID,
  ENTITY_ID,
  STATUS_ID,
  NAME: `Stage ${ID}`,
  SEMANTICS: null,
  COLOR: null,
  ...more,
})
const deal = (item: object = {}) => ({
  item: { id: 21, title: 'Lamps', stageId: 'NEW', categoryId: 0, movedTime: '2026-11-10T09:30:00+03:00', ...item },
})
const answer = (record: unknown, stages: unknown) => ({ result: { record, stages }, result_error: [] })
const failed = (error: object) => ({ result: [], result_error: { record: error } })
const NEW = [row('1', 'STATUS', 'NEW'), row('101', 'DEAL_STAGE', 'NEW'), row('301', 'DEAL_STAGE_1', 'NEW')]

const DEAL = { entityTypeId: 2, id: 21 }

describe('recordCommands', () => {
  it('requests the record and all stages with its code', () => {
    expect(recordCommands({ entityTypeId: 2, id: 21 })).toEqual({
      record: 'crm.item.get?entityTypeId=2&id=21',
      stages: 'crm.status.list?filter%5BSTATUS_ID%5D=%24result%5Brecord%5D%5Bitem%5D%5BstageId%5D',
    })
  })
})

describe('parseRecord', () => {
  it('finds the stage in the record’s own directory', () => {
    const { record, stage } = parseRecord(answer(deal(), NEW), DEAL)
    expect(stage.id).toBe(101)
    expect(record).toEqual({ entityTypeId: 2, id: 21, title: 'Lamps', since: '2026-11-10T09:30:00+03:00' })
    expect(parseRecord(answer(deal({ categoryId: 1 }), NEW), DEAL).stage.id).toBe(301)
    expect(parseRecord(answer(deal({ categoryId: undefined }), NEW), { entityTypeId: 1, id: 21 }).stage.id).toBe(1)
  })

  it('accepts a record without a title and a date', () => {
    expect(parseRecord(answer(deal({ title: null, movedTime: 'soon' }), NEW), DEAL).record).toMatchObject({
      title: '',
      since: null,
    })
  })

  it.each([
    ['a deleted record', failed({ error: 'NOT_FOUND', error_description: 'x' }), 2, 'not-found', 'record-gone'],
    [
      'a deleted record, without an error code',
      failed({ error: '', error_description: 'Not found' }),
      2,
      'not-found',
      'record-gone',
    ],
    [
      'a record without read access',
      failed({ error: 'ACCESS_DENIED', error_description: 'x' }),
      2,
      'access-denied',
      'record-denied',
    ],
    ['another error', failed({ error: 'insufficient_scope', error_description: '' }), 2, 'scope', undefined],
    ['an empty batch', { result: [], result_error: [] }, 2, 'bad-answer', undefined],
    ['null', null, 2, 'bad-answer', undefined],
    ['another record', answer(deal({ id: 22 }), NEW), 2, 'bad-answer', undefined],
    ['a record without a stage', answer(deal({ stageId: null }), []), 2, 'no-stage', 'no-stages'],
    ['a type without stages', answer(deal(), NEW), 3, 'no-stage', 'no-stages'],
    ['a stage that is only in other directories', answer(deal({ categoryId: 9 }), NEW), 2, 'no-stage', 'stage-deleted'],
    [
      'a failed command for the stages',
      { result: { record: deal() }, result_error: { stages: { error: '' } } },
      2,
      'no-stage',
      'stage-deleted',
    ],
  ])('rejects %s', (_, value, entityTypeId, kind, about) => {
    expect(() => parseRecord(value, { entityTypeId, id: 21 })).toThrow(
      expect.objectContaining({ name: 'PortalError', kind, about }),
    )
  })

  const item = looseRecord({
    id: fc.constant(21),
    title: text,
    stageId: fc.constantFrom('NEW', 'WON'),
    categoryId: fc.constantFrom(0, 1, '1', null),
    movedTime: fc.oneof(fc.constant('2026-11-10T09:30:00+03:00'), text),
  })
  const stages = looseList(
    fc.oneof(
      fc.constantFrom<unknown>(...NEW),
      looseRecord({
        ID: fc.constantFrom('101', '301'),
        ENTITY_ID: fc.constantFrom('STATUS', 'DEAL_STAGE', 'DEAL_STAGE_1'),
        STATUS_ID: fc.constant('NEW'),
        NAME: text,
      }),
    ),
  )
  const refusals = looseRecord({
    record: looseRecord({
      error: fc.oneof(fc.constantFrom('NOT_FOUND', '', 'ACCESS_DENIED'), json),
      error_description: fc.oneof(fc.constant('Not found'), json),
    }),
  })
  const batch = looseRecord({ result: looseRecord({ record: looseRecord({ item }), stages }), result_error: refusals })
  property([
    fc.oneof({ arbitrary: batch, weight: 6 }, { arbitrary: json, weight: 1 }),
    fc.constantFrom(1, 2, 2, 3, 1038),
  ])('returns the record and a stage of its directory or throws PortalError for any JSON', (value, entityTypeId) => {
    try {
      const { record, stage } = parseRecord(value, { entityTypeId, id: 21 })
      expect(record).toMatchObject({ entityTypeId, id: 21, title: expect.any(String) })
      expect(record.since === null || !Number.isNaN(Date.parse(record.since))).toBe(true)
      expect(entityTypeId === 1 ? ['STATUS'] : ['DEAL_STAGE', 'DEAL_STAGE_1']).toContain(stage.entityId)
      expect(value).toHaveProperty('result.record.item.stageId', stage.statusId)
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
    }
  })
})

describe('recordPaths', () => {
  it.each([
    [1, '/crm/lead/details/5/', '/crm/lead/details/5/'],
    [2, '/crm/deal/details/5/', '/crm/deal/details/5/'],
    [7, '/crm/type/7/details/5/', '/crm/quote/details/5/'],
    [31, '/crm/type/31/details/5/', '/crm/type/31/details/5/'],
    [99, '/crm/type/99/details/5/', '/crm/type/99/details/5/'],
    [1038, '/crm/type/1038/details/5/', '/crm/type/1038/details/5/'],
  ])('of type %i are %s and, in older portals, %s', (entityTypeId, path, olderPath) => {
    expect(recordPaths({ entityTypeId, id: 5 })).toEqual({ path, olderPath })
  })
})

describe('pipelineOf', () => {
  it('sorts lost stages last and gives every stage a color', () => {
    const stages = parseStages([
      row('1', 'DEAL_STAGE', 'A'),
      row('2', 'DEAL_STAGE', 'B', { SEMANTICS: 'F' }),
      row('3', 'DEAL_STAGE', 'C', { COLOR: '#123456' }),
      row('4', 'DEAL_STAGE', 'D'),
      row('5', 'DEAL_STAGE', 'E', { SEMANTICS: 'S' }),
      null,
      { ID: 'x' },
    ])
    expect(pipelineOf(stages).map(({ id, color, lost }) => [id, color, lost])).toEqual([
      [1, '#39a8ef', false],
      [3, '#123456', false],
      [4, '#55d0e0', false],
      [5, '#7bd500', false],
      [2, '#ff5752', true],
    ])
  })

  it('repeats the kanban’s colors after the fifth stage', () => {
    const stages = parseStages(
      Array.from({ length: 6 }, (_, index) => row(String(index + 1), 'DEAL_STAGE', `S${index}`)),
    )
    expect(pipelineOf(stages).map(({ color }) => color)).toEqual([
      '#39a8ef',
      '#2fc6f6',
      '#55d0e0',
      '#47e4c2',
      '#ffa900',
      '#39a8ef',
    ])
  })
})
