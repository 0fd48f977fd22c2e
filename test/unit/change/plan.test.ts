import { describe, expect, it } from 'vitest'
import { newSorts } from '../../../src/crm/change/order'
import { plan } from '../../../src/crm/change/plan'
import { afterStep, brokenRules } from '../../../src/crm/change/steps'
import type { Impossible, Plan, Uses, WantedItem } from '../../../src/crm/change/types'
import { undoOf } from '../../../src/crm/change/undo'
import { stageOutcome, wantedOf } from '../../../src/crm/change/wanted'
import type { Outcome } from '../../../src/crm/semantics'
import type { Stage } from '../../../src/crm/stage'
import { seeded } from '../../seeded'
import { fc, property } from '../fastCheck'
import {
  afterSteps,
  anyWanted,
  directory,
  kindOf,
  LIST,
  lists,
  PIPELINE,
  pipelines,
  several,
  short,
  wantedItems,
  type Given,
} from './directories'

const outcomeAt = (index: number): Outcome => (index < 200 ? 'process' : 'failure')

/** Nothing is in any of the stages. */
const unused = (stages: readonly Stage[]): Uses => new Map(wantedOf(stages).map(({ code }) => [code, 0]))

const planned = (given: readonly Given[], wanted: readonly WantedItem[], uses?: Uses): Plan => {
  const now = directory(PIPELINE, given)
  return plan(PIPELINE, now, wanted, uses ?? unused(now))
}

const listed = (given: readonly Given[], wanted: readonly WantedItem[]): Plan =>
  plan(LIST, directory(LIST, given), wanted, new Map())

const SMALL: Given[] = [
  { code: 'NEW' },
  { code: 'OFFER' },
  { code: 'WON', outcome: 'success', system: true },
  { code: 'LOSE', outcome: 'failure' },
]
const same = wantedItems('NEW:process', 'OFFER:process', 'WON:success', 'LOSE:failure')
const [NEW, OFFER, WON, LOSE] = same as [WantedItem, WantedItem, WantedItem, WantedItem]
const CALL: WantedItem = { code: 'CALL', name: 'Call', color: '#39a8ef', outcome: 'process' }
const SPAM: WantedItem = { code: 'SPAM', name: 'Spam', color: null, outcome: 'failure' }

describe('steps of a pipeline', () => {
  it.each<[string, WantedItem[], string[]]>([
    ['nothing to do', same, []],
    ['a name', [{ ...NEW, name: 'First' }, OFFER, WON, LOSE], ['rename NEW First']],
    ['spaces around a name', [{ ...NEW, name: ' NEW ' }, OFFER, WON, LOSE], []],
    ['a color', [{ ...NEW, color: '#ff0000' }, OFFER, WON, LOSE], ['recolor NEW #ff0000']],
    ['a stage between two', [NEW, CALL, OFFER, WON, LOSE], ['add CALL 15']],
    ['a stage at the front', [CALL, NEW, OFFER, WON, LOSE], ['add CALL 5']],
    ['a stage at the end', [NEW, OFFER, WON, LOSE, SPAM], ['add SPAM 50']],
    ['two stages in one gap', [NEW, CALL, { ...CALL, code: 'MEET' }, OFFER, WON, LOSE], ['add CALL 13', 'add MEET 16']],
    ['a stage out of its group', [NEW, OFFER, WON, SPAM, CALL, LOSE], ['add CALL 25', 'add SPAM 35']],
    ['two stages exchanged', [OFFER, NEW, WON, LOSE], ['move OFFER 5']],
    ['a stage gone', [NEW, WON, LOSE], ['delete OFFER']],
    ['the last of a kind replaced', [NEW, OFFER, WON, SPAM], ['add SPAM 40', 'delete LOSE']],
    ['groups mixed', [LOSE, WON, NEW, OFFER], []],
    [
      'another code of the success stage',
      [NEW, OFFER, { ...WON, code: 'SUCCESS', name: 'Yes' }, LOSE],
      ['rename WON Yes'],
    ],
  ])('%s', (_, wanted, steps) => {
    const { steps: found, impossible } = planned(SMALL, wanted)
    expect(short(found)).toEqual(steps)
    expect(impossible).toEqual([])
  })

  it('says what each step changes', () => {
    const now: Given[] = [{ code: 'A', sort: null }, { code: 'B', color: '#ff0000' }, ...SMALL]
    const wanted = [
      { ...OFFER, name: 'O' },
      ...wantedItems('B:process', 'A:process', 'X:process', 'WON:success', 'LOSE:failure'),
    ]
    const { steps } = planned(now, wanted)
    const x = { code: 'X', name: 'X', color: null, outcome: 'process' }
    expect(steps).toEqual([
      { act: 'rename', code: 'OFFER', id: 4, before: 'OFFER', after: 'O' },
      { act: 'recolor', code: 'B', id: 2, before: '#ff0000', after: null },
      { act: 'move', code: 'A', id: 1, before: null, after: 30 },
      { act: 'move', code: 'OFFER', id: 4, before: 40, after: 10 },
      { act: 'add', code: 'X', item: x, sort: 40 },
      { act: 'delete', code: 'NEW', id: 3, item: NEW, sort: 30 },
    ])
  })
})

