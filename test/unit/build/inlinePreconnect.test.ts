import type { ResolvedConfig } from 'vite'
import { describe, expect, it } from 'vitest'
import { inlinePreconnect } from '../../../.package/vite/inlinePreconnect'
import { isTrusted, portalOrigin, trustedSources } from '../../../src/portal/hosts'
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

/** The links that the script adds to a page that is embedded so. */
function linksIn(code: string, name: string, { embedder, alone = false }: { embedder?: string; alone?: boolean } = {}) {
  const links: Record<string, string>[] = []
  const window = { name, location: { ancestorOrigins: embedder === undefined ? undefined : [embedder] }, parent: {} }
  if (alone) window.parent = window
  const document = { createElement: () => ({}), head: { append: (link: Record<string, string>) => links.push(link) } }
  // oxlint-disable-next-line no-implied-eval -- the script is what is tested
  new Function('window', 'document', code)(window, document)
  return links
}

describe('the inline script of a build', async () => {
  const code = await script('http://localhost:* crm.example.com')

  it('opens the connection to the portal that shows the frame, as the SDK will use it', () => {
    expect(linksIn(code, 'acme.bitrix24.com|1|abc')).toEqual([
      { rel: 'preconnect', href: 'https://acme.bitrix24.com', crossOrigin: 'anonymous' },
    ])
  })

  it('knows a portal with an international name by the name that browsers send', async () => {
    const own = await script('портал.рф')
    expect(linksIn(own, 'xn--80awhdgm.xn--p1ai|1|abc').map(({ href }) => href)).toEqual([
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
    expect(linksIn(code, name).map(({ href }) => href)).toEqual(trusted ? [origin] : [])
  })

  it.each(Object.entries(UNTRUSTED_FRAME_NAMES))('opens none for %s', (_, names) => {
    expect(names.filter((name) => linksIn(code, name).length > 0)).toEqual([])
  })

  it('does nothing in a page that calls itself another, and nothing outside a frame', () => {
    const name = 'acme.bitrix24.com|1|abc'
    expect(linksIn(code, name, { embedder: 'https://evil.example' })).toEqual([])
    expect(linksIn(code, name, { embedder: 'https://acme.bitrix24.com' })).toHaveLength(1)
    expect(linksIn(code, name, { alone: true })).toEqual([])
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
