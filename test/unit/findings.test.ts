import { describe, expect, it } from 'vitest'
import { findingsIn } from '../../src/crm/findings'
import { parseStages, type Stage } from '../../src/crm/stage'
import { createData } from '../portal/data'
import { stage } from './stageFixture'

const WON = stage(9, { SEMANTICS: 'S', COLOR: '#7BD500' })

describe('findingsIn', () => {
  it.each<[string, Stage[], unknown[]]>([
    ['nothing without items', [], []],
    ['nothing in a sound pipeline', [stage(1), stage(2), WON, stage(10, { SEMANTICS: 'F' })], []],
    ['a missing success stage', [stage(1), stage(2)], [{ kind: 'no-success', ids: [] }]],
    [
      'equal names, regardless of spaces and case',
      [stage(1, { NAME: 'New' }), stage(2, { NAME: ' new ' }), WON],
      [{ kind: 'equal-names', ids: [1, 2] }],
    ],
    [
      'the same color',
      [stage(1, { COLOR: '#112233' }), stage(2, { COLOR: '112233' }), WON],
      [{ kind: 'similar-colors', ids: [1, 2] }],
    ],
    [
      'similar colors',
      [stage(1, { COLOR: '#39A8EF' }), stage(2, { COLOR: '#3CAAEF' }), WON],
      [{ kind: 'similar-colors', ids: [1, 2] }],
    ],
    [
      'a color like the kanban’s default of another stage',
      [stage(1), stage(2, { COLOR: '#39a8ef' }), WON],
      [{ kind: 'similar-colors', ids: [1, 2] }],
    ],
    [
      'nothing for failure stages of the same color',
      [stage(1), WON, stage(10, { SEMANTICS: 'F', COLOR: '#FF5752' }), stage(11, { SEMANTICS: 'F', COLOR: '#FF5752' })],
      [],
    ],
    [
      'a color without enough contrast to white',
      [stage(1, { COLOR: '#00c800' }), WON],
      [{ kind: 'unreadable-color', ids: [1] }],
    ],
    [
      'the same SORT',
      [stage(1, { SORT: '10' }), stage(2, { SORT: '10' }), WON],
      [{ kind: 'clashing-sort', ids: [1, 2] }],
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
