import { describe, expect, it } from 'vitest'
import type { Arrival } from '../../../src/crm/life/history'
import { splitByRecord, staysOf, wayOf, type Stay } from '../../../src/crm/life/stays'
import { fc, property } from '../fastCheck'
import { arrival, arrivals, at, DAY, START } from './arrivals'

const NOW = at(10 * DAY)

type Short = [stage: string, seconds: number, end: Stay['end'], next: string | null]
const short = (stays: Stay[]): Short[] => stays.map(({ stage, seconds, end, next }) => [stage, seconds, end, next])

describe('staysOf', () => {
  it.each<[string, Arrival[], Short[]]>([
    ['no rows', [], []],
    ['one row', [arrival(1, 'NEW', 0)], [['NEW', 10 * DAY, 'open', null]]],
    [
      'rows in any order',
      [arrival(3, 'WON', 3 * DAY), arrival(1, 'NEW', 0), arrival(2, 'OFFER', DAY)],
      [
        ['NEW', DAY, 'moved', 'OFFER'],
        ['OFFER', 2 * DAY, 'moved', 'WON'],
        ['WON', 7 * DAY, 'open', null],
      ],
    ],
    [
      'doubled rows',
      [arrival(1, 'NEW', 0), arrival(2, 'OFFER', DAY), arrival(1, 'NEW', 0), arrival(2, 'OFFER', DAY)],
      [
        ['NEW', DAY, 'moved', 'OFFER'],
        ['OFFER', 9 * DAY, 'open', null],
      ],
    ],
    [
      'equal times: the IDs tell the order',
      [arrival(3, 'OFFER', DAY), arrival(2, 'NEW', DAY), arrival(1, 'CALL', 0)],
      [
        ['CALL', DAY, 'moved', 'NEW'],
        ['NEW', 0, 'moved', 'OFFER'],
        ['OFFER', 9 * DAY, 'open', null],
      ],
    ],
    [
      'the same stage again: one stay',
      [arrival(1, 'NEW', 0), arrival(2, 'NEW', DAY), arrival(3, 'WON', 2 * DAY)],
      [
        ['NEW', 2 * DAY, 'moved', 'WON'],
        ['WON', 8 * DAY, 'open', null],
      ],
    ],
    [
      'the way back to an earlier stage: a stay of its own',
      [arrival(1, 'NEW', 0), arrival(2, 'OFFER', DAY), arrival(3, 'NEW', 2 * DAY)],
      [
        ['NEW', DAY, 'moved', 'OFFER'],
        ['OFFER', DAY, 'moved', 'NEW'],
        ['NEW', 8 * DAY, 'open', null],
      ],
    ],
    [
      'a clock that jumps back: no negative time',
      [arrival(1, 'NEW', 5 * DAY), arrival(2, 'OFFER', 4 * DAY), arrival(3, 'WON', 6 * DAY)],
      [
        ['NEW', 0, 'moved', 'OFFER'],
        ['OFFER', 2 * DAY, 'moved', 'WON'],
        ['WON', 4 * DAY, 'open', null],
      ],
    ],
    ['an arrival in the future', [arrival(1, 'NEW', 11 * DAY)], [['NEW', 0, 'open', null]]],
    [
      'a move to another pipeline, with both pipelines’ rows',
      [arrival(1, 'NEW', 0), arrival(2, 'C1:NEW', DAY, { kind: 'pipeline', pipelineId: 1 })],
      [
        ['NEW', DAY, 'moved', 'C1:NEW'],
        ['C1:NEW', 9 * DAY, 'open', null],
      ],
    ],
    [
      'the two rows that a move to another pipeline makes',
      [
        arrival(1, 'C1:NEW', DAY, { kind: 'pipeline', pipelineId: 1 }),
        arrival(2, 'C1:NEW', DAY, { pipelineId: 1 }),
        arrival(3, 'C1:WON', 2 * DAY, { pipelineId: 1 }),
      ],
      [
        ['C1:NEW', DAY, 'moved', 'C1:WON'],
        ['C1:WON', 8 * DAY, 'open', null],
      ],
    ],
    [
      'a return from another pipeline: nobody knows when it left',
      [arrival(1, 'NEW', 0), arrival(9, 'OFFER', 5 * DAY, { kind: 'pipeline' })],
      [
        ['NEW', 0, 'unknown', null],
        ['OFFER', 5 * DAY, 'open', null],
      ],
    ],
    [
      'a return to the same stage from another pipeline',
      [arrival(1, 'NEW', 0), arrival(9, 'NEW', 5 * DAY, { kind: 'pipeline' })],
      [
        ['NEW', 0, 'unknown', null],
        ['NEW', 5 * DAY, 'open', null],
      ],
    ],
    [
      'parts of seconds are cut off',
      [arrival(1, 'NEW', 0), arrival(2, 'WON', 1.9)],
      [
        ['NEW', 1, 'moved', 'WON'],
        ['WON', 10 * DAY - 2, 'open', null],
      ],
    ],
  ])('%s', (_, rows, expected) => {
    expect(short(staysOf(rows, NOW))).toEqual(expected)
  })

  it('keeps records apart, sorted by their IDs', () => {
    const rows = [arrival(1, 'NEW', 0, { recordId: 12 }), arrival(2, 'WON', DAY, { recordId: 5 })]
    expect(staysOf(rows, NOW)).toEqual([
      {
        recordId: 5,
        stage: 'WON',
        pipelineId: 0,
        outcome: 'success',
        from: at(DAY),
        seconds: 9 * DAY,
        end: 'open',
        next: null,
      },
      {
        recordId: 12,
        stage: 'NEW',
        pipelineId: 0,
        outcome: 'process',
        from: START,
        seconds: 10 * DAY,
        end: 'open',
        next: null,
      },
    ])
  })

  property([arrivals, fc.integer({ min: at(-DAY), max: at(100 * DAY) })])(
    'no stay is negative, each belongs to one arrival’s stage, and each record has one open stay',
    (rows, now) => {
      const stays = staysOf(rows, now)
      for (const { recordId, stage, from, seconds, end, next } of stays) {
        expect(Number.isInteger(seconds) && seconds >= 0).toBe(true)
        expect(rows.some((row) => row.recordId === recordId && row.stage === stage && row.at === from)).toBe(true)
        expect(next !== null).toBe(end === 'moved')
      }
      const open = stays.filter(({ end }) => end === 'open').map(({ recordId }) => recordId)
      expect(open).toEqual([...new Set(rows.map(({ recordId }) => recordId))].toSorted((a, b) => a - b))
    },
  )

  property([
    arrivals.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 })),
    ),
  ])('the order of rows, and doubled rows, change nothing', ([rows, shuffled]) => {
    expect(staysOf(shuffled, NOW)).toEqual(staysOf(rows, NOW))
  })
})

