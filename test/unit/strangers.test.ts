import { beforeEach, describe, expect, it, vi } from 'vitest'
import { embeddingPortal, provenPortal, trustedSources } from '../../src/portal/hosts'
import { STRANGERS, type Stranger } from './strangers'
import { printable, UNTRUSTED_FRAME_NAMES } from './untrustedFrameNames'

beforeEach(() => {
  vi.unstubAllGlobals()
})

/** Makes this the frame of a page. */
function enter({ name, ancestorOrigins, referrer = '' }: Stranger, parent: object = {}): void {
  vi.stubGlobal('window', { name, parent, location: { ancestorOrigins } })
  vi.stubGlobal('document', { referrer })
}

const inDefaultBuild = () => embeddingPortal(trustedSources())

describe('a stranger', () => {
  it('comes in more than forty ways', () => {
    expect(Object.keys(STRANGERS).length).toBeGreaterThan(40)
  })

  describe.each(Object.entries(STRANGERS))('%s', (_, stranger) => {
    it.each([
      ['the default build', inDefaultBuild],
      ['the build for any portal', provenPortal],
    ])('is refused by %s', (_, portal) => {
      enter(stranger)
      expect(portal()).toMatchObject({ trusted: false })
    })
  })

  describe.each(Object.entries(UNTRUSTED_FRAME_NAMES))('under a name with %s', (_, names) => {
    it.each(names.map((name) => [printable(name), name] as const))('%s is refused by both builds', (_, name) => {
      for (const page of [{ ancestorOrigins: ['https://stranger.example'] }, { referrer: '' }]) {
        enter({ name, ...page })
        expect([inDefaultBuild()?.trusted, provenPortal()?.trusted]).toEqual([false, false])
      }
    })
  })
})

describe('the build for any portal', () => {
  const origin = 'https://crm.example.com'
  const name = 'crm.example.com|1|abc'

  it.each<[string, Stranger, string]>([
    ['the browser names', { name, ancestorOrigins: [origin] }, origin],
    ['the browser names without a referrer', { name, ancestorOrigins: [origin], referrer: '' }, origin],
    ['another page shows', { name, ancestorOrigins: [origin, 'https://intranet.example.com'] }, origin],
    ['shows the app in a frame of a frame', { name, ancestorOrigins: [origin, origin] }, origin],
    ['opened the app', { name, referrer: `${origin}/marketplace/app/5/?a=b` }, origin],
    ['tells no more than its origin', { name, referrer: `${origin}/` }, origin],
    ['has another port', { name: 'crm.example.com:8443|1|abc', ancestorOrigins: [`${origin}:8443`] }, `${origin}:8443`],
    ['names the default port', { name: 'crm.example.com:443|1|abc', ancestorOrigins: [origin] }, origin],
    ['is an IP address', { name: '192.0.2.7|1|abc', ancestorOrigins: ['https://192.0.2.7'] }, 'https://192.0.2.7'],
    [
      'has an international name',
      { name: 'xn--80awhdgm.xn--p1ai|1|abc', ancestorOrigins: ['https://xn--80awhdgm.xn--p1ai'] },
      'https://xn--80awhdgm.xn--p1ai',
    ],
    [
      'is in the cloud',
      { name: 'acme.bitrix24.com|1|abc', ancestorOrigins: ['https://acme.bitrix24.com'] },
      'https://acme.bitrix24.com',
    ],
  ])('trusts a portal that %s', (_, page, expected) => {
    enter(page)
    expect(provenPortal()).toEqual({ origin: expected, host: new URL(expected).host, trusted: true })
  })

  it('wants a proof from cloud portals as well', () => {
    enter({ name: 'acme.bitrix24.com|1|abc' })
    expect(provenPortal()).toMatchObject({ trusted: false })
    expect(inDefaultBuild()).toMatchObject({ trusted: true })
  })

  it('names the page around when it refuses it, or else what the page says', () => {
    enter({ name, ancestorOrigins: ['https://evil.example:8443'] })
    expect(provenPortal()?.host).toBe('evil.example:8443')
    enter({ name, referrer: 'https://evil.example/page' })
    expect(provenPortal()?.host).toBe('evil.example')
    enter({ name })
    expect(provenPortal()?.host).toBe('crm.example.com')
    enter({ name, ancestorOrigins: ['null'] })
    expect(provenPortal()?.host).toBe('crm.example.com')
  })

  it('finds no portal outside a frame, and none in a frame without a portal’s name', () => {
    enter({ name: '', ancestorOrigins: [origin] })
    expect(provenPortal()).toBeNull()
    const alone = { name, location: {}, parent: {} }
    alone.parent = alone
    vi.stubGlobal('window', alone)
    expect(provenPortal()).toBeNull()
  })
})

it('the default build trusts no host because the browser names it', () => {
  enter({ name: 'crm.example.com|1|abc', ancestorOrigins: ['https://crm.example.com'] })
  expect(inDefaultBuild()).toMatchObject({ trusted: false })
})
