import { describe, expect, it } from 'vitest'
import { isPipeline } from '../../src/crm/directory'
import { outcomeOf, semanticsOf } from '../../src/crm/semantics'
import { fc, json, mutationsOf, looseRecord, property, text } from './fastCheck'

const extra = (SEMANTICS: unknown) => ({ SEMANTICS, COLOR: '#FF5752' })

describe('semanticsOf', () => {
  it.each([
    ['S', undefined, 'success'],
    ['F', undefined, 'failure'],
    ['F', extra('failure'), 'failure'],
    ['F', extra('apology'), 'apology'],
    ['F', null, 'failure'],
    ['F', 'apology', 'failure'],
    ['S', extra('apology'), 'success'],
    [null, undefined, 'process'],
    ['', undefined, 'process'],
    ['P', undefined, 'process'],
    [undefined, undefined, 'process'],
    ['X', undefined, null],
    [7, undefined, null],
    [{}, undefined, null],
  ])('of a stage with SEMANTICS %j and EXTRA %j is %s', (SEMANTICS, EXTRA, meaning) => {
    expect(semanticsOf({ ENTITY_ID: 'DEAL_STAGE', SEMANTICS, EXTRA })).toBe(meaning)
  })

  it.each(['SOURCE', 'INDUSTRY', 'CONTACT_TYPE', 'MY_LIST'])('of an item of %s is null', (ENTITY_ID) => {
    expect(semanticsOf({ ENTITY_ID, SEMANTICS: null })).toBeNull()
    expect(semanticsOf({ ENTITY_ID, SEMANTICS: 'S' })).toBeNull()
  })

  property([
    fc.oneof(mutationsOf('DEAL_STAGE', 'DEAL_STAGE_1', 'STATUS', 'DYNAMIC_1038_STAGE_37'), text),
    fc.oneof(fc.constantFrom('S', 'F', 'P', '', null, undefined), mutationsOf('S', 'F', 'P'), json),
    fc.oneof(looseRecord({ SEMANTICS: fc.constantFrom('apology', 'failure'), COLOR: text }), json),
  ])('matches SEMANTICS, or is null, for any values', (ENTITY_ID, SEMANTICS, EXTRA) => {
    const meaning = semanticsOf({ ENTITY_ID, SEMANTICS, EXTRA })
    const letters = { success: ['S'], failure: ['F'], apology: ['F'], process: ['P', '', null, undefined] }
    if (meaning === null)
      expect(
        isPipeline(ENTITY_ID) &&
          [...letters.success, ...letters.failure, ...letters.process].includes(SEMANTICS as string),
      ).toBe(false)
    else expect(letters[meaning]).toContain(SEMANTICS)
    if (meaning === 'apology') expect(EXTRA).toMatchObject({ SEMANTICS: 'apology' })
  })

  it.each([
    ['success', 'success'],
    ['failure', 'failure'],
    ['apology', 'failure'],
    ['process', 'process'],
  ] as const)('of %s is %s', (semantics, outcome) => expect(outcomeOf(semantics)).toBe(outcome))
})
