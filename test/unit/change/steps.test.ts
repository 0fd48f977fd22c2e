import { describe, expect, it } from 'vitest'
import { afterStep, brokenRules, isDone, requestOf } from '../../../src/crm/change/steps'
import { plan } from '../../../src/crm/change/plan'
import type { Rule, Step } from '../../../src/crm/change/types'
import { wantedOf } from '../../../src/crm/change/wanted'
import type { Outcome } from '../../../src/crm/semantics'
import { parseStage } from '../../../src/crm/stage'
import { property } from '../fastCheck'
import { stage } from '../stageFixture'
import { directory, kindOf, LIST, PIPELINE, several } from './directories'

const CALL = { code: 'CALL', name: 'Call', color: '#39a8ef', outcome: 'process' } as const
const add: Step = { act: 'add', code: 'CALL', item: CALL, sort: 15 }
const rename: Step = { act: 'rename', code: 'NEW', id: 1, before: 'NEW', after: 'First' }
const recolor: Step = { act: 'recolor', code: 'NEW', id: 1, before: null, after: '#ff0000' }
const uncolor: Step = { act: 'recolor', code: 'NEW', id: 1, before: '#ff0000', after: null }
const move: Step = { act: 'move', code: 'NEW', id: 1, before: 10, after: 25 }
const remove: Step = { act: 'delete', code: 'NEW', id: 1, item: { ...CALL, code: 'NEW' }, sort: 10 }

const now = directory(PIPELINE, [
  { code: 'NEW' },
  { code: 'OFFER' },
  { code: 'WON', outcome: 'success' },
  { code: 'LOSE', outcome: 'failure' },
])

describe('wantedOf', () => {
  it('is in the portal’s order, without prefixes, and with what stages mean', () => {
    const stages = [
      stage(1, { STATUS_ID: 'C5:APOLOGY', SORT: '60', SEMANTICS: 'F', COLOR: '#FF5752' }),
      stage(2, { STATUS_ID: 'C5:WON', SORT: '50', SEMANTICS: 'S' }),
      stage(3, { STATUS_ID: 'C5:B', SORT: '20', SEMANTICS: 'X' }),
      stage(4, { STATUS_ID: 'C5:A', SORT: '20' }),
      stage(5, { STATUS_ID: 'NEW', SORT: null }),
    ]
    expect(wantedOf(stages)).toEqual([
      { code: 'NEW', name: 'Stage 5', color: null, outcome: 'process' },
      { code: 'B', name: 'Stage 3', color: null, outcome: 'process' },
      { code: 'A', name: 'Stage 4', color: null, outcome: 'process' },
      { code: 'WON', name: 'Stage 2', color: null, outcome: 'success' },
      { code: 'APOLOGY', name: 'Stage 1', color: '#ff5752', outcome: 'failure' },
    ])
  })

  it('leaves out what means nothing in plain lists', () => {
    const stages = directory(LIST, [{ code: 'C5:WEB', color: '#ff0000', outcome: 'success' }])
    expect(wantedOf(stages)).toEqual([{ code: 'C5:WEB', name: 'C5:WEB', color: null, outcome: null }])
  })
})

describe('requestOf', () => {
  const fields = { ENTITY_ID: PIPELINE, STATUS_ID: 'CALL', NAME: 'Call', SORT: 15 }
  it.each<[Step, string, object]>([
    [add, 'crm.status.add', { fields: { ...fields, COLOR: '#39a8ef', SEMANTICS: '' } }],
    [
      { ...add, item: { ...CALL, color: null, outcome: 'failure' } },
      'crm.status.add',
      { fields: { ...fields, SEMANTICS: 'F' } },
    ],
    [rename, 'crm.status.update', { id: 1, fields: { NAME: 'First' } }],
    [recolor, 'crm.status.update', { id: 1, fields: { COLOR: '#ff0000' } }],
    [uncolor, 'crm.status.update', { id: 1, fields: { COLOR: '' } }],
    [move, 'crm.status.update', { id: 1, fields: { SORT: 25 } }],
    [remove, 'crm.status.delete', { id: 1 }],
  ])('%j', (step, method, params) => expect(requestOf(step, PIPELINE)).toEqual({ method, params }))

  it('adds to a plain list neither a color nor a meaning', () => {
    const item = { code: 'a b', name: 'A', color: null, outcome: null }
    expect(requestOf({ act: 'add', code: 'a b', item, sort: 0 }, LIST).params).toEqual({
      fields: { ENTITY_ID: LIST, STATUS_ID: 'a b', NAME: 'A', SORT: 0 },
    })
  })
})

const codesAfter = (step: Step): string[] => afterStep(PIPELINE, now, step).map(({ statusId }) => statusId)

