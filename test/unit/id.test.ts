import { fc, mutationsOf, property, text } from './fastCheck'
import { describe, expect, it } from 'vitest'
import { asciiDigits, MAX_ID, parseId, type IdRefusal } from '../../src/crm/id'

describe('parseId', () => {
  it.each([
    ['733', 733],
    ['  733\n', 733],
    ['\u00a0733\u202f', 733],
    ['1', 1],
    ['0733', 733],
    ['2147483647', MAX_ID],
  ])('accepts %j', (text, id) => {
    expect(parseId(text)).toEqual({ ok: true, id, pickedOut: false })
  })

  it.each([
    ['ID: 733', 733],
    ['id=733', 733],
    ['Id 733.', 733],
    ['#733', 733],
    ['№ 733', 733],
    ['"ID":"733",', 733],
    ['{"ID":"733"}', 733],
    ['https://acme.bitrix24.com/marketplace/view/app/?params[id]=733', 733],
    ['The stage has ID: 12', 12],
  ])('finds the ID in %j', (text, id) => {
    expect(parseId(text)).toEqual({ ok: true, id, pickedOut: true })
  })

  it.each<[string, IdRefusal]>([
    ['', 'empty'],
    [' \t\n', 'empty'],
    ['0', 'zero'],
    ['000', 'zero'],
    ['ID: 0', 'zero'],
    ['-1', 'negative'],
    ['−5', 'negative'],
    ['1.5', 'fraction'],
    ['1,5', 'fraction'],
    ['1e3', 'not-digits'],
    ['+7', 'not-digits'],
    ['0x2DD', 'not-digits'],
    ['7 33', 'not-digits'],
    ['733; 734', 'not-digits'],
    ['ID: -5', 'not-digits'],
    ['ID: 1.5', 'not-digits'],
    ['grid 7', 'not-digits'],
    ['C1:WON', 'no-number'],
    ['DT1038_37:SUCCESS', 'no-number'],
    ['2147483648', 'too-big'],
    ['12345678901234567890', 'too-big'],
    ['ID: 2147483648', 'too-big'],
    ['WON', 'no-number'],
    ['<b>', 'no-number'],
    ['７３３', 'other-digits'],
    ['٧٣٣', 'other-digits'],
    ['7３3', 'other-digits'],
  ])('rejects %j as %s', (text, reason) => {
    expect(parseId(text)).toEqual({ ok: false, reason })
  })

  const REASONS: IdRefusal[] = [
    'empty',
    'zero',
    'negative',
    'fraction',
    'too-big',
    'other-digits',
    'no-number',
    'not-digits',
  ]
  const mutations = mutationsOf(
    '733',
    '2147483647',
    'ID: 733',
    '#733',
    '№ 733',
    '"ID":"733",',
    '{"ID":"733"}',
    'https://acme.bitrix24.com/view/?params[id]=733',
    '-1',
    '1.5',
    'C1:WON',
  )
  property([fc.oneof(text, mutations)])(
    'returns the last number, if it is in range, or a reason, for any text',
    (input) => {
      const result = parseId(input)
      if (result.ok) {
        expect(Number.isInteger(result.id) && result.id >= 1 && result.id <= MAX_ID).toBe(true)
        expect(result.id).toBe(Number(/(\d+)\D*$/.exec(input)?.[1]))
        expect(result.pickedOut).toBe(!/^\s*\d+\s*$/.test(input))
      } else {
        expect(REASONS).toContain(result.reason)
      }
    },
  )

  property([fc.integer({ min: 1, max: MAX_ID })])('accepts every ID in range', (id) => {
    expect(parseId(String(id))).toEqual({ ok: true, id, pickedOut: false })
  })

  property([
    fc.oneof(fc.bigInt({ min: BigInt(MAX_ID) + 1n, max: 2n ** 40n }), fc.bigInt({ min: 2n ** 53n, max: 2n ** 1_100n })),
  ])('rejects every ID above the maximum', (id) => {
    expect(parseId(String(id))).toEqual({ ok: false, reason: 'too-big' })
  })
})

describe('asciiDigits', () => {
  it.each([
    ['７３３', '733'],
    ['٧٣٣', '733'],
    ['7３3', '733'],
    ['०१२३४५६७८९', '0123456789'],
    ['𝟎𝟗𝟘𝟡', '0909'],
    ['C1:WON', 'C1:WON'],
    ['½ ②', '½ ②'],
  ])('%j is %j', (text, digits) => {
    expect(asciiDigits(text)).toBe(digits)
  })

  property([text])('changes no other character', (input) => {
    expect(asciiDigits(input).replaceAll(/\d/g, '0')).toBe(input.replaceAll(/\p{Nd}/gu, '0'))
  })
})
