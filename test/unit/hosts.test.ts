import { describe, expect, it } from 'vitest'
import { isTrusted, portalOrigin, trustedSources } from '../../src/portal/hosts'
import { fc, nearly, test as property, text } from './property'
import { shown, STRANGERS } from './strangers'

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

  // The names that the browser tests open the app by. Each is one host, and none is left out for want of an ID.
  describe.each(Object.entries(STRANGERS))('by %s', (_, names) => {
    it.each(names.map((name) => [shown(name), name] as const))('%s is none', (_shown, name) => {
      const origin = portalOrigin(name)
      expect(origin).not.toBeNull()
      expect(isTrusted(origin ?? '', sources)).toBe(false)
    })
  })

  it.each(['', 'x', '|1|abc', 'acme.bitrix24.com', 'acme.bitrix24.com|1', 'acme.bitrix24.com|1|'])(
    'the name %j is no portal’s',
    (frameName) => {
      expect(portalOrigin(frameName)).toBeNull()
    },
  )
})

describe('trustedSources', () => {
  it('leaves out what is no host', () => {
    const cloud = trustedSources()
    expect(
      trustedSources('*, https://*, javascript:alert(1), https://a.example/path, ; script-src *, a b.example'),
    ).toEqual([...cloud, 'https://script-src', 'https://a', 'https://b.example'])
  })
})

describe('whatever the frame is called', () => {
  const CLOUD = trustedSources().map((source) => source.replace('https://*.', ''))
  const OWN = ['https://crm.example.com', 'https://portal.example.org:8443']
  const pieces = fc.array(
    fc.constantFrom(
      'acme',
      'bitrix24',
      'com',
      'br',
      'evil.example',
      ...CLOUD.slice(0, 3),
      'crm.example.com',
      'localhost',
      '.',
      '.',
      '.',
      ':',
      '443',
      '80',
      '8443',
      '@',
      '/',
      '\\',
      '#',
      '?',
      '%2e',
      '\n',
      ' ',
      '。',
      'а',
    ),
    { maxLength: 7 },
  )
  const host = fc.oneof(
    pieces.map((all) => all.join('')),
    nearly('acme.bitrix24.com', 'acme.bitrix24.com.br', 'crm.example.com', 'portal.example.org:8443', 'localhost:4173'),
    text,
  )
  const names = fc
    .tuple(host, fc.constantFrom('0', '1', '01', '1x', '', 'x'), fc.constantFrom('abc', '', 'a|b'))
    .map((all) => all.join('|'))

  property.prop([fc.oneof(names, text)])('nothing outside the list is trusted', (frameName) => {
    const origin = portalOrigin(frameName)
    if (origin === null || !isTrusted(origin, sources)) return
    // As the browser reads it, which is what a message and a request will go by. A port beyond all ports leads nowhere.
    if (!URL.canParse(origin)) {
      expect(origin).toMatch(/^http:\/\/localhost:\d{5}$/)
      return
    }
    const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(origin)
    expect([username, password, pathname, search, hash]).toEqual(['', '', '/', '', ''])
    if (OWN.includes(origin) || (protocol === 'http:' && hostname === 'localhost')) return
    const [label, ...domain] = hostname.split('.')
    expect([protocol, port, CLOUD.includes(domain.join('.')), label !== '']).toEqual(['https:', '', true, true])
  })

  const label = fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?$/)
  property.prop([label, fc.constantFrom(...CLOUD), fc.constantFrom('', ':443')])(
    'every portal of the cloud is',
    (name, domain, port) => {
      expect(trusted(`${name}.${domain}${port}|1|abc`)).toBe(true)
      expect(trusted(`${name}.${domain}${port}|0|abc`)).toBe(false)
    },
  )

  property.prop([fc.oneof(names, text)])('an origin is one of http or https, or there is none', (frameName) => {
    expect(portalOrigin(frameName) ?? 'http://x').toMatch(/^https?:\/\//)
  })

  property.prop([text, fc.constantFrom(...sources)])(
    'text before or after a trusted origin makes it a stranger’s',
    (more, source) => {
      const origin = source.replace('*.', 'acme.').replace(':*', '')
      expect(isTrusted(origin, sources)).toBe(true)
      // A letter more may be another portal, as may `.br`; any port may be one of localhost.
      fc.pre(!/^(\.?[a-z0-9-]*|:\d{1,5})$/.test(more))
      for (const other of [`${origin}${more}`, `${more}${origin}`]) expect(isTrusted(other, sources)).toBe(false)
    },
  )
})

describe('whatever the build is given', () => {
  const entry = fc.oneof(
    nearly(
      'crm.example.com',
      'https://portal.example.org:8443',
      'http://localhost:*',
      '*.example.com',
      "'unsafe-inline'",
    ),
    text,
  )
  property.prop([fc.array(entry, { maxLength: 4 }), fc.constantFrom(' ', ',', ', ', '; ')])(
    'sources are plain hosts, and no other word of a policy',
    (entries, separator) => {
      const cloud = trustedSources()
      const all = trustedSources(entries.join(separator))
      expect(all.slice(0, cloud.length)).toEqual(cloud)
      for (const source of all.slice(cloud.length))
        expect(source).toMatch(/^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d{1,5}|\*))?$/)
    },
  )
})
