import { expect, it } from 'vitest'
import { supportAddress } from '../../src/crm/supportAddress'

it.each([
  [undefined, ''],
  ['', ''],
  ['https://help.example.com/stage-card?from=app', 'https://help.example.com/stage-card?from=app'],
  ['http://help.example.com/', ''],
  ['mailto:help@example.com', ''],
  ['javascript:alert(1)', ''],
  ['https://bitrix24.com@help.example.com/', ''],
  ['help.example.com', ''],
])('%j as the address of the support is %j', (text, address) => {
  expect(supportAddress(text)).toBe(address)
})
