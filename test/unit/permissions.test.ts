import { describe, expect, it } from 'vitest'
import { missingScopes, SCOPES } from '../../src/crm/permissions'
import { fc, json, looseList, mutationsOf, property } from './fastCheck'

describe('missingScopes', () => {
  it.each([
    [['crm', 'placement', 'user'], []],
    [['crm'], ['placement']],
    [[], ['crm', 'placement']],
    [null, ['crm', 'placement']],
  ])('of %j are %j', (granted, missing) => {
    expect(missingScopes(granted)).toEqual(missing)
  })

  property([looseList(fc.oneof(fc.constantFrom(...SCOPES), mutationsOf(...SCOPES)))])(
    'are the required scopes that are not granted, for any JSON',
    (value) => {
      expect(missingScopes(value)).toEqual(
        SCOPES.filter((scope) => !(Array.isArray(value) && value.some((granted) => granted === scope))),
      )
    },
  )

  property([json])('are required scopes for any JSON, without throwing', (value) => {
    expect(missingScopes(value).every((scope) => SCOPES.some((required) => required === scope))).toBe(true)
  })
})
