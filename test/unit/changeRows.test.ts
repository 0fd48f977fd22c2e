import { array, assert, constantFrom, nat, property } from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deleteReason,
  rowsOf,
  sizeOf,
  withAdded,
  withChange,
  withMove,
  withOrder,
  without,
  withPutBack,
  type Row,
} from '../../src/crm/change/rows'
import { groupOf } from '../../src/crm/change/steps'
import type { WantedItem } from '../../src/crm/change/types'
import type { Outcome } from '../../src/crm/semantics'

function item(code: string, outcome: Outcome | null = 'process'): WantedItem {
  return { code, name: code.toLowerCase(), color: null, outcome }
}

const BASE = [item('A'), item('B'), item('C'), item('WON', 'success'), item('LOSE', 'failure')]
const codes = (items: readonly WantedItem[]) => items.map(({ code }) => code).join(' ')
const rows = (wanted: readonly WantedItem[] = BASE) => rowsOf({ base: BASE, wanted }, [])

function rowOf(all: readonly Row[], key: string): Row {
  const row = all.find((candidate) => candidate.key === key)
  if (!row) throw new Error(`no row ${key}`)
  return row
}

describe('rowsOf', () => {
  it('counts positions in each group, without what is to be deleted', () => {
    const all = rows(BASE.filter(({ code }) => code !== 'B'))
    expect(all.map(({ key, position, index }) => [key, position, index])).toEqual([
      ['A', 1, 0],
      ['B', 0, null],
      ['C', 2, 1],
      ['WON', 1, 2],
      ['LOSE', 1, 3],
    ])
    expect([0, 1, 2].map((group) => sizeOf(all, group))).toEqual([2, 1, 1])
  })

  it('shows what is to be deleted as it was, behind what it stood behind', () => {
    const [a, , c, won, lose] = BASE as [WantedItem, WantedItem, WantedItem, WantedItem, WantedItem]
    const all = rows([c, { ...a, name: 'new' }, won, lose])
    expect(all.map(({ key }) => key)).toEqual(['C', 'A', 'B', 'WON', 'LOSE'])
    expect(rowOf(all, 'B').item.name).toBe('b')
    expect(rowOf(all, 'A').item.name).toBe('new')
    expect(rowOf(all, 'A').base?.name).toBe('a')
  })

  it('gives a code that comes twice two keys', () => {
    const twice = [item('X', null), item('X', null)]
    expect(rowsOf({ base: twice, wanted: twice }, []).map(({ key }) => key)).toEqual(['X', 'X '])
  })

  it('keeps the key of an item whose code changes', () => {
    const all = rowsOf({ base: BASE, wanted: [...BASE, item('TYPED')] }, [], (code) =>
      code === 'TYPED' ? 'UC_1' : code,
    )
    expect(rowOf(all, 'UC_1')).toMatchObject({ base: null, stage: null, item: { code: 'TYPED' } })
  })
})

describe('changes of what is wanted', () => {
  it.each([
    [1, 'B A C WON LOSE'],
    [2, 'A B C WON LOSE'],
    [3, 'A C B WON LOSE'],
    [99, 'A C B WON LOSE'],
    [0, 'B A C WON LOSE'],
  ])('moves to position %i', (position, expected) => {
    expect(codes(withMove(BASE, rows(), rowOf(rows(), 'B'), position))).toBe(expected)
  })

  it('puts what is added last in its group', () => {
    expect(codes(withAdded(BASE, item('NEW')))).toBe('A B C NEW WON LOSE')
    expect(codes(withAdded(BASE, item('NEW', 'failure')))).toBe('A B C WON LOSE NEW')
    expect(codes(withAdded(BASE.slice(3), item('NEW')))).toBe('NEW WON LOSE')
    expect(codes(withAdded([], item('NEW', null)))).toBe('NEW')
  })

  it('changes, deletes and puts back one item', () => {
    const changed = withChange(BASE, rowOf(rows(), 'B'), { name: 'new' })
    expect(changed.map(({ name }) => name)).toEqual(['a', 'new', 'c', 'won', 'lose'])
    const less = without(BASE, rowOf(rows(), 'B'))
    expect(codes(less)).toBe('A C WON LOSE')
    expect(withPutBack(rows(less), 'B')).toEqual(BASE)
  })

  it('orders a group in the places that it has', () => {
    const mixed = [item('A'), item('WON', 'success'), item('B'), item('C')]
    const all = rowsOf({ base: [...mixed, item('GONE')], wanted: mixed }, [])
    expect(codes(withOrder(mixed, all, ['C', 'GONE', 'A', 'B']))).toBe('C WON A B')
  })

  it('never loses an item, nor moves one out of its group', () => {
    const outcomes = constantFrom<Outcome>('process', 'success', 'failure')
    const directory = array(outcomes, { minLength: 1, maxLength: 12 }).map((all) =>
      all.map((outcome, index) => item(`S${index}`, outcome)),
    )
    assert(
      property(directory, nat(11), nat(15), (wanted, at, position) => {
        const all = rowsOf({ base: wanted, wanted }, [])
        const row = all[at % all.length]
        if (!row) return
        const moved = withMove(wanted, all, row, position)
        expect(moved.map(groupOf)).toEqual(wanted.map(groupOf))
        expect(new Set(moved)).toEqual(new Set(wanted))
        const less = without(wanted, row)
        expect(new Set(withPutBack(rowsOf({ base: wanted, wanted: less }, []), row.key))).toEqual(new Set(wanted))
      }),
    )
  })
})

it('tells what cannot be deleted', () => {
  const all = rows()
  expect(deleteReason(rowOf(all, 'WON'), 1)).toBe('one-success')
  expect(deleteReason(rowOf(all, 'LOSE'), 1)).toBe('last-of-kind')
  expect(deleteReason(rowOf(all, 'LOSE'), 2)).toBeNull()
  expect(deleteReason({ ...rowOf(all, 'A'), item: item('A', null) }, 1)).toBeNull()
  expect(deleteReason({ ...rowOf(all, 'LOSE'), base: null }, 1)).toBeNull()
})
