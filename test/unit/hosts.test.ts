import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { impossibleHosts, isTrusted, portalOrigin, trustedSources } from '../../src/portal/hosts'
import { fc, mutationsOf, property, text } from './fastCheck'
import { printable, UNTRUSTED_FRAME_NAMES } from './untrustedFrameNames'

const sources = trustedSources('crm.example.com, https://portal.example.org:8443 http://localhost:*')
const isTrustedName = (frameName: string) => isTrusted(portalOrigin(frameName) ?? '', sources)

describe('isTrusted', () => {
  it.each([
    'acme.bitrix24.com|1|abc',
    'acme.bitrix24.de|1|abc',
    'acme.bitrix24.com.br|1|abc',
    'acme.bitrix24.co|1|abc',
    'acme.bitrix24.uz|1|abc',
    'acme.bitrix24.ae|1|abc',
    'b24-x1y2z3.bitrix24.ru|1|abc',
    'acme.bitrix24.com:443|1|abc',
    'crm.example.com|1|abc',
    'portal.example.org:8443|1|abc',
    'localhost:4173|0|abc',
    'localhost|0|abc',
  ])('accepts %s', (frameName) => {
    expect(isTrustedName(frameName)).toBe(true)
  })
})

describe('an untrusted frame name', () => {
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
    'acme.bitrix24.cm|1|abc',
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
  ])('%j is rejected', (frameName) => {
    expect(isTrustedName(frameName)).toBe(false)
  })

  // The e2e tests open the app with these names, too. Each has a host and an ID, so the host is what is rejected.
  describe.each(Object.entries(UNTRUSTED_FRAME_NAMES))('with %s', (_, names) => {
    it.each(names.map((name) => [printable(name), name] as const))('%s is rejected', (_, name) => {
      const origin = portalOrigin(name)
      expect(origin).not.toBeNull()
      expect(isTrusted(origin ?? '', sources)).toBe(false)
    })
  })

  it.each(['', 'x', '|1|abc', 'acme.bitrix24.com', 'acme.bitrix24.com|1', 'acme.bitrix24.com|1|'])(
    '%j has no origin',
    (frameName) => {
      expect(portalOrigin(frameName)).toBeNull()
    },
  )
})

/** The sources of these hosts, without the cloud's. */
const own = (extra: string) => trustedSources(extra).slice(trustedSources().length)

describe('trustedSources', () => {
  it('has no domain twice', () => {
    const sources = trustedSources()
    expect([...new Set(sources)]).toEqual(sources)
  })

  it.each(['Caddyfile', 'nginx.conf'])('is what the example %s lets frame the page', (file) => {
    const example = readFileSync(join(import.meta.dirname, '../hosting', file), 'utf8')
    expect(/frame-ancestors ([^"]*)"/.exec(example)?.[1]).toBe(trustedSources().join(' '))
  })

  it.each([
    ['crm.example.com', 'https://crm.example.com'],
    ['CRM.Example.com', 'https://crm.example.com'],
    ['https://crm.example.com/', 'https://crm.example.com'],
    ['https://crm.example.com:8443', 'https://crm.example.com:8443'],
    ['crm.example.com:443', 'https://crm.example.com'],
    ['http://localhost:*', 'http://localhost:*'],
    ['портал.рф', 'https://xn--80awhdgm.xn--p1ai'],
    ['https://bücher.example:8443', 'https://xn--bcher-kva.example:8443'],
    ['xn--bcher-kva.example', 'https://xn--bcher-kva.example'],
  ])('of %s is %s', (entry, source) => {
    expect(own(entry)).toEqual([source])
    expect(impossibleHosts(entry)).toEqual([])
  })

  it('trusts the frame of a portal with an international name', () => {
    const sources = trustedSources('портал.рф')
    expect(isTrusted(portalOrigin('xn--80awhdgm.xn--p1ai|1|abc') ?? '', sources)).toBe(true)
    expect(isTrusted(portalOrigin('портал.рф|1|abc') ?? '', sources)).toBe(false)
  })

  it.each([
    'my_portal.example.com',
    '*',
    'https://*',
    '*.example.com',
    'https://a.example/path',
    'a.example/path',
    'a.example?x',
    'a.example#x',
    'user@a.example',
    'a..example',
    'a.example.',
    '.example',
    'a.example:99999',
    'a.example:*:*',
    'ftp://a.example',
    'javascript:alert(1)',
    ';',
    "'unsafe-inline'",
    'xn--a.example',
    '[::1]',
    'https://',
  ])('ignores %s, which a build refuses', (entry) => {
    expect(own(entry)).toEqual([])
    expect(impossibleHosts(`crm.example.com, ${entry}`)).toEqual([entry])
  })

  it.each(['', ' ', ' , ', 'crm.example.com,, portal.example.org'])('finds nothing impossible in %j', (extra) => {
    expect(impossibleHosts(extra)).toEqual([])
  })
})

describe('any frame name', () => {
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
    pieces.map((parts) => parts.join('')),
    mutationsOf(
      'acme.bitrix24.com',
      'acme.bitrix24.com.br',
      'crm.example.com',
      'portal.example.org:8443',
      'localhost:4173',
    ),
    text,
  )
  const names = fc
    .tuple(host, fc.constantFrom('0', '1', '01', '1x', '', 'x'), fc.constantFrom('abc', '', 'a|b'))
    .map((parts) => parts.join('|'))

  property([fc.oneof(names, text)])('is trusted only if its host is in the list', (frameName) => {
    const origin = portalOrigin(frameName)
    if (origin === null || !isTrusted(origin, sources)) return
    // Checked as the browser parses it, because messages and requests use that origin. An out-of-range port is not a URL.
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
  property([label, fc.constantFrom(...CLOUD), fc.constantFrom('', ':443')])(
    'is trusted for every cloud portal over HTTPS, and not over HTTP',
    (name, domain, port) => {
      expect(isTrustedName(`${name}.${domain}${port}|1|abc`)).toBe(true)
      expect(isTrustedName(`${name}.${domain}${port}|0|abc`)).toBe(false)
    },
  )

  property([fc.oneof(names, text)])('has an http or https origin, or none', (frameName) => {
    expect(portalOrigin(frameName) ?? 'http://x').toMatch(/^https?:\/\//)
  })

  property([text, fc.constantFrom(...sources)])(
    'is untrusted if its origin is a trusted one with text before or after it',
    (extra, source) => {
      const origin = source.replace('*.', 'acme.').replace(':*', '')
      expect(isTrusted(origin, sources)).toBe(true)
      // More letters or `.br` can be another portal, and localhost may have any port.
      fc.pre(!/^(\.?[a-z0-9-]*|:\d{1,5})$/.test(extra))
      for (const candidate of [`${origin}${extra}`, `${extra}${origin}`])
        expect(isTrusted(candidate, sources)).toBe(false)
    },
  )
})

describe('trustedSources of any list', () => {
  const entry = fc.oneof(
    mutationsOf(
      'crm.example.com',
      'https://portal.example.org:8443',
      'http://localhost:*',
      '*.example.com',
      "'unsafe-inline'",
    ),
    text,
  )
  property([fc.array(entry, { maxLength: 4 }), fc.constantFrom(' ', ',', ', ', '; ')])(
    'contains only plain hosts, and no other policy keyword',
    (entries, separator) => {
      const cloud = trustedSources()
      const all = trustedSources(entries.join(separator))
      expect(all.slice(0, cloud.length)).toEqual(cloud)
      for (const source of all.slice(cloud.length))
        expect(source).toMatch(/^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)*(:(\d{1,5}|\*))?$/)
    },
  )
})
