import { describe, expect, it } from 'vitest'
import { foreignChanges, merge, type Decision } from '../../../src/crm/change/merge'
import type { WantedItem } from '../../../src/crm/change/types'
import { undoOf } from '../../../src/crm/change/undo'
import { wantedOf } from '../../../src/crm/change/wanted'
import { fc, property } from '../fastCheck'
import { several, wantedItems } from './directories'

const base = wantedItems('A:process', 'B:process', 'C:process', 'D:success', 'E:failure')
const [A, B, C, D, E] = base as [WantedItem, WantedItem, WantedItem, WantedItem, WantedItem]
const [X, Y] = wantedItems('X:process', 'Y:process') as [WantedItem, WantedItem]
const renamed = (item: WantedItem, name: string): WantedItem => ({ ...item, name })
const colored = (item: WantedItem, color: WantedItem['color']): WantedItem => ({ ...item, color })

const withoutOutcomes = (items: WantedItem[]) => items.map((item) => ({ ...item, outcome: null }))

const NONE = new Map<string, Decision>()

/** The order as letters, and a name where it is not the code. */
const shown = (items: readonly WantedItem[]): string =>
  items.map(({ code, name, color }) => [code, name === code ? '' : `=${name}`, color ?? ''].join('')).join(' ')

type Row = [label: string, mine: WantedItem[], theirs: WantedItem[], wanted: string]

describe('merge, without conflicts', () => {
  it.each<Row>([
    ['nothing changed', base, base, 'A B C D E'],
    ['names of two', [renamed(A, 'a'), B, C, D, E], [A, renamed(B, 'b'), C, D, E], 'A=a B=b C D E'],
    ['name and color of one', [renamed(A, 'a'), B, C, D, E], [colored(A, '#ff0000'), B, C, D, E], 'A=a#ff0000 B C D E'],
    ['the same on both sides', [renamed(A, 'a'), C, B, D, E], [renamed(A, 'a'), C, B, D, E], 'A=a C B D E'],
    ['deleted here, the rest there', [A, C, D, E], [renamed(A, 'a'), B, C, D, E], 'A=a C D E'],
    ['deleted there', base, [A, C, D, E], 'A C D E'],
    ['deleted on both sides', [A, C, D, E], [A, C, D, E], 'A C D E'],
    ['added on both sides', [A, X, B, C, D, E], [A, B, C, Y, D, E], 'A X B C Y D E'],
    ['added behind what was deleted', [A, B, X, C, D, E], [A, C, D, E], 'A X C D E'],
    ['added at the front', [X, ...base], [A, C, B, D, E], 'X A C B D E'],
    ['added on both sides, alike', [X, ...base], [X, ...base], 'X A B C D E'],
    ['order here, names there', [C, B, A, D, E], [A, renamed(B, 'b'), C, Y, D, E], 'C Y B=b A D E'],
    ['order there, names here', [A, renamed(B, 'b'), C, X, D, E], [C, B, A, D, E], 'C X B=b A D E'],
    ['the same order', [C, B, A, D, E], [C, B, A, D, E], 'C B A D E'],
    ['codes twice', [A, renamed(A, 'a'), B, C, D, E], base, 'A B C D E'],
    ['a code like any other', [renamed(X, '__proto__'), { ...X, code: '__proto__' }], [], 'X=__proto__ __proto__=X'],
  ])('%s', (_, mine, theirs, wanted) => {
    const before = theirs.length === 0 ? [] : base
    const merged = merge(before, mine, theirs, NONE)
    expect(merged.conflicts).toEqual([])
    expect(shown(merged.wanted)).toBe(wanted)
  })

  it('an outcome is no conflict', () => {
    const mine = [{ ...A, outcome: 'failure' as const }, B]
    expect(merge([A, B], mine, [A, renamed(B, 'b')], NONE).wanted).toEqual([mine[0], renamed(B, 'b')])
    expect(merge([], [{ ...A, outcome: 'failure' }], [A], NONE)).toEqual({ wanted: [A], conflicts: [] })
  })
})

