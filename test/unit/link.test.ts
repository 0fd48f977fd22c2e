import { describe, expect, it } from 'vitest'
import { stageLink } from '../../src/crm/link'

describe('stageLink', () => {
  it('opens the app with the stage', () => {
    expect(stageLink('https://acme.bitrix24.com', 'a/b c', 733)).toBe(
      'https://acme.bitrix24.com/marketplace/view/a%2Fb%20c/?params[id]=733',
    )
  })
})
