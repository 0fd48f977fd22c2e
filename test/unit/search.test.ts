import { describe, expect, it } from 'vitest'
import { search } from '../../src/crm/search'
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
})
