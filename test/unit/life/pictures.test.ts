import { describe, expect, it } from 'vitest'
import { exportFigures, figuresFile } from '../../../src/crm/export/figures'
import { barsOf } from '../../../src/crm/life/bars'
import type { Transition } from '../../../src/crm/life/figures'
import { flowRows } from '../../../src/crm/life/flow'
import { kanbanPaths } from '../../../src/crm/life/kanban'
import { parseStage, type Stage } from '../../../src/crm/stage'
import { hasRecords } from '../../../src/crm/directory'
import { PortalError } from '../../../src/portal/errors'
import { fc, property } from '../fastCheck'

function stage(id: number, code: string, semantics: string | null = null): Stage {
  const row = { ID: String(id), ENTITY_ID: 'DEAL_STAGE', STATUS_ID: code, NAME: `Stage ${code}`, SORT: String(id * 10) }
  return parseStage({ ...row, SYSTEM: 'N', COLOR: id === 1 ? '#112233' : '', SEMANTICS: semantics }, id)
}

const STAGES = [stage(1, 'NEW'), stage(2, 'SENT'), stage(3, 'WON', 'S'), stage(4, 'LOSE', 'F')]

const to = (code: string | null, count: number, of: number): Transition => ({
  to: code,
  outcome: null,
  count,
  share: count / of,
})

describe('barsOf', () => {
  it('are in the stages’ colors, as long as they are full', () => {
    const error = new PortalError('access-denied', {})
    const bars = barsOf(STAGES, [
      { stage: 'NEW', count: 5 },
      { stage: 'SENT', count: 20 },
      { stage: 'WON', count: null, error },
    ])
    expect(bars.get(1)).toEqual({ color: '#112233', count: 5, error: null, share: 0.25, most: 20 })
    expect(bars.get(2)).toMatchObject({ count: 20, share: 1 })
    expect(bars.get(3)).toMatchObject({ count: null, error, share: 0 })
    expect(bars.get(4)).toBeUndefined()
  })

  it('are empty if all stages are', () => {
    expect(barsOf(STAGES, [{ stage: 'NEW', count: 0 }]).get(1)).toMatchObject({ count: 0, share: 0 })
  })
})

describe('flowRows', () => {
  it('say where records went, in the order of the pipeline', () => {
    const transitions = new Map([
      ['SENT', [to('WON', 5, 10), to('LOSE', 2, 10), to('NEW', 1, 10), to('UC_GONE', 1, 10), to(null, 1, 10)]],
    ])
    const rows = flowRows(STAGES.toReversed(), { durations: new Map(), transitions })
    expect(rows.map(({ stage: { id } }) => id)).toEqual([3, 2, 1, 4])
    expect(rows.find((row) => row.stage.id === 2)?.flow).toMatchObject({ left: 10, lost: 0.2 })
    const [, flow] = flowRows(STAGES, { durations: new Map(), transitions }).map((row) => row.flow)
    expect(flow).toEqual({ left: 10, on: 0.5, back: 0.1, lost: 0.2, elsewhere: 0.2 })
    expect(rows[0]?.flow).toBeNull()
  })

  const codes = fc.constantFrom('NEW', 'SENT', 'WON', 'LOSE', 'UC_GONE', null)
  property([
    fc.uniqueArray(fc.tuple(codes, fc.integer({ min: 1, max: 99 })), { selector: ([code]) => code, minLength: 1 }),
  ])('shares add up to 1', (counts) => {
    const all = counts.reduce((sum, [, count]) => sum + count, 0)
    const transitions = new Map([['SENT', counts.map(([code, count]) => to(code, count, all))]])
    const flow = flowRows(STAGES, { durations: new Map(), transitions })[1]?.flow
    expect(flow?.left).toBe(all)
    expect((flow?.on ?? 0) + (flow?.back ?? 0) + (flow?.lost ?? 0) + (flow?.elsewhere ?? 0)).toBeCloseTo(1)
  })
})

describe('exportFigures', () => {
  const curve = { steps: [], longest: 0 }
  const duration = {
    count: 9,
    open: 4,
    median: { seconds: 3600, atLeast: false },
    p90: { seconds: 7200, atLeast: true },
    curve,
  }
  const ROWS = flowRows(STAGES, {
    durations: new Map([['NEW', duration]]),
    transitions: new Map([['NEW', [to('SENT', 2, 3), to('LOSE', 1, 3)]]]),
  }).map((row, index) => ({ ...row, count: index === 0 ? 7 : null }))

  it('has what is known, and leaves out what is not', () => {
    const lines = exportFigures('csv', ROWS.slice(0, 2), { separator: 'semicolon' }).split('\r\n')
    expect(lines[1]).toBe('1;NEW;Stage NEW;7;9;4;3600;false;7200;true;3;2;0;1;0')
    expect(lines[2]).toBe('2;SENT;Stage SENT;;;;;;;;;;;;')
    const named = ROWS.map((row) => ({ ...row, stage: { ...row.stage, name: '5 мая' } }))
    expect(exportFigures('csv', named, { locale: 'ru' }).split('\r\n')[1]).toContain(',NEW,"=""5 мая""",7,')
    const [first, second] = JSON.parse(exportFigures('json', ROWS)) as Record<string, unknown>[]
    expect(first).toMatchObject({ ID: 1, RECORDS_NOW: 7, MEDIAN_SECONDS: 3600, P90_AT_LEAST: true, WENT_ON: 2 })
    expect(second).toMatchObject({ RECORDS_NOW: null, LEFT: null, WENT_LOST: null })
    expect(exportFigures('markdown', ROWS).split('\n')).toHaveLength(6)
  })

  it.each([
    ['csv', 'DEAL_STAGE.csv', 'text/csv;charset=utf-8'],
    ['json', 'DEAL_STAGE.json', 'application/json;charset=utf-8'],
    ['markdown', 'DEAL_STAGE.md', 'text/markdown;charset=utf-8'],
  ] as const)('is saved as a file: %s', (format, name, type) => {
    expect(figuresFile(format, ROWS, {}, 'DEAL_STAGE')).toMatchObject({ name, type })
  })
})

describe('kanbanPaths', () => {
  it.each([
    ['DEAL_STAGE', '/crm/deal/kanban/category/0/', '/crm/deal/kanban/category/0/'],
    ['DEAL_STAGE_5', '/crm/deal/kanban/category/5/', '/crm/deal/kanban/category/5/'],
    ['STATUS', '/crm/lead/kanban/', '/crm/lead/kanban/'],
    ['QUOTE_STATUS', '/crm/type/7/kanban/category/0/', '/crm/quote/kanban/'],
    ['DYNAMIC_1038_STAGE_37', '/crm/type/1038/kanban/category/37/', '/crm/type/1038/kanban/category/37/'],
  ])('of %s is %s', (entityId, path, olderPath) => {
    expect(kanbanPaths(entityId)).toEqual({ path, olderPath })
  })

  it('is not known for lists', () => {
    expect(kanbanPaths('SOURCE')).toBeNull()
  })
})

it.each([
  ['DEAL_STAGE_1', true],
  ['QUOTE_STATUS', true],
  ['SOURCE', false],
  ['INVOICE_STATUS', false],
])('whether the records of %s can be asked for: %s', (entityId, expected) => {
  expect(hasRecords(entityId)).toBe(expected)
})