describe('steps wait until the rules allow them', () => {
  const [X1, X2] = wantedItems('X1', 'X2') as [WantedItem, WantedItem]
  it.each<[string, Given[], WantedItem[], string[]]>([
    [
      'success comes forward',
      [
        { code: 'NEW', sort: 44 },
        { code: 'GONE', sort: 49 },
        { code: 'WON', sort: 50, outcome: 'success' },
        { code: 'LOSE', sort: 52, outcome: 'failure' },
        { code: 'SPAM', sort: 53, outcome: 'failure' },
      ],
      [NEW, WON, { ...X1, outcome: 'failure' }, { ...X2, outcome: 'failure' }, LOSE, { ...SPAM, name: 'SPAM' }],
      ['delete GONE', 'move WON 46', 'add X1 48', 'add X2 50'],
    ],
    [
      'success goes back',
      [
        { code: 'NEW', sort: 47 },
        { code: 'OFFER', sort: 48 },
        { code: 'WON', sort: 50, outcome: 'success' },
        { code: 'GONE', sort: 51, outcome: 'failure' },
        { code: 'LOSE', sort: 56, outcome: 'failure' },
      ],
      [NEW, OFFER, { ...X1, outcome: 'process' }, { ...X2, outcome: 'process' }, WON, LOSE],
      ['delete GONE', 'move WON 54', 'add X1 50', 'add X2 52'],
    ],
  ])('%s', (_, given, wanted, steps) => expect(short(planned(given, wanted).steps)).toEqual(steps))
})

