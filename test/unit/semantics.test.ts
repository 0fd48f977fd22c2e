import { describe, expect, it } from 'vitest'
import { outcomeOf, semanticsOf } from '../../src/crm/semantics'

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

  it.each(['SOURCE', 'INDUSTRY', 'CONTACT_TYPE', 'MY_LIST'])('of an item of %s is none', (ENTITY_ID) => {
    expect(semanticsOf({ ENTITY_ID, SEMANTICS: null })).toBeNull()
    expect(semanticsOf({ ENTITY_ID, SEMANTICS: 'S' })).toBeNull()
  })

  it.each([['success', 'success'], ['failure', 'failure'], ['apology', 'failure'], ['process', 'process']] as const)(
    '%s ends as %s', (semantics, outcome) => expect(outcomeOf(semantics)).toBe(outcome))
})
