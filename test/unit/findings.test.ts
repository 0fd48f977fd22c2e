import { describe, expect, it } from 'vitest'
import { findingsIn } from '../../src/crm/findings'
import { mixedNames, unvisited } from '../../src/crm/findingsAcross'
import { findingKey, parseRested, withRested } from '../../src/crm/restedFindings'
import { parseStages, type Stage } from '../../src/crm/stage'
import { createData } from '../portal/data'
import { stage } from './stageFixture'

const WON = stage(98, { SEMANTICS: 'S', COLOR: '#7BD500' })
const LOST = stage(99, { SEMANTICS: 'F' })
/** Stages whose colors differ. */
const COLORS = [
  '#112233',
  '#aa1122',
  '#22aa11',
  '#1122aa',
  '#776600',
  '#005577',
  '#770055',
  '#333333',
  '#aa5500',
  '#552200',
]
const inProgress = (count: number) => COLORS.slice(0, count).map((COLOR, index) => stage(index + 1, { COLOR }))

describe('findingsIn', () => {
  it.each<[string, Stage[], unknown[]]>([
    ['nothing without items', [], []],
    ['nothing in a sound pipeline', [stage(1), stage(2), WON, LOST], []],
    ['a missing success stage', [stage(1), stage(2), LOST], [{ kind: 'no-success', ids: [] }]],
    [
      'equal names, regardless of spaces and case',
      [stage(1, { NAME: 'New' }), stage(2, { NAME: ' new ' }), WON, LOST],
      [{ kind: 'equal-names', ids: [1, 2] }],
    ],
    [
      'the same color',
      [stage(1, { COLOR: '#112233' }), stage(2, { COLOR: '112233' }), WON, LOST],
      [{ kind: 'similar-colors', ids: [1, 2] }],
    ],
    [
      'similar colors',
      [stage(1, { COLOR: '#39A8EF' }), stage(2, { COLOR: '#3CAAEF' }), WON, LOST],
      [{ kind: 'similar-colors', ids: [1, 2] }],
    ],
    [
      'a color like the kanban’s default of another stage',
      [stage(1), stage(2, { COLOR: '#39a8ef' }), WON, LOST],
      [{ kind: 'similar-colors', ids: [1, 2] }],
    ],
    [
      'nothing for failure stages of the same color',
      [
        stage(1),
        WON,
        stage(99, { SEMANTICS: 'F', COLOR: '#FF5752' }),
        stage(100, { SEMANTICS: 'F', COLOR: '#FF5752' }),
      ],
      [],
    ],
    [
      'a color without enough contrast to white',
      [stage(1, { COLOR: '#00c800' }), WON, LOST],
      [{ kind: 'unreadable-color', ids: [1] }],
    ],
    [
      'the same SORT',
      [stage(1, { SORT: '10' }), stage(2, { SORT: '10' }), WON, LOST],
      [{ kind: 'clashing-sort', ids: [1, 2] }],
    ],
    ['a missing failure stage', [stage(1), stage(2), WON], [{ kind: 'no-failure', ids: [] }]],
    ['nothing in nine stages in progress', [...inProgress(9), WON, LOST], []],
    ['ten stages in progress', [...inProgress(10), WON, LOST], [{ kind: 'many-stages', ids: [] }]],
    [
      'stages in progress behind a final one',
      [
        stage(1),
        stage(2, { SORT: '990' }),
        stage(3, { SORT: '1000' }),
        WON,
        stage(99, { SEMANTICS: 'F', SORT: '985' }),
      ],
      [{ kind: 'behind-final', ids: [2, 3] }],
    ],
    ['nothing about a stage without a position', [stage(1, { SORT: null }), WON, LOST], []],
    [
      'codes that lie',
      [
        stage(1),
        stage(2, { STATUS_ID: 'LOSE' }),
        stage(98, { STATUS_ID: 'C5:LOSE', SEMANTICS: 'S' }),
        stage(99, { STATUS_ID: 'C5:WON', SEMANTICS: 'F' }),
      ],
      [{ kind: 'lying-code', ids: [2, 98, 99] }],
    ],
    [
      'nothing about codes that say the truth, or nothing',
      [
        stage(1, { STATUS_ID: 'C5:UC_WON' }),
        stage(97, { STATUS_ID: 'C5:APOLOGY', SEMANTICS: 'F' }),
        stage(98, { STATUS_ID: 'C5:WON', SEMANTICS: 'S' }),
        stage(99, { STATUS_ID: 'C5:LOSE', SEMANTICS: 'F' }),
        stage(100, { STATUS_ID: 'WON', SEMANTICS: 'X' }),
      ],
      [],
    ],
    [
      'names that a kanban column cuts off',
      [
        stage(1, { NAME: 'x'.repeat(28) }),
        stage(2, { NAME: 'y'.repeat(29) }),
        stage(3, { NAME: 'д'.repeat(24) }),
        stage(4, { NAME: 'ж'.repeat(25) }),
        stage(5, { NAME: '付'.repeat(14) }),
        stage(6, { NAME: '款'.repeat(15), COLOR: '#552200' }),
        WON,
        stage(99, { SEMANTICS: 'F', NAME: 'z'.repeat(31) }),
      ],
      [{ kind: 'long-name', ids: [2, 4, 6] }],
    ],
    [
      'only the same SORT in a plain list',
      [
        stage(1, { ENTITY_ID: 'SOURCE', NAME: 'A', SORT: '10' }),
        stage(2, { ENTITY_ID: 'SOURCE', NAME: 'A', SORT: '10' }),
      ],
      [{ kind: 'clashing-sort', ids: [1, 2] }],
    ],
  ])('finds %s', (_, items, found) => {
    expect(findingsIn(items)).toEqual(found)
  })

  it('finds nothing in the stand-in portal, except in the recolored quotes', () => {
    const items = parseStages(createData().statuses)
    for (const entityId of new Set(items.map((item) => item.entityId))) {
      const found = findingsIn(items.filter((item) => item.entityId === entityId))
      expect([entityId, found.map(({ kind }) => kind)]).toEqual([
        entityId,
        entityId === 'QUOTE_STATUS' ? ['similar-colors', 'unreadable-color'] : [],
      ])
    }
  })
})

