import { describe, expect, it } from 'vitest'
import { automationObject, automationPath, automationValues } from '../../src/crm/automation'
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

describe('automationPath', () => {
  it.each([
    ['STATUS', '/crm/lead/automation/0/'],
    ['DEAL_STAGE', '/crm/deal/automation/0/'],
    ['DEAL_STAGE_5', '/crm/deal/automation/5/'],
    ['SMART_INVOICE_STAGE_7', '/crm/type/31/automation/7/'],
    ['DYNAMIC_1038_STAGE_37', '/crm/type/1038/automation/37/'],
  ])('of %s is %s', (entityId, path) => {
    expect(automationPath(entityId)).toBe(path)
  })

  it.each([
    'QUOTE_STATUS',
    'SMART_DOCUMENT_STAGE_3',
    'SMART_B2E_DOC_STAGE_3',
    'SOURCE',
    'DEAL_TYPE',
    'DEAL_STAGE_x',
    'DYNAMIC_0_STAGE_1',
    '../DEAL_STAGE_5',
    '',
  ])('of %j is not known', (entityId) => {
    expect(automationPath(entityId)).toBeNull()
  })
})
