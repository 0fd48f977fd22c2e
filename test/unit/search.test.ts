import { describe, expect, it } from 'vitest'
import { comparable, search } from '../../src/crm/search'
import { fc, test as property, text } from './property'
import { stage } from './stages'

const ITEMS = [
  stage(1, { STATUS_ID: 'C5:NEW', NAME: 'Request' }),
  stage(2, { STATUS_ID: 'C5:WON', NAME: 'Won in the end' }),
  stage(3, { STATUS_ID: 'C15:WON', NAME: 'ＷＯＮ' }),
  stage(4, { STATUS_ID: 'DT1038_37:NEW', NAME: 'Straße  frei' }),
  stage(5, { STATUS_ID: 'DT1038_37:WONDER', NAME: '1' }),
]

describe('search', () => {
  it.each([
    ['C5:WON', [2]],
    ['c5:won', [2]],
    ['DT1038_37:', [4, 5]],
    // The same name, names that start so, names or codes that hold it.
    ['won', [3, 2, 5]],
    [' the  END ', [2]],
    ['straße frei', [4]],
    // The ID itself first, then a name.
    ['1', [1, 5, 3, 4]],
    ['nothing like it', []],
    ['', [1, 2, 3, 4, 5]],
    ['.*', []],
  ])('%j finds %j', (query, ids) => {
    expect(search(query, ITEMS).map(({ id }) => id)).toEqual(ids)
  })

  it('puts each way of being found after the better ones', () => {
    const worstFirst = [
      stage(1, { STATUS_ID: 'X_AB', NAME: 'code holds it' }),
      stage(2, { STATUS_ID: 'X', NAME: 'holds ab' }),
      stage(3, { STATUS_ID: 'X', NAME: 'ab begins it' }),
      stage(4, { STATUS_ID: 'AB_X', NAME: 'code begins so' }),
      stage(5, { STATUS_ID: 'X', NAME: 'Ab' }),
      stage(6, { STATUS_ID: 'ab', NAME: 'is its code' }),
    ]
    expect(search('ab', worstFirst).map(({ id }) => id)).toEqual([6, 5, 4, 3, 2, 1])
  })

  const item = fc.record({ STATUS_ID: text, NAME: text })
  const items = fc.array(item, { maxLength: 3 }).map((all) => all.map((fields, at) => stage(at + 1, fields)))
  property.prop([fc.oneof(text, fc.nat(9).map(String)), items])(
    'finds items of the list, each once, whatever is typed',
    (query, all) => {
      const found = search(query, all)
      expect(new Set(found).size).toBe(found.length)
      expect(found.every((one) => all.includes(one))).toBe(true)
      if (comparable(query) === '') expect(found).toEqual(all)
    },
  )

  property.prop([items])('finds each item by its ID, its code and its name, however they are written', (all) => {
    for (const one of all) {
      expect(
        [String(one.id), one.statusId, one.name, ` ${one.name}\n`].filter((query) => !search(query, all).includes(one)),
      ).toEqual([])
    }
  })

  const word = fc.string({ unit: fc.constantFrom(...'aZ0_:éßяЖ出한ع'), minLength: 1, maxLength: 5 })
  property.prop([word, word, word])('finds an item by any part of its name or code', (before, part, after) => {
    const one = stage(1, { NAME: before + part + after })
    const other = stage(2, { STATUS_ID: before + part + after })
    expect(search(part, [one, other])).toEqual(expect.arrayContaining([one, other]))
  })
})

describe('comparable', () => {
  property.prop([text])('has no spaces at its ends, and none beside another', (words) => {
    expect(comparable(words)).not.toMatch(/^\s|\s$|\s\s|[A-Z]/)
  })
})
