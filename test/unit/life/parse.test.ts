import { describe, expect, it } from 'vitest'
import { countBatches, filterOf, parseCounts } from '../../../src/crm/life/counts'
import { parseHistory } from '../../../src/crm/life/history'
import { hasHistory } from '../../../src/crm/recordTypes'
import { parseOldest } from '../../../src/crm/life/oldest'
import { PortalError } from '../../../src/portal/errors'
import { fc, json, looseList, looseRecord, property, text } from '../fastCheck'

const dealRow = {
  ID: 35,
  TYPE_ID: 1,
  OWNER_ID: 21,
  CREATED_TIME: '2024-04-25T14:59:11+00:00',
  CATEGORY_ID: 0,
  STAGE_SEMANTIC_ID: 'P',
  STAGE_ID: 'NEW',
}
const { CATEGORY_ID: _category, STAGE_SEMANTIC_ID: _semantic, STAGE_ID: _stage, ...common } = dealRow
const leadRow = { ...common, STATUS_SEMANTIC_ID: 'S', STATUS_ID: 'CONVERTED', TYPE_ID: 3 }
const deal = {
  id: 35,
  recordId: 21,
  stage: 'NEW',
  pipelineId: 0,
  at: 1714057151000,
  kind: 'created',
  outcome: 'process',
}

/** The answer to a batch of two, whose second command was refused. */
const refused = (error: unknown, text = '') => ({
  result: [],
  result_total: { stage0: 3 },
  result_error: { stage1: { error, error_description: text } },
})

const one = (row: object) => parseHistory({ items: [row] }).arrivals[0]

const badAnswer = expect.objectContaining({ name: 'PortalError', kind: 'bad-answer' })

describe('hasHistory', () => {
  it.each([
    [1, true],
    [2, true],
    [31, true],
    [1038, true],
    [7, false],
    [36, false],
    [3, false],
    [127, false],
  ])('of type %i is %s', (entityTypeId, expected) => {
    expect(hasHistory(entityTypeId)).toBe(expected)
  })
})

describe('parseHistory', () => {
  it('reads a deal’s row, with numbers or texts', () => {
    expect(one(dealRow)).toEqual(deal)
    expect(one({ ...dealRow, ID: '35', TYPE_ID: '1', OWNER_ID: '21', CATEGORY_ID: '0' })).toEqual(deal)
  })

  it('reads a lead’s row', () => {
    const lead = { stage: 'CONVERTED', pipelineId: null, kind: 'finished', outcome: 'success' }
    expect(one(leadRow)).toEqual({ ...deal, ...lead })
  })

  it.each([
    [{ TYPE_ID: 5 }, { kind: 'pipeline' }],
    [{ TYPE_ID: 4 }, { kind: 'moved' }],
    [{ TYPE_ID: 'toString' }, { kind: 'moved' }],
    [{ STAGE_SEMANTIC_ID: 'F' }, { outcome: 'failure' }],
    [{ STAGE_SEMANTIC_ID: null }, { outcome: 'process' }],
    [{ STAGE_ID: 2 }, { stage: '2' }],
    [{ CREATED_TIME: '2024-04-25T17:59:11+03:00' }, { at: deal.at }],
  ])('reads %j as %j', (fields, expected) => {
    expect(one({ ...dealRow, ...fields })).toEqual({ ...deal, ...expected })
  })

  it.each([
    { ID: null },
    { ID: -1 },
    { OWNER_ID: 'x' },
    { STAGE_ID: '' },
    { STAGE_ID: null },
    { CREATED_TIME: 'soon' },
    { CREATED_TIME: 1714057151 },
  ])('leaves out a row with %j, and counts it', (fields) => {
    const page = parseHistory({ items: [{ ...dealRow, ...fields }, dealRow, null] })
    expect(page).toEqual({ arrivals: [deal], rows: 3, lowestId: 35 })
  })

  it('knows the lowest ID, and none without rows', () => {
    expect(parseHistory({ items: [{ ...dealRow, ID: 40 }, dealRow, { ID: 12 }] }).lowestId).toBe(12)
    expect(parseHistory({ items: [] })).toEqual({ arrivals: [], rows: 0, lowestId: null })
  })

  it('accepts a list with gaps, which PHP sends as an object', () => {
    expect(parseHistory({ items: { 0: dealRow, 2: dealRow } }).rows).toBe(2)
  })

  it.each([[null], [[]], [{}], ['x'], [{ items: null }], [{ items: { a: 1 } }]])('refuses %j', (value) => {
    expect(() => parseHistory(value)).toThrow(badAnswer)
  })

  const row = looseRecord({
    ID: fc.nat(),
    OWNER_ID: fc.nat(),
    TYPE_ID: fc.constantFrom(1, 2, 3, 5),
    CREATED_TIME: fc.oneof(fc.constant(dealRow.CREATED_TIME), text),
    CATEGORY_ID: fc.nat(),
    STAGE_ID: text,
  })
  property([fc.oneof(looseRecord({ items: looseList(row) }), json)])('returns valid arrivals or throws', (value) => {
    try {
      for (const { id, recordId, at, stage } of parseHistory(value).arrivals) {
        expect([id, recordId, at].every(Number.isInteger)).toBe(true)
        expect(stage).not.toBe('')
      }
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
    }
  })
})