describe('what cannot be done', () => {
  const long = 'a'.repeat(23)
  it.each<[string, WantedItem[], Uses | null, Partial<Impossible>[]]>([
    [
      'records in the stage',
      [NEW, WON, LOSE],
      new Map([['OFFER', 3]]),
      [{ act: 'delete', reason: 'in-use', count: 3 }],
    ],
    ['a count that failed', [NEW, WON, LOSE], new Map([['OFFER', null]]), [{ act: 'delete', reason: 'not-counted' }]],
    ['no count', [NEW, WON, LOSE], new Map(), [{ act: 'delete', reason: 'not-counted' }]],
    ['no success', [NEW, OFFER, LOSE], null, [{ act: 'delete', code: 'WON', reason: 'one-success' }]],
    ['a second success', [...same, { ...WON, code: 'W' }], null, [{ act: 'add', code: 'W', reason: 'one-success' }]],
    ['no stage in progress', [WON, LOSE], null, [{ act: 'delete', code: 'NEW', reason: 'last-of-kind' }]],
    ['no failure', [NEW, OFFER, WON], null, [{ act: 'delete', code: 'LOSE', reason: 'last-of-kind' }]],
    [
      'another meaning',
      [NEW, { ...OFFER, outcome: 'failure' }, WON, LOSE],
      null,
      [{ act: 'outcome', code: 'OFFER', reason: 'fixed-meaning' }],
    ],
    ['an empty code', [...same, { ...SPAM, code: ' ' }], null, [{ act: 'add', reason: 'code-empty' }]],
    ['letters of a code', [...same, { ...SPAM, code: 'Ä' }], null, [{ act: 'add', reason: 'code-letters' }]],
    ['a long code', [...same, { ...SPAM, code: long }], null, [{ act: 'add', reason: 'code-long', count: 22 }]],
    ['a code twice', [...same, NEW], null, [{ act: 'add', code: 'NEW', reason: 'code-taken' }]],
    ['a name of spaces', [...same, { ...SPAM, name: ' ' }], null, [{ act: 'add', reason: 'name-empty' }]],
    ['no name', [{ ...NEW, name: '' }, OFFER, WON, LOSE], null, [{ act: 'rename', name: 'NEW', reason: 'name-empty' }]],
    [
      'a long name',
      [{ ...NEW, name: 'a'.repeat(101) }, OFFER, WON, LOSE],
      null,
      [{ act: 'rename', code: 'NEW', reason: 'name-long', count: 100 }],
    ],
  ])('%s', (_, wanted, uses, expected) => {
    const { steps, impossible } = planned(SMALL, wanted, uses ?? undefined)
    expect(impossible).toEqual(expected.map((row) => expect.objectContaining(row)))
    expect(steps.filter(({ code }) => impossible.some((row) => row.code === code))).toEqual([])
  })

  it('keeps system items, and does what else is wanted', () => {
    const now: Given[] = [{ code: 'FIRST', system: true }, ...SMALL]
    const { steps, impossible } = planned(now, [OFFER, NEW, { ...WON, name: 'Yes' }, LOSE])
    expect(impossible).toEqual([{ act: 'delete', code: 'FIRST', name: 'FIRST', reason: 'system' }])
    expect(short(steps)).toEqual(['rename WON Yes', 'move OFFER 15'])
  })

  it('does the rest of what an item with another meaning should be', () => {
    const { steps } = planned(SMALL, [
      { ...NEW, outcome: 'failure', name: 'First', color: '#ff0000' },
      OFFER,
      WON,
      LOSE,
    ])
    expect(short(steps)).toEqual(['rename NEW First', 'recolor NEW #ff0000'])
  })

  it('takes an item for the success stage only if that is clear', () => {
    const two: Given[] = [...SMALL, { code: 'WON2', outcome: 'success', sort: 35 }]
    const yes = { ...WON, code: 'YES', name: 'Yes' }
    expect(planned(two, [NEW, OFFER, yes, LOSE])).toEqual({
      steps: [],
      impossible: [
        { act: 'add', code: 'YES', name: 'Yes', reason: 'one-success' },
        { act: 'delete', code: 'WON', name: 'WON', reason: 'one-success' },
        { act: 'delete', code: 'WON2', name: 'WON2', reason: 'one-success' },
      ],
    })
    const { steps, impossible } = planned(SMALL, [{ ...NEW, outcome: 'success' }, OFFER, yes, LOSE])
    expect(short(steps)).toEqual(['rename WON Yes'])
    expect(impossible).toEqual([{ act: 'outcome', code: 'NEW', name: 'NEW', reason: 'fixed-meaning' }])
  })

  it('lets items alone whose code comes twice', () => {
    const now = directory(LIST, [{ code: 'A' }, { code: 'A' }, { code: 'B' }])
    expect(plan(LIST, now, wantedItems('B', 'A'), new Map()).steps.map(({ act, code }) => [act, code])).toEqual([
      ['move', 'B'],
    ])
    expect(plan(LIST, now, [], new Map()).steps).toMatchObject([{ act: 'delete', id: 3 }])
    const renamed = wantedItems('A', 'B').map((item) => ({ ...item, name: 'x' }))
    expect(plan(LIST, now, renamed, new Map()).steps).toMatchObject([{ id: 1 }, { id: 3 }])
  })
})