const closed = (id: number, ENTITY_ID: string, SEMANTICS: string | null, NAME = 'Closed') =>
  stage(id, { ENTITY_ID, SEMANTICS, NAME })

describe('mixedNames', () => {
  const items = [
    closed(1, 'DEAL_STAGE', 'S'),
    closed(2, 'DEAL_STAGE_1', 'F', ' closed '),
    closed(3, 'STATUS', 'S'),
    closed(4, 'DEAL_STAGE', null, 'New'),
    closed(5, 'DEAL_STAGE_1', null, 'New'),
    closed(6, 'SOURCE', null),
    closed(7, 'DEAL_STAGE_2', 'X'),
  ]

  it.each<[string, unknown[]]>([
    ['DEAL_STAGE', [{ kind: 'mixed-names', ids: [1, 2, 3] }]],
    ['DEAL_STAGE_1', [{ kind: 'mixed-names', ids: [1, 2, 3] }]],
    ['DEAL_STAGE_2', []],
    ['SOURCE', []],
  ])('are found for %s', (entityId, found) => {
    expect(mixedNames(items, entityId)).toEqual(found)
  })

  it('are none if the meaning is the same everywhere, or differs within one pipeline only', () => {
    expect(mixedNames([closed(1, 'DEAL_STAGE', 'S'), closed(2, 'STATUS', 'S')], 'STATUS')).toEqual([])
    expect(mixedNames([closed(1, 'DEAL_STAGE', 'S'), closed(2, 'DEAL_STAGE', 'F')], 'DEAL_STAGE')).toEqual([])
  })
})

describe('unvisited', () => {
  const items = [stage(1), stage(2), stage(3), WON, LOST, stage(5, { ENTITY_ID: 'SOURCE' })]

  it('finds stages with no visit, but no lost ones, and none whose visits are not known', () => {
    const visits = new Map([['C5:1', 3], ...['C5:2', 'C5:98', 'C5:99', 'C5:5'].map((code) => [code, 0] as const)])
    expect(unvisited(items, visits)).toEqual([{ kind: 'unvisited', ids: [2, 98] }])
    expect(unvisited(items, new Map())).toEqual([])
  })
})

describe('findings that were put to rest', () => {
  it('are known by what they are about', () => {
    expect(findingKey({ kind: 'equal-names', ids: [1, 2] }, 'STATUS')).toBe('equal-names 1 2')
    expect(findingKey({ kind: 'no-success', ids: [] }, 'STATUS')).toBe('no-success STATUS')
  })

  it('are kept, and brought back', () => {
    const one = withRested(null, 'a', true)
    expect(parseRested(withRested(one, 'b', true))).toEqual(['a', 'b'])
    expect(parseRested(withRested(one, 'a', true))).toEqual(['a'])
    expect(parseRested(withRested(one, 'a', false))).toEqual([])
  })

  it('make room for new ones', () => {
    let option: string | null = null
    for (let index = 0; index < 300; index += 1) option = withRested(option, `equal-names ${index} ${index + 1}`, true)
    const keys = parseRested(option)
    expect(keys.at(-1)).toBe('equal-names 299 300')
    expect(keys.length).toBeGreaterThan(100)
    expect(option?.length).toBeLessThanOrEqual(4_000)
  })

  it.each([null, 7, '', 'no JSON', '{}', '7', '[[],7,null]', { a: 1 }, `["${'x'.repeat(20_000)}"]`])(
    'are none in %j',
    (value) => {
      expect(parseRested(value)).toEqual([])
    },
  )
})