describe('filterOf', () => {
  it.each([
    ['STATUS', 'NEW', { entityTypeId: 1, filter: { stageId: 'NEW' } }],
    ['DEAL_STAGE', 'NEW', { entityTypeId: 2, filter: { stageId: 'NEW', categoryId: 0 } }],
    ['DEAL_STAGE_1', 'C1:NEW', { entityTypeId: 2, filter: { stageId: 'C1:NEW', categoryId: 1 } }],
    ['QUOTE_STATUS', 'DRAFT', { entityTypeId: 7, filter: { stageId: 'DRAFT' } }],
    ['SMART_INVOICE_STAGE_5', 'DT31_5:N', { entityTypeId: 31, filter: { stageId: 'DT31_5:N' } }],
    ['DYNAMIC_1038_STAGE_37', 'DT1038_37:NEW', { entityTypeId: 1038, filter: { stageId: 'DT1038_37:NEW' } }],
  ])('of %s, %s', (entityId, stage, expected) => {
    expect(filterOf(entityId, stage)).toEqual(expected)
  })

  it('refuses a plain list', () => {
    const noStages = expect.objectContaining({ kind: 'no-stage', about: 'no-stages' })
    expect(() => filterOf('SOURCE', 'CALL')).toThrow(noStages)
    expect(() => countBatches('SOURCE', ['CALL'])).toThrow(noStages)
  })
})

describe('countBatches', () => {
  it('asks for the IDs of a stage’s records only', () => {
    const [batch] = countBatches('DEAL_STAGE_1', ['C1:NEW'])
    const [name, query] = batch?.commands.stage0?.split('?') ?? []
    expect([name, Object.fromEntries(new URLSearchParams(query))]).toEqual([
      'crm.item.list',
      { entityTypeId: '2', 'select[0]': 'id', 'filter[stageId]': 'C1:NEW', 'filter[categoryId]': '1' },
    ])
  })

  it.each([
    [0, []],
    [1, [1]],
    [50, [50]],
    [60, [50, 10]],
    [101, [50, 50, 1]],
  ])('splits %i stages into batches of %j', (count, sizes) => {
    const stages = Array.from({ length: count }, (_, index) => `S${index}`)
    const batches = countBatches('STATUS', stages)
    expect(batches.map(({ commands }) => Object.keys(commands).length)).toEqual(sizes)
    expect(batches.flatMap((batch) => batch.stages)).toEqual(stages)
  })
})

describe('parseCounts', () => {
  it('reads totals; 0 is a number too', () => {
    const answer = { result: {}, result_total: { stage0: 1234, stage1: '0' }, result_error: [] }
    expect(parseCounts(answer, ['NEW', 'WON'])).toEqual([
      { stage: 'NEW', count: 1234 },
      { stage: 'WON', count: 0 },
    ])
  })

  it.each([
    ['ACCESS_DENIED', '', 'access-denied'],
    ['QUERY_LIMIT_EXCEEDED', '', 'limit'],
    ['OPERATION_TIME_LIMIT', '', 'limit'],
    ['', 'Access denied.', 'access-denied'],
    [0, 'DOCUMENT entity is not supported', 'request'],
    ['INVALID_ARG_VALUE', 'Invalid filter', 'request'],
    ['NOT_FOUND', 'Smart process not found', 'not-found'],
  ])('a command that is refused with %j %j is no 0, but %s', (error, description, kind) => {
    const [first, second] = parseCounts(refused(error, description), ['NEW', 'WON'])
    expect(first).toEqual({ stage: 'NEW', count: 3 })
    expect(second).toMatchObject({ stage: 'WON', count: null, error: { kind, details: { text: description } } })
  })

  it('counts a short list that has no total', () => {
    expect(parseCounts({ result: { stage0: { items: [{ id: 1 }, { id: 2 }] } } }, ['NEW'])).toEqual([
      { stage: 'NEW', count: 2 },
    ])
    const page = Array.from({ length: 50 }, (_, id) => ({ id }))
    const [full] = parseCounts({ result: { stage0: { items: page } }, result_total: { stage1: 1 } }, ['NEW', 'WON'])
    expect(full).toMatchObject({ count: null, error: { kind: 'bad-answer' } })
  })

  it.each([[null], [[]], [{}], ['x'], [{ result: [], result_total: [], result_error: [] }]])('refuses %j', (value) => {
    expect(() => parseCounts(value, ['NEW'])).toThrow(badAnswer)
  })

  const part = looseRecord({ stage0: json, stage1: fc.oneof(fc.nat(), json) })
  const batch = looseRecord({ result: part, result_total: part, result_error: part })
  property([fc.oneof(batch, json)])('returns numbers or reasons, or throws', (value) => {
    try {
      for (const entry of parseCounts(value, ['NEW', 'WON'])) {
        if (entry.count === null) expect(entry.error).toBeInstanceOf(PortalError)
        else expect(entry.count).toBeGreaterThanOrEqual(0)
      }
    } catch (error) {
      if (!(error instanceof PortalError)) throw error
    }
  })
})

describe('parseOldest', () => {
  const row = { id: 5, title: 'Lamps', movedTime: '2026-11-10T09:30:00+03:00' }

  it.each([
    [row, { id: 5, title: 'Lamps', since: row.movedTime }],
    [
      { ...row, id: '5', title: null },
      { id: 5, title: '', since: row.movedTime },
    ],
    [
      { ...row, movedTime: null },
      { id: 5, title: 'Lamps', since: null },
    ],
    [
      { ...row, movedTime: 'soon' },
      { id: 5, title: 'Lamps', since: null },
    ],
  ])('reads %j', (value, expected) => {
    expect(parseOldest({ items: [value] })).toEqual([expected])
  })

  it('leaves out rows without an ID', () => {
    expect(parseOldest({ items: [null, { title: 'x' }, { id: 0 }, row] })).toHaveLength(1)
  })

  it.each([[null], [[]], [{}], [{ items: 'x' }]])('refuses %j', (value) => {
    expect(() => parseOldest(value)).toThrow(badAnswer)
  })
})
