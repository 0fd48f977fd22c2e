import { describe, expect, it } from 'vitest'
import { automationPath, stageLink } from '../../src/crm/link'

describe('stageLink', () => {
  it('opens the app with the stage', () => {
    expect(stageLink('https://acme.bitrix24.com', 'a/b c', 733)).toBe(
      'https://acme.bitrix24.com/marketplace/view/a%2Fb%20c/?params[id]=733',
    )
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