describe('splitByRecord', () => {
  property([arrivals, fc.integer({ min: 1, max: 50 })])('the parts have the stays of all', (rows, size) => {
    const parts = splitByRecord(rows, size)
    expect(parts).toHaveLength(Math.ceil(rows.length / size))
    const stays = parts.flatMap((part) => staysOf(part, NOW)).toSorted((a, b) => a.recordId - b.recordId)
    expect(stays).toEqual(staysOf(rows, NOW))
  })

  it('makes parts of about one size', () => {
    const rows = Array.from({ length: 1_000 }, (_, id) => arrival(id, 'NEW', id, { recordId: id >> 2 }))
    expect(splitByRecord(rows, 250).map(({ length }) => length)).toEqual([252, 252, 248, 248])
  })
})

describe('wayOf', () => {
  it('has one record’s stays, and says whether its creation is among them', () => {
    const other = arrival(4, 'NEW', 0, { recordId: 8 })
    const created = arrival(1, 'NEW', 0, { kind: 'created' })
    const way = wayOf([other, arrival(2, 'WON', DAY), created], 7, NOW)
    expect([short(way.stays), way.complete]).toEqual([
      [
        ['NEW', DAY, 'moved', 'WON'],
        ['WON', 9 * DAY, 'open', null],
      ],
      true,
    ])
    expect(wayOf([other, arrival(2, 'WON', DAY)], 7, NOW).complete).toBe(false)
    expect(wayOf([arrival(3, 'NEW', 0, { kind: 'pipeline' })], 7, NOW).complete).toBe(false)
  })

  it('is empty without rows of the record', () => {
    expect(wayOf([arrival(1, 'NEW', 0)], 8, NOW)).toEqual({ stays: [], complete: false })
  })
})
