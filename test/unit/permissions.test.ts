import { describe, expect, it } from 'vitest'
import { missingScopes, SCOPES } from '../../src/crm/permissions'
import { fc, json, listOf, nearly, test as property } from './property'

describe('missingScopes', () => {
  it.each([
    [['crm', 'placement', 'user'], []],
    [['crm'], ['placement']],
    [[], ['crm', 'placement']],
    [null, ['crm', 'placement']],
  ])('of %j: %j', (granted, missing) => {
    expect(missingScopes(granted)).toEqual(missing)
  })

  property.prop([listOf(fc.oneof(fc.constantFrom(...SCOPES), nearly(...SCOPES)))])(
    'are needed ones that were not granted, whatever JSON comes',
    (value) => {
      expect(missingScopes(value)).toEqual(
        SCOPES.filter((scope) => !(Array.isArray(value) && value.some((one) => one === scope))),
      )
    },
  )

  property.prop([json])('never throw', (value) => {
    expect(missingScopes(value).every((scope) => SCOPES.some((one) => one === scope))).toBe(true)
  })
})
