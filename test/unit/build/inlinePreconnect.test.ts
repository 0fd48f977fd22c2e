import type { ResolvedConfig } from 'vite'
import { describe, expect, it } from 'vitest'
import { inlinePreconnect } from '../../../.package/vite/inlinePreconnect'
import { isTrusted, portalOrigin, trustedSources } from '../../../src/portal/hosts'
import { STRANGERS } from '../strangers'
import { UNTRUSTED_FRAME_NAMES } from '../untrustedFrameNames'

const PAGE = '<head><script>%PRECONNECT%</script></head>'

/** The page that the plugin makes. */
async function pageOf(command: 'build' | 'serve', page = PAGE, hosts?: string): Promise<string> {
  const { configResolved, transformIndexHtml } = inlinePreconnect() as unknown as {
    configResolved: (config: Pick<ResolvedConfig, 'command' | 'root' | 'env'>) => Promise<void>
    transformIndexHtml: { handler: (html: string) => string }
  }
  const root = new URL('../../..', import.meta.url).pathname.replace(/\/$/, '')
  await configResolved({ command, root, env: hosts === undefined ? {} : { VITE_PORTAL_HOSTS: hosts } })
  return transformIndexHtml.handler(page)
}

const script = async (hosts?: string) =>
  /<script>([\s\S]*)<\/script>/.exec(await pageOf('build', PAGE, hosts))?.[1] ?? ''

interface Page {
  /** `location.ancestorOrigins`, if the browser has it. */
  ancestorOrigins?: string[]
  referrer?: string
  alone?: boolean
}

/** The element of a policy. */
const policy = (content: string) => ({ httpEquiv: 'Content-Security-Policy', content })

/** The elements that the script adds to a page that is embedded so. */
function addedBy(code: string, name: string, { ancestorOrigins, referrer = '', alone = false }: Page = {}) {
  const added: Record<string, string>[] = []
  const window = { name, location: { ancestorOrigins }, parent: {} }
  if (alone) window.parent = window
  const head = { append: (element: Record<string, string>) => added.push(element) }
  // oxlint-disable-next-line no-implied-eval -- the script is what is tested
  new Function('window', 'document', code)(window, { referrer, createElement: () => ({}), head })
  return added
}

describe('the inline script of a build', async () => {
  const code = await script('http://localhost:* crm.example.com')

  it('opens the connection to the portal that shows the frame, as the SDK will use it', () => {
    expect(addedBy(code, 'acme.bitrix24.com|1|abc')).toEqual([
      { rel: 'preconnect', href: 'https://acme.bitrix24.com', crossOrigin: 'anonymous' },
    ])
  })

  it('knows a portal with an international name by the name that browsers send', async () => {
    const own = await script('портал.рф')
    expect(addedBy(own, 'xn--80awhdgm.xn--p1ai|1|abc').map(({ href }) => href)).toEqual([
      'https://xn--80awhdgm.xn--p1ai',
    ])
  })

  it.each([
    'evil.example|1|abc',
    'evilbitrix24.com|1|abc',
    'acme.bitrix24.com.evil.example|1|abc',
    'a.bitrix24.com@evil.example|1|abc',
    'acme.bitrix24.com|0|abc',
    'acme.bitrix24.com/x|1|abc',
    '',
    'acme.bitrix24.com',
    'crm.example.com|1|abc',
    'crm.example.com:8443|1|abc',
    'localhost:4173|0|abc',
    'portal.acme.bitrix24.com|1|abc',
  ])('agrees with the check before the handshake about %j', (name) => {
    const origin = portalOrigin(name)
    const trusted = origin !== null && isTrusted(origin, trustedSources('http://localhost:* crm.example.com'))
    expect(addedBy(code, name).map(({ href }) => href)).toEqual(trusted ? [origin] : [])
  })

  it.each(Object.entries(UNTRUSTED_FRAME_NAMES))('opens none for %s', (_, names) => {
    expect(names.filter((name) => addedBy(code, name).length > 0)).toEqual([])
  })

  it('does nothing in a page that calls itself another, and nothing outside a frame', () => {
    const name = 'acme.bitrix24.com|1|abc'
    expect(addedBy(code, name, { ancestorOrigins: ['https://evil.example'] })).toEqual([])
    expect(addedBy(code, name, { ancestorOrigins: ['https://acme.bitrix24.com'] })).toHaveLength(1)
    expect(addedBy(code, name, { alone: true })).toEqual([])
  })
})

describe('the inline script of a build for any portal', async () => {
  const code = await script('*')
  const name = 'crm.example.com:8443|1|abc'
  const origin = 'https://crm.example.com:8443'

  it.each([{ ancestorOrigins: [origin] }, { referrer: `${origin}/` }])(
    'lets the page connect to the proven portal only, and opens the connection: %j',
    (page) => {
      expect(addedBy(code, name, page)).toEqual([
        policy(`connect-src ${origin}`),
        { rel: 'preconnect', href: origin, crossOrigin: 'anonymous' },
      ])
    },
  )

  it.each(Object.entries(STRANGERS))('lets the page connect to nothing for %s', (_, { name, ...page }) => {
    expect(addedBy(code, name, page)).toEqual([policy("connect-src 'none'")])
  })

  it('lets the page connect to nothing outside a portal', () => {
    expect(addedBy(code, name, { ancestorOrigins: [origin], alone: true })).toEqual([policy("connect-src 'none'")])
    expect(addedBy(code, '', { ancestorOrigins: [origin] })).toEqual([policy("connect-src 'none'")])
  })
})

describe('the inline script of the default build', async () => {
  const code = await script()

  it.each(Object.entries(STRANGERS))('does nothing for %s', (_, { name, ...page }) => {
    expect(addedBy(code, name, page)).toEqual([])
  })
})

describe('inlinePreconnect', () => {
  it('leaves the script out of the development server', async () => {
    expect(await pageOf('serve')).toBe('<head></head>')
  })

  it('refuses to build a page without a place for it', async () => {
    await expect(pageOf('build', '<head></head>')).rejects.toThrow('%PRECONNECT%')
  })
})