describe('plain lists', () => {
  it('have neither colors nor groups, and are not checked for use', () => {
    const now: Given[] = [{ code: 'WEB', color: '#ff0000' }, { code: '__proto__' }, { code: 'a b', outcome: 'success' }]
    const wanted: WantedItem[] = [
      { code: 'a b', name: 'a b', color: '#ff0000', outcome: 'failure' },
      { code: '__proto__', name: '😀', color: null, outcome: 'success' },
      { code: '😀', name: 'x', color: '#ff0000', outcome: 'success' },
    ]
    const { steps, impossible } = listed(now, wanted)
    expect(impossible).toEqual([])
    expect(short(steps)).toEqual(['rename __proto__ 😀', 'move a b 10', 'add 😀 30', 'delete WEB'])
    expect(steps[2]).toMatchObject({ item: { color: null, outcome: null } })
  })

  it.each<[string, Given[], string[], string[]]>([
    ['no items', [], [], []],
    ['the first item', [], ['A'], ['add A 10']],
    [
      'ties in the portal’s order',
      [
        { code: 'A', sort: 10 },
        { code: 'B', sort: 10 },
      ],
      ['A', 'B'],
      [],
    ],
    [
      'ties in another order',
      [
        { code: 'A', sort: 10 },
        { code: 'B', sort: 10 },
      ],
      ['B', 'A'],
      ['move B 5'],
    ],
    [
      'nothing has a SORT',
      [
        { code: 'A', sort: null },
        { code: 'B', sort: null },
      ],
      ['A', 'B'],
      [],
    ],
    ['an item before one without SORT', [{ code: 'A', sort: null }], ['B', 'A'], ['move A 20', 'add B 10']],
    [
      'no room',
      [
        { code: 'A', sort: 0 },
        { code: 'B', sort: 1 },
        { code: 'C', sort: 9 },
      ],
      ['A', 'X', 'B', 'C'],
      ['move B 6', 'add X 3'],
    ],
    ['no room in front', [{ code: 'A', sort: 0 }], ['X', 'A'], ['move A 20', 'add X 10']],
    ['0 is the last to be used', [{ code: 'A', sort: 2 }], ['X', 'A'], ['add X 1']],
    ['only 0 is free', [{ code: 'A', sort: 1 }], ['X', 'A'], ['add X 0']],
    [
      'a SORT below 0',
      [
        { code: 'A', sort: -5 },
        { code: 'B', sort: 5 },
      ],
      ['A', 'X', 'B'],
      ['add X 2'],
    ],
    ['the highest SORT', [{ code: 'A', sort: 2 ** 31 - 1 }], ['A', 'X'], ['move A 10', 'add X 20']],
    ['little room at the end', [{ code: 'A', sort: 2 ** 31 - 2 }], ['A', 'X'], ['add X 2147483647']],
  ])('%s', (_, given, wanted, steps) => {
    expect(short(listed(given, wantedItems(...wanted)).steps)).toEqual(steps)
  })

  it('reverses 300 items', () => {
    const codes = Array.from({ length: 300 }, (_, index) => `A${index}`)
    const now = directory(
      LIST,
      codes.map((code) => ({ code })),
    )
    const wanted = wantedItems(...codes.toReversed())
    const { steps } = plan(LIST, now, wanted, new Map())
    expect(steps).toHaveLength(299)
    expect(wantedOf(afterSteps(LIST, now, steps))).toEqual(wanted)
  })

  it('replaces all of a pipeline of 300 stages', () => {
    const random = seeded(7)
    const codes = Array.from({ length: 298 }, (_, index) => `A${index}`)
    const now = directory(PIPELINE, [
      ...codes.slice(0, 200).map((code) => ({ code, sort: 1 })),
      { code: 'WON', sort: 2, outcome: 'success' as const },
      ...codes.slice(200).map((code) => ({ code, sort: 3, outcome: 'failure' as const })),
    ])
    const wanted = codes
      .map((code, index) => ({
        code: random() < 0.5 ? code : `B${index}`,
        name: code,
        color: null,
        outcome: outcomeAt(index),
      }))
      .toSorted(() => random() - 0.5)
    const { steps } = plan(PIPELINE, now, [...wanted, WON], unused(now))
    expect(wantedOf(afterSteps(PIPELINE, now, steps)).filter(({ code }) => code !== 'WON')).toEqual([
      ...wanted.filter(({ outcome }) => outcome === 'process'),
      ...wanted.filter(({ outcome }) => outcome === 'failure'),
    ])
  })
})

/** Follows a plan, and checks the rules after each step. */
function follow(now: readonly Stage[], wanted: readonly WantedItem[], entityId = kindOf(now)) {
  const { steps, impossible } = plan(entityId, now, wanted, unused(now))
  let stages = [...now]
  for (const step of steps) {
    const before = new Set(brokenRules(entityId, stages))
    stages = afterStep(entityId, stages, step)
    expect(brokenRules(entityId, stages).filter((rule) => !before.has(rule))).toEqual([])
    if (step.act !== 'add' && step.act !== 'move') continue
    const sort = step.act === 'add' ? step.sort : step.after
    expect(sort).toBeGreaterThanOrEqual(0)
    if (step.act === 'move') expect(sort).not.toBe(step.before)
    if (before.has('order') || entityId === LIST) continue
    // The portal alone knows which of two with one SORT comes first.
    expect(new Set(stages.filter((stage) => stage.sort === sort).map(stageOutcome)).size).toBe(1)
  }
  return { entityId, steps, impossible, after: stages }
}

/** Items without their codes' differences that a plan cannot take away. */
const bySuccess = (items: readonly WantedItem[]): WantedItem[] =>
  items.map((item) => (item.outcome === 'success' ? { ...item, code: 'success' } : item))