describe('merge, with conflicts', () => {
  type Conflicting = [...Row, ifMine: string, conflict: object]
  it.each<Conflicting>([
    [
      'a name',
      [renamed(A, 'a'), B, C, D, E],
      [renamed(A, 'z'), B, C, D, E],
      'A=z B C D E',
      'A=a B C D E',
      { key: 'name:A', code: 'A', name: 'z', field: 'name', base: 'A', mine: 'a', theirs: 'z' },
    ],
    [
      'a color',
      [A, colored(B, '#ff0000'), C, D, E],
      [A, colored(B, '#00ff00'), C, D, E],
      'A B#00ff00 C D E',
      'A B#ff0000 C D E',
      { key: 'color:B', code: 'B', name: 'B', field: 'color', base: null, mine: '#ff0000', theirs: '#00ff00' },
    ],
    [
      'deleted here, renamed there',
      [A, C, D, E],
      [A, renamed(B, 'b'), C, D, E],
      'A B=b C D E',
      'A C D E',
      { key: 'existence:B', code: 'B', name: 'b', field: 'existence', base: B, mine: null, theirs: renamed(B, 'b') },
    ],
    [
      'renamed here, deleted there',
      [A, renamed(B, 'b'), C, D, E],
      [A, C, D, E],
      'A C D E',
      'A B=b C D E',
      { key: 'existence:B', code: 'B', name: 'b', field: 'existence', base: B, mine: renamed(B, 'b'), theirs: null },
    ],
    [
      'another meaning here, deleted there',
      [A, { ...B, outcome: 'failure' }, C, D, E],
      [A, C, D, E],
      'A C D E',
      'A B C D E',
      {
        key: 'existence:B',
        code: 'B',
        name: 'B',
        field: 'existence',
        base: B,
        mine: { ...B, outcome: 'failure' },
        theirs: null,
      },
    ],
    [
      'the order',
      [B, A, C, X, D, E],
      [C, A, B, D, E],
      'C X A B D E',
      'B A C X D E',
      {
        key: 'order',
        code: '',
        name: '',
        field: 'order',
        base: ['A', 'B', 'C', 'D', 'E'],
        mine: ['B', 'A', 'C', 'D', 'E'],
        theirs: ['C', 'A', 'B', 'D', 'E'],
      },
    ],
    [
      'added on both sides in different places',
      [X, ...base],
      [A, X, B, C, D, E],
      'A X B C D E',
      'X A B C D E',
      {
        key: 'order',
        code: '',
        name: '',
        field: 'order',
        base: ['A', 'B', 'C', 'D', 'E'],
        mine: ['X', 'A', 'B', 'C', 'D', 'E'],
        theirs: ['A', 'X', 'B', 'C', 'D', 'E'],
      },
    ],
    [
      'added on both sides with different names',
      [...base, renamed(X, 'x')],
      [...base, X],
      'A B C D E X',
      'A B C D E X=x',
      { key: 'name:X', code: 'X', name: 'X', field: 'name', base: null, mine: 'x', theirs: 'X' },
    ],
  ])('%s', (_, mine, theirs, undecided, ifMine, conflict) => {
    const { key } = conflict as { key: string }
    const decided = (decision: Decision) => merge(base, mine, theirs, new Map([[key, decision]]))
    expect(merge(base, mine, theirs, NONE).conflicts).toEqual([{ ...conflict, decision: null }])
    expect(shown(merge(base, mine, theirs, NONE).wanted)).toBe(undecided)
    expect(decided('mine').conflicts).toEqual([{ ...conflict, decision: 'mine' }])
    expect(shown(decided('mine').wanted)).toBe(ifMine)
    expect(decided('theirs').conflicts).toEqual([{ ...conflict, decision: 'theirs' }])
    expect(shown(decided('theirs').wanted)).toBe(undecided)
  })
})

describe('any directories', () => {
  const three = several(3).map((all) => all.map(wantedOf))

  property([three])('what one side changed alone is taken', ([first = [], other = []]) => {
    expect(merge(first, other, first, NONE)).toEqual({ wanted: other, conflicts: [] })
    expect(merge(first, first, other, NONE)).toEqual({ wanted: other, conflicts: [] })
    expect(merge(first, other, other, NONE)).toEqual({ wanted: other, conflicts: [] })
  })

  property([three])('who is who makes no difference for what is a conflict', ([first = [], mine = [], theirs = []]) => {
    const keys = (a: WantedItem[], b: WantedItem[]) => new Set(merge(first, a, b, NONE).conflicts.map(({ key }) => key))
    expect(keys(mine, theirs)).toEqual(keys(theirs, mine))
  })

  property([three, fc.boolean()])(
    'each item and each conflict is there once',
    ([first = [], mine = [], theirs = []], isMine) => {
      const { conflicts } = merge(first, mine, theirs, NONE)
      const keys = conflicts.map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      const decision = isMine ? 'mine' : 'theirs'
      const { wanted } = merge(first, mine, theirs, new Map(keys.map((key) => [key, decision])))
      const codes = wanted.map(({ code }) => code)
      expect(new Set(codes).size).toBe(codes.length)
      for (const conflict of conflicts) {
        const item = wanted.find(({ code }) => code === conflict.code) ?? null
        if (conflict.field === 'name') expect(item?.name).toBe(conflict[decision])
        if (conflict.field === 'color') expect(item?.color).toBe(conflict[decision])
        if (conflict.field === 'existence') expect(item).toEqual(conflict[decision])
        if (conflict.field === 'order') {
          expect(codes.filter((code) => conflict.mine.includes(code))).toEqual(conflict[decision])
        }
      }
    },
  )

  property([three])('without changes, there are none to show', ([first = [], other = []]) => {
    expect(foreignChanges(first, first)).toEqual([])
    if (foreignChanges(first, other).length === 0) expect(withoutOutcomes(other)).toEqual(withoutOutcomes(first))
  })
})

describe('foreignChanges', () => {
  it('lists what was changed', () => {
    expect(foreignChanges(base, [renamed(C, 'c'), colored(A, '#ff0000'), X, D, E])).toEqual([
      { code: 'A', name: 'A', field: 'color', before: null, after: '#ff0000' },
      { code: 'B', name: 'B', field: 'existence', before: B, after: null },
      { code: 'C', name: 'C', field: 'name', before: 'C', after: 'c' },
      { code: 'X', name: 'X', field: 'existence', before: null, after: X },
      { code: '', name: '', field: 'order', before: ['A', 'C', 'D', 'E'], after: ['C', 'A', 'D', 'E'] },
    ])
  })
})

describe('undoOf', () => {
  const after = [renamed(A, 'a'), C, X, D, E]
  it.each<[string, WantedItem[], string]>([
    ['nobody did anything since', after, 'A B C D E'],
    ['somebody renamed another one', [renamed(A, 'a'), renamed(C, 'c'), X, D, E], 'A B C=c D E'],
    ['somebody renamed the same one', [renamed(A, 'z'), C, X, D, E], 'A=z B C D E'],
    ['somebody renamed what was added', [renamed(A, 'a'), C, renamed(X, 'x'), D, E], 'A B C X=x D E'],
    ['somebody added it again', [renamed(A, 'a'), B, C, X, D, E], 'A B C D E'],
    ['somebody added one', [renamed(A, 'a'), C, X, Y, D, E], 'A B C Y D E'],
  ])('%s', (_, now, wanted) => expect(shown(undoOf(base, after, now))).toBe(wanted))
})
