import { describe, expect, it } from 'vitest'
import { listUseBatches, parseListUses } from '../../../src/crm/change/listUses'

describe('counting the records with values of a plain list', () => {
  it('asks for each field that holds the list’s values', () => {
    expect(listUseBatches('SOURCE', ['CALL'])).toEqual([
      {
        use0_0: 'crm.item.list?entityTypeId=1&select%5B0%5D=id&filter%5BsourceId%5D=CALL',
        use0_1: 'crm.item.list?entityTypeId=2&select%5B0%5D=id&filter%5BsourceId%5D=CALL',
        use0_2: 'crm.item.list?entityTypeId=3&select%5B0%5D=id&filter%5BsourceId%5D=CALL',
      },
    ])
  })

  it('puts at most 50 commands into a batch', () => {
    const codes = Array.from({ length: 40 }, (_, index) => `S${index}`)
    expect(listUseBatches('SOURCE', codes).map((batch) => Object.keys(batch).length)).toEqual([50, 50, 20])
  })

  it.each(['HONORIFIC', 'CALL_LIST', '__proto__', 'MINE'])('cannot count the values of %s', (entityId) => {
    expect(listUseBatches(entityId, ['X'])).toEqual([])
    expect(parseListUses(entityId, ['X'], []).get('X')).toBeNull()
  })

  it('adds up the fields, over several batches', () => {
    const answers = [
      { result_total: { use0_0: 3, use0_1: 4 } },
      { result_total: { use0_2: 5, use1_0: 0, use1_1: 0, use1_2: 0 } },
    ]
    expect([...parseListUses('SOURCE', ['CALL', 'WEB'], answers)]).toEqual([
      ['CALL', 12],
      ['WEB', 0],
    ])
  })

  it('knows no number where a field was not counted', () => {
    const answers = [{ result_total: { use0_0: 3, use0_1: 4 }, result_error: { use0_2: { error: 'X' } } }]
    expect(parseListUses('SOURCE', ['CALL'], answers).get('CALL')).toBeNull()
  })
})