describe('any two directories', () => {
  property([several(2)])('lead from one to the other, as far as the rules allow', ([now = [], other = []]) => {
    const wanted = wantedOf(other)
    const { entityId, impossible, after } = follow(now, wanted, kindOf([...now, ...other]))
    const is = wantedOf(after)
    if (impossible.length === 0) expect(bySuccess(is)).toEqual(bySuccess(wanted))
    expect(brokenRules(entityId, after)).toEqual(brokenRules(entityId, now))
    const refused = new Set(impossible.map(({ code }) => code))
    const asWanted = (items: WantedItem[]) => bySuccess(items.filter(({ code }) => !refused.has(code)))
    // A success stage of either may have the code of another kind of stage.
    if (!impossible.some(({ reason }) => ['fixed-meaning', 'one-success'].includes(reason))) {
      expect(asWanted(is)).toEqual(asWanted(wanted))
    }
  })

  property([fc.oneof(pipelines, lists), anyWanted])('a plan of what was planned is empty', (now, wanted) => {
    const { entityId, after, impossible } = follow(now, wanted)
    const again = plan(entityId, after, wanted, unused(after))
    expect(again.steps).toEqual([])
    expect(again.impossible).toHaveLength(impossible.length)
  })

  property([fc.oneof(pipelines, lists)])('nothing wanted, nothing planned', (now) => {
    expect(plan(kindOf(now), now, wantedOf(now), new Map())).toEqual({ steps: [], impossible: [] })
  })

  property([several(2)])('undo leads back', ([now = [], other = []]) => {
    const entityId = kindOf([...now, ...other])
    const { after } = follow(now, wantedOf(other), entityId)
    const back = undoOf(wantedOf(now), wantedOf(after), wantedOf(after))
    expect(back).toEqual(wantedOf(now))
    const undone = follow(after, back, entityId)
    expect(undone.impossible).toEqual([])
    expect(wantedOf(undone.after)).toEqual(wantedOf(now))
  })

  const broken = fc.array(
    fc.record({
      code: fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'),
      outcome: fc.constantFrom('process' as const, 'success' as const, 'failure' as const),
      sort: fc.oneof(fc.constant(null), fc.integer({ min: -3, max: 12 })),
    }),
    { maxLength: 7 },
  )
  property([broken, anyWanted])('pipelines that break rules break no more of them', (given, wanted) => {
    const now = directory(PIPELINE, given)
    const { after } = follow(now, wanted, PIPELINE)
    expect(plan(PIPELINE, after, wanted, unused(after)).steps).toEqual([])
  })
})

describe('as few moves as possible', () => {
  property([
    fc.nat(40).chain((count) =>
      fc.shuffledSubarray(
        Array.from({ length: count }, (_, index) => index),
        { minLength: count },
      ),
    ),
  ])('all but the longest row that is in order', (order) => {
    const now = directory(
      LIST,
      order.map((_, index) => ({ code: `A${index}`, sort: (index + 1) * 100 })),
    )
    const { steps } = plan(LIST, now, wantedItems(...order.map((index) => `A${index}`)), new Map())
    expect(steps).toHaveLength(order.length - longestRise(order))
  })

  const places = fc
    .array(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 })
    .map((sorts) => sorts.toSorted((a, b) => a - b).map((sort, rank) => ({ rank, sort })))
    .chain((all) => fc.shuffledSubarray([...all, null], { minLength: all.length + 1 }))
  property([places], 200)('where there is little room, as many as it takes', (order) => {
    const moved = newSorts(order).filter((sort, index) => order[index] && sort !== null).length
    expect(moved).toBe(fewestMoves(order))
  })
})

function longestRise(order: readonly number[]): number {
  const lengths: number[] = []
  order.forEach((value, index) => {
    lengths.push(1 + Math.max(0, ...lengths.filter((_, before) => (order[before] ?? 0) < value && before < index)))
  })
  return Math.max(0, ...lengths)
}

/** Tries all SORTs. */
function fewestMoves(
  order: readonly ({ rank: number; sort: number } | null)[],
  at = 0,
  last = { sort: -1, rank: -1, kept: true },
): number {
  if (at === order.length) return 0
  const place = order[at] ?? null
  let fewest = Infinity
  for (let sort = Math.max(last.sort, 0); sort <= 11; sort += 1) {
    const kept = place?.sort === sort
    const isAfter = sort > last.sort || (kept && last.kept && place.rank > last.rank)
    if (!isAfter) continue
    const next = { sort, rank: place?.rank ?? -1, kept }
    fewest = Math.min(fewest, (place && !kept ? 1 : 0) + fewestMoves(order, at + 1, next))
  }
  return fewest
}