describe('afterStep', () => {
  it('has what is added as the portal would send it', () => {
    const [, added] = afterStep(PIPELINE, now, { ...add, item: { ...CALL, outcome: 'failure' } }, 77)
    const row = {
      ID: '77',
      ENTITY_ID: PIPELINE,
      STATUS_ID: 'C5:CALL',
      NAME: 'Call',
      NAME_INIT: '',
      SORT: '15',
      SYSTEM: 'N',
      CATEGORY_ID: '5',
      COLOR: '#39a8ef',
      SEMANTICS: 'F',
    }
    expect(added).toEqual(parseStage(row, 77))
    expect(afterStep(PIPELINE, now, add)[1]?.id).toBe(5)
    expect(afterStep(LIST, [], add)[0]).toMatchObject({ id: 1, statusId: 'CALL', semantics: null })
  })

  it.each<[Step, string, string]>([
    [rename, 'NAME', 'First'],
    [recolor, 'COLOR', '#ff0000'],
    [uncolor, 'COLOR', ''],
    [move, 'SORT', '25'],
  ])('changes what is parsed and what was sent: %j', (step, field, value) => {
    const original = stage(1, { STATUS_ID: 'C5:NEW', NAME: 'NEW', COLOR: '#ff0000', NAME_INIT: 'Start' })
    const row = Object.fromEntries(original.fields.map(({ name, value: sent }) => [name, sent]))
    expect(afterStep(PIPELINE, [original], step)).toEqual([parseStage({ ...row, [field]: value }, 1)])
  })

  it('is in the portal’s order', () => {
    expect(codesAfter(add)).toEqual(['C5:NEW', 'C5:CALL', 'C5:OFFER', 'C5:WON', 'C5:LOSE'])
    expect(codesAfter(move)).toEqual(['C5:OFFER', 'C5:NEW', 'C5:WON', 'C5:LOSE'])
    expect(codesAfter(remove)).toEqual(['C5:OFFER', 'C5:WON', 'C5:LOSE'])
  })

  it('without the item, nothing changes', () => {
    expect(afterStep(PIPELINE, now, { ...move, id: 9 })).toEqual(now)
    expect(afterStep(PIPELINE, now, { ...remove, id: 9 })).toEqual(now)
  })
})

const done = (step: Step, fields: Record<string, string | null>): boolean =>
  isDone(step, PIPELINE, [stage(1, { STATUS_ID: 'C5:CALL', NAME: 'Call', SORT: '15', COLOR: '#39A8EF', ...fields })])

describe('isDone', () => {
  it.each<[Step, Record<string, string | null>, boolean]>([
    [add, {}, true],
    [add, { NAME: ' Call' }, true],
    [add, { NAME: 'Cal' }, false],
    [add, { STATUS_ID: 'C5:CALLS' }, false],
    [add, { SORT: '10' }, false],
    [add, { COLOR: null }, false],
    [add, { SEMANTICS: 'F' }, false],
    [{ ...add, item: { ...CALL, color: null } }, {}, true],
    [rename, { NAME: 'First ' }, true],
    [rename, {}, false],
    [recolor, { COLOR: '#F00' }, true],
    [recolor, {}, false],
    [uncolor, { COLOR: '#' }, true],
    [uncolor, {}, false],
    [move, { SORT: '25' }, true],
    [move, {}, false],
    [remove, {}, false],
  ])('%j, then %j: %s', (step, fields, expected) => expect(done(step, fields)).toBe(expected))

  it('of an item that is not there', () => {
    expect([add, rename, recolor, uncolor, move, remove].filter((step) => isDone(step, PIPELINE, []))).toEqual([remove])
  })

  property([several(2)])('before a step it is not done, after it is', ([from = [], to = []]) => {
    const entityId = kindOf([...from, ...to])
    let stages = [...from]
    for (const step of plan(entityId, from, wantedOf(to), new Map()).steps) {
      expect(isDone(step, entityId, stages)).toBe(false)
      stages = afterStep(entityId, stages, step)
      expect(isDone(step, entityId, stages)).toBe(true)
    }
  })
})

describe('brokenRules', () => {
  const LETTERS: Record<string, Outcome> = { p: 'process', s: 'success', f: 'failure' }
  it.each<[string, Rule[]]>([
    ['psf', []],
    ['ppsff', []],
    ['', ['one-success', 'process', 'failure']],
    ['pf', ['one-success']],
    ['pssf', ['one-success']],
    ['sf', ['process']],
    ['ps', ['failure']],
    ['spf', ['order']],
    ['pfs', ['order']],
    ['fp', ['order', 'one-success']],
  ])('%s', (letters, rules) => {
    const stages = directory(
      PIPELINE,
      Array.from(letters, (letter, index) => ({ code: String(index), outcome: LETTERS[letter] ?? 'process' })),
    )
    expect(brokenRules(PIPELINE, stages)).toEqual(rules)
  })

  it('SORT tells the order, and the portal’s order what it leaves open', () => {
    const [p, s, f] = directory(PIPELINE, [
      { code: 'P', sort: 10 },
      { code: 'S', sort: 10, outcome: 'success' },
      { code: 'F', sort: 20, outcome: 'failure' },
    ])
    if (!p || !s || !f) throw new Error('There are three stages')
    expect(brokenRules(PIPELINE, [f, p, s])).toEqual([])
    expect(brokenRules(PIPELINE, [s, p, f])).toEqual(['order'])
  })

  it('plain lists have none', () => expect(brokenRules(LIST, [])).toEqual([]))
})
