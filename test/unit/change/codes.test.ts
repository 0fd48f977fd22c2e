import { describe, expect, it } from 'vitest'
import { codeProblem, fullCode, localCode, nameProblem, newCode } from '../../../src/crm/change/codes'
import { seeded } from '../../seeded'
import { fc, property, text } from '../fastCheck'

const PREFIXES: [entityId: string, prefix: string][] = [
  ['STATUS', ''],
  ['QUOTE_STATUS', ''],
  ['INVOICE_STATUS', ''],
  ['DEAL_STAGE', ''],
  ['DEAL_STAGE_5', 'C5:'],
  ['SMART_INVOICE_STAGE_3', 'DT31_3:'],
  ['SMART_DOCUMENT_STAGE_0', 'DT36_0:'],
  ['DYNAMIC_1038_STAGE_37', 'DT1038_37:'],
  ['SOURCE', ''],
  ['DYNAMIC_5', ''],
]

describe('codes without and with their prefix', () => {
  it.each(PREFIXES)('%s', (entityId, prefix) => {
    expect(fullCode(entityId, 'WON')).toBe(`${prefix}WON`)
    expect(localCode(entityId, `${prefix}WON`)).toBe('WON')
  })

  it('a code without the prefix, or with that of another pipeline, stays as it is', () => {
    expect(localCode('DEAL_STAGE_5', 'WON')).toBe('WON')
    expect(localCode('DEAL_STAGE_5', 'C6:WON')).toBe('C6:WON')
    expect(localCode('DEAL_STAGE', 'C5:WON')).toBe('C5:WON')
  })

  property([fc.constantFrom(...PREFIXES.map(([entityId]) => entityId)), text])('there and back', (entityId, code) => {
    expect(localCode(entityId, fullCode(entityId, code))).toBe(code)
  })
})

describe('codeProblem', () => {
  it.each<[entityId: string, allowed: number]>([
    ['STATUS', 21],
    ['QUOTE_STATUS', 22],
    ['DEAL_STAGE', 22],
    ['DEAL_STAGE_5', 22],
    ['SMART_INVOICE_STAGE_3', 43],
    ['DYNAMIC_1038_STAGE_37', 40],
    ['SOURCE', 50],
  ])('%s allows %i characters', (entityId, count) => {
    expect(codeProblem(entityId, 'A'.repeat(count))).toBeNull()
    expect(codeProblem(entityId, 'A'.repeat(count + 1))).toEqual({ reason: 'code-long', count })
  })

  it.each(['Ä', 'a b', 'C5:NEW', '٣', 'a\n', '😀', 'a.b'])('no stage has %j', (code) => {
    expect(codeProblem('DEAL_STAGE_5', code)).toEqual({ reason: 'code-letters' })
    expect(codeProblem('SOURCE', code)).toBeNull()
  })

  it.each(['', ' ', '\t'])('%j is empty', (code) => {
    expect(codeProblem('DEAL_STAGE', code)).toEqual({ reason: 'code-empty' })
    expect(codeProblem('SOURCE', code)).toEqual({ reason: 'code-empty' })
  })

  it.each(['UC_8P2X1A', '-', '_', '1', 'new', '__proto__'])('a stage may have %j', (code) => {
    expect(codeProblem('DYNAMIC_1038_STAGE_37', code)).toBeNull()
  })

  it('counts characters, not their halves', () => {
    expect(codeProblem('SOURCE', '😀'.repeat(50))).toBeNull()
  })
})

describe('nameProblem', () => {
  it.each([
    ['New', null],
    ['', { reason: 'name-empty' }],
    [' \u00a0 ', { reason: 'name-empty' }],
    [` ${'😀'.repeat(100)} `, null],
    ['a'.repeat(101), { reason: 'name-long', count: 100 }],
  ])('%j', (name, problem) => expect(nameProblem(name)).toEqual(problem))
})

describe('newCode', () => {
  it.each<[number, string[], string]>([
    [0, [], 'UC_000000'],
    [0, ['UC_000000', 'UC_000001'], 'UC_000002'],
    [0.999_999_999_999, [], 'UC_ZZZZZZ'],
    [0.999_999_999_999, ['uc_zzzzzz'], 'UC_000000'],
  ])('%d, without %j: %s', (number, taken, code) => {
    expect(newCode(new Set(taken), () => number)).toBe(code)
  })

  property([fc.nat()])('is free, and may be added anywhere', (seed) => {
    const random = seeded(seed)
    const taken: string[] = []
    for (let count = 0; count < 5; count += 1) taken.push(newCode(taken, random))
    expect(new Set(taken).size).toBe(5)
    for (const code of taken) for (const [entityId] of PREFIXES) expect(codeProblem(entityId, code)).toBeNull()
  })
})
