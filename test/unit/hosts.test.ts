import { describe, expect, it } from 'vitest'
import { isTrusted, portalOrigin, trustedSources } from '../../src/portal/hosts'

const sources = trustedSources('crm.example.com, https://portal.example.org:8443 http://localhost:*')
const trusted = (frameName: string) => isTrusted(portalOrigin(frameName) ?? '', sources)

describe('trusted portals', () => {
  it.each([
    'acme.bitrix24.com|1|abc',
    'acme.bitrix24.de|1|abc',
    'acme.bitrix24.com.br|1|abc',
    'b24-x1y2z3.bitrix24.ru|1|abc',
    'acme.bitrix24.com:443|1|abc',
    'crm.example.com|1|abc',
    'portal.example.org:8443|1|abc',
    'localhost:4173|0|abc',
    'localhost|0|abc',
  ])('%s is one', (frameName) => {
    expect(trusted(frameName)).toBe(true)
  })
})

describe('strangers', () => {
  it.each([
    'evilbitrix24.com|1|abc',
    'bitrix24.com|1|abc',
    '.bitrix24.com|1|abc',
    'acme.bitrix24.com.evil.example|1|abc',
    'a.bitrix24.com@evil.example|1|abc',
    'evil.example#.bitrix24.com|1|abc',
    'evil.example/.bitrix24.com|1|abc',
    'evil.example?.bitrix24.com|1|abc',
    'evil.example%2f.bitrix24.com|1|abc',
    'evil.example\\.bitrix24.com|1|abc',
    'evil.example:443@acme.bitrix24.com|1|abc',
    'acme.bitrix24.com:8080|1|abc',
    'acme.bitrix24.com:80@evil.example|1|abc',
    'acme.bitrix24.com.|1|abc',
    'acme.bitrix24.com |1|abc',
    ' acme.bitrix24.com|1|abc',
    'acme.bitrix24.com\n|1|abc',
    'ACME.bitrix24.com|1|abc',
    'acme.bitrix24.com|0|abc',
    'a.b.bitrix24.com|1|abc',
    'acme.bitrix24.site|1|abc',
    'acme.bitrix24.shop|1|abc',
    'acme-bitrix24.com|1|abc',
    'acme.bitrix24.co|1|abc',
    'acme.bitrix24.comm|1|abc',
    'acme.bitrix24.com.evil|1|abc',
    'xn--bitrix24-.com|1|abc',
    'аcme.bitrix24.com|1|abc',
    '[::1]|0|abc',
    '127.0.0.1|0|abc',
    'evil.example|1|abc',
    'crm.example.com|0|abc',
    'crm.example.com:8443|1|abc',
    'x.crm.example.com|1|abc',
    'portal.example.org|1|abc',
    'localhost:4173|1|abc',
    'localhost:4173x|0|abc',
    'localhost.evil.example:80|0|abc',
    'https://acme.bitrix24.com|1|abc',
    '*.bitrix24.com|1|abc',
    '%2e.bitrix24.com|1|abc',
  ])('%j is none', (frameName) => {
    expect(trusted(frameName)).toBe(false)
  })

  it.each(['', 'x', '|1|abc', 'acme.bitrix24.com', 'acme.bitrix24.com|1', 'acme.bitrix24.com|1|'])('the name %j is no portal’s', (frameName) => {
    expect(portalOrigin(frameName)).toBeNull()
  })
})

describe('trustedSources', () => {
  it('leaves out what is no host', () => {
    const cloud = trustedSources()
    expect(trustedSources('*, https://*, javascript:alert(1), https://a.example/path, ; script-src *, a b.example')).toEqual([
      ...cloud, 'https://script-src', 'https://a', 'https://b.example',
    ])
  })
})
