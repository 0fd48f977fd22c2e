import { describe, expect, it } from 'vitest'
import { automationObject, automationValues } from '../../src/crm/automation'
import { stage } from './stageFixture'

const valuesOf = (entityId: string, statusId: string) =>
  automationValues(stage(733, { ENTITY_ID: entityId, STATUS_ID: statusId })).map(({ name, value }) => [name, value])

describe('automationValues', () => {
  it.each([
    [
      'DEAL_STAGE_5',
      'C5:WON',
      [
        ['stageId', 'C5:WON'],
        ['STAGE_ID', 'C5:WON'],
        ['entityTypeId', 2],
        ['categoryId', 5],
        ['ENTITY_ID', 'DEAL_STAGE_5'],
        ['ID', 733],
      ],
    ],
    [
      'DEAL_STAGE',
      'WON',
      [
        ['stageId', 'WON'],
        ['STAGE_ID', 'WON'],
        ['entityTypeId', 2],
        ['categoryId', 0],
        ['ENTITY_ID', 'DEAL_STAGE'],
        ['ID', 733],
      ],
    ],
    [
      'STATUS',
      'NEW',
      [
        ['stageId', 'NEW'],
        ['STATUS_ID', 'NEW'],
        ['entityTypeId', 1],
        ['ENTITY_ID', 'STATUS'],
        ['ID', 733],
      ],
    ],
    [
      'DYNAMIC_1038_STAGE_37',
      'DT1038_37:SUCCESS',
      [
        ['stageId', 'DT1038_37:SUCCESS'],
        ['entityTypeId', 1038],
        ['categoryId', 37],
        ['ENTITY_ID', 'DYNAMIC_1038_STAGE_37'],
        ['ID', 733],
      ],
    ],
    [
      'SOURCE',
      'CALL',
      [
        ['STATUS_ID', 'CALL'],
        ['ENTITY_ID', 'SOURCE'],
        ['ID', 733],
      ],
    ],
  ])('names what automation needs of an item of %s', (entityId, statusId, expected) => {
    expect(valuesOf(entityId, statusId)).toEqual(expected)
  })
})

it('gives the same values as one object', () => {
  expect(JSON.parse(automationObject(stage(7, { ENTITY_ID: 'QUOTE_STATUS', STATUS_ID: '2' })))).toEqual({
    stageId: '2',
    STATUS_ID: '2',
    entityTypeId: 7,
    ENTITY_ID: 'QUOTE_STATUS',
    ID: 7,
  })
})
