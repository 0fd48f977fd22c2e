import { fc, mutationsOf, property, text } from './fastCheck'
import { describe, expect, it } from 'vitest'
import { asciiDigits, MAX_ID, parseId, type IdRefusal } from '../../src/crm/id'

/** An item as the portal sends it. */
const ITEM = {
  ID: '733',
  ENTITY_ID: 'DYNAMIC_1038_STAGE_37',
  STATUS_ID: 'DT1038_37:SUCCESS',
  NAME: 'Success',
  CATEGORY_ID: '37',
  SORT: '40',
}

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
    ['# 733.', 733],
    ['№ 733', 733],
    ['"733"', 733],
    ["'733',", 733],
    ['733,', 733],
    ['"ID":"733",', 733],
    ['{"ID":"733"}', 733],
    ['{\\"ID\\":\\"733\\"}', 733],
    [JSON.stringify(ITEM), 733],
    [JSON.stringify({ result: ITEM, time: { start: 1_764_000_000.5, duration: 0.02 } }), 733],
    [JSON.stringify({ result: ITEM }, null, 2), 733],
    // A text field has no lines.
    [JSON.stringify(ITEM, null, 2).replaceAll('\n', ' '), 733],
    ['{"STATUS_ID":"2","CATEGORY_ID":"5","ID":733,"SORT":10}', 733],
    [JSON.stringify([ITEM, { ...ITEM, NAME: 'Renamed' }]), 733],
    ["['ID' => 733, 'filter' => ['ENTITY_ID' => 'SOURCE']]", 733],
    ['BX24.callMethod("crm.status.get", { id: 733 }, handle)', 733],
    ['https://acme.bitrix24.com/marketplace/view/app/?params[id]=733', 733],
    ['https://acme.bitrix24.com/marketplace/view/app/?params[id]=733&IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER', 733],
    ['https://acme.bitrix24.com/marketplace/view/app/?params%5Bid%5D=733', 733],
    ['https://acme.bitrix24.com/marketplace/view/app/?params%5bid%5d=733&IFRAME=Y', 733],
    ['https://acme.bitrix24.com/rest/crm.status.get?id=733&auth=7c2f0a', 733],
    ['The stage has ID: 12', 12],
    ['The stage with ID 12 has no name, see ID 12', 12],
  ])('finds the ID in %j', (text, id) => {
    expect(parseId(text)).toEqual({ ok: true, id, pickedOut: true })
  })

  it.each<[string, IdRefusal]>([
    ['', 'not-digits'],
    [' \t\n', 'not-digits'],
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
    ['{"ID":1.5,"NAME":"Half"}', 'not-digits'],
    ['ID: 1 234', 'not-digits'],
    ['ID: 733, 734', 'not-digits'],
    ['ID: 733–734', 'not-digits'],
    ['grid 7', 'not-digits'],
    ['{"CATEGORY_ID":"5"}', 'not-digits'],
    ['STATUS_ID: 5, NAME: Fifth', 'not-digits'],
    ['?sessid=7&categoryId=5', 'not-digits'],
    ['{"ID":"7f0c"}', 'not-digits'],
    ['?id=12345678-0000-4000-8000-000000000000', 'not-digits'],
    ['[{"ID":"733"},{"ID":"734"}]', 'not-digits'],
    ['?id=733&params%5Bid%5D=734', 'not-digits'],
    // Names begin like this.
    ['1.', 'not-digits'],
    ['1)', 'not-digits'],
    ['#1 priority', 'not-digits'],
    // People often have a code at hand, which is no ID.
    ['UC_HHGM84', 'not-digits'],
    ['C5:UC_1', 'not-digits'],
    ['DT1038_37:NEW', 'not-digits'],
    ['C1:WON', 'not-digits'],
    ['?params[id]=C5:WON', 'not-digits'],
    ['2147483648', 'too-big'],
    ['12345678901234567890', 'too-big'],
    ['ID: 2147483648', 'too-big'],
    ['WON', 'not-digits'],
    ['<b>', 'not-digits'],
    ['７３３', 'not-digits'],
    ['٧٣٣', 'not-digits'],
    ['7３3', 'not-digits'],
  ])('rejects %j as %s', (text, reason) => {
    expect(parseId(text)).toEqual({ ok: false, reason })
  })

  // A pattern that tries the same characters again and again would not come to an end.
  it.each([
    ['id', 'id'],
    ['id with its mark', 'id="'],
    ['digits', '7'],
    ['digits behind a mark', 'id=7'],
    ['spaces', 'ID 7 \u00a0'],
    ['quotes', '"733"\''],
    ['items', '{"ID":"733","NAME":"Success"},'],
  ])('reads a large text of %s', (_, part) => {
    for (const end of ['', 'x', '!']) expect(() => parseId(part.repeat(200_000) + end)).not.toThrow()
  })

  const REASONS: IdRefusal[] = ['zero', 'negative', 'fraction', 'too-big', 'not-digits']
  const mutations = mutationsOf(
    '733',
    '2147483647',
    'ID: 733',
    '#733',
    '№ 733',
    '"ID":"733",',
    '{"ID":"733","STATUS_ID":"5"}',
    'https://acme.bitrix24.com/view/?params[id]=733&IFRAME=Y',
    '-1',
    '1.5',
    'C1:WON',
  )
  property([fc.oneof(text, mutations)])(
    'returns a whole number of the text, if it is in range, or a reason, for any text',
    (input) => {
      const result = parseId(input)
      if (result.ok) {
        expect(Number.isInteger(result.id) && result.id >= 1 && result.id <= MAX_ID).toBe(true)
        expect(input.match(/\d+/g)?.map(Number)).toContain(result.id)
        expect(result.pickedOut).toBe(!/^\s*\d+\s*$/.test(input))
      } else {
        expect(REASONS).toContain(result.reason)
      }
    },
  )

  const id = fc.integer({ min: 1, max: 999 })
  const pair = fc.tuple(fc.constantFrom('ID', 'id', 'STATUS_ID', 'CATEGORY_ID', 'SORT'), id)
  property([fc.array(pair, { maxLength: 5 }), fc.constantFrom('json', 'address')])(
    'finds an ID among other fields, unless there are two',
    (pairs, form) => {
      const marked = new Set(pairs.filter(([key]) => /^id$/i.test(key)).map(([, value]) => value))
      const input =
        form === 'json'
          ? `[${pairs.map(([key, value]) => JSON.stringify({ [key]: String(value), NAME: 'x' })).join(',')}]`
          : `https://acme.bitrix24.com/?${pairs.map(([key, value]) => `params%5B${key}%5D=${value}`).join('&')}`
      expect(parseId(input)).toEqual(
        marked.size === 1 ? { ok: true, id: [...marked][0], pickedOut: true } : { ok: false, reason: 'not-digits' },
      )
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
