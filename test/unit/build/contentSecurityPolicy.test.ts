import { createHash } from 'node:crypto'
import type { ResolvedConfig } from 'vite'
import { describe, expect, it } from 'vitest'
import { contentSecurityPolicy } from '../../../.package/vite/contentSecurityPolicy'
import { trustedSources } from '../../../src/portal/hosts'

const PAGE = '<meta content="%CONTENT_SECURITY_POLICY%">'

/** The page that the plugin makes. */
function transformed(command: 'build' | 'serve', page: string, hosts?: string): string {
  const { configResolved, transformIndexHtml } = contentSecurityPolicy() as unknown as {
    configResolved: (config: Pick<ResolvedConfig, 'command' | 'env'>) => void
    transformIndexHtml: (html: string) => string
  }
  configResolved({ command, env: hosts === undefined ? {} : { VITE_PORTAL_HOSTS: hosts } })
  return transformIndexHtml(page)
}

/** The directives that a page is given. */
function directives(command: 'build' | 'serve', hosts?: string, page = PAGE): Record<string, string> {
  const [, policy = ''] = /^<meta content="([^"]*)">$/.exec(transformed(command, page, hosts)) ?? []
  return Object.fromEntries(
    policy.split('; ').map((directive) => [directive.split(' ')[0], directive.replace(/^\S+ /, '')]),
  )
}

describe('contentSecurityPolicy', () => {
  it('allows a build its own scripts and styles, and only named sources', () => {
    expect(directives('build')).toEqual({
      'default-src': "'none'",
      'script-src': "'self'",
      'style-src': "'self'",
      'img-src': "'self' data:",
      'font-src': "'self'",
      'connect-src': trustedSources().join(' '),
      'object-src': "'none'",
      'base-uri': "'none'",
      'form-action': "'self'",
      'require-trusted-types-for': "'script'",
      'trusted-types': 'vue',
    })
  })

  it('allows connections to the portals in VITE_PORTAL_HOSTS', () => {
    expect(directives('build', 'crm.example.com')['connect-src']).toBe(trustedSources('crm.example.com').join(' '))
    expect(directives('build', 'crm.example.com')['connect-src']).toContain('https://crm.example.com')
  })

  it('allows a build for any portal connections to any https host, and nothing else that others do not allow', () => {
    const { 'connect-src': connections, ...others } = directives('build', '*')
    const { 'connect-src': _, ...expected } = directives('build')
    expect(connections).toBe('https:')
    expect(others).toEqual(expected)
  })

  it.each(['* crm.example.com', '**', ' *', '*.example.com', 'https://*'])('refuses to build with %j', (hosts) => {
    expect(() => directives('build', hosts)).toThrow('VITE_PORTAL_HOSTS names what cannot be a portal')
  })

  it('refuses to build with what cannot be a portal', () => {
    expect(() => directives('build', 'crm.example.com my_portal.example.com https://a.example/path')).toThrow(
      'VITE_PORTAL_HOSTS names what cannot be a portal: my_portal.example.com, https://a.example/path.',
    )
  })

  it('also allows the development server inline styles and a socket', () => {
    const { 'style-src': styles, 'connect-src': connections, ...others } = directives('serve')
    const { 'style-src': _styles, 'connect-src': builtConnections, ...expected } = directives('build')
    expect(styles).toBe("'self' 'unsafe-inline'")
    expect(connections).toBe(`'self' ws: ${builtConnections}`)
    expect(others).toEqual(expected)
  })

  it('allows the page’s inline script by its hash', () => {
    const page = `${PAGE}<script>hello()</script><script type="module" src="./main.js"></script>`
    const [, policy = ''] = /content="([^"]*)"/.exec(transformed('build', page)) ?? []
    const hash = createHash('sha256').update('hello()').digest('base64')
    expect(policy).toContain(`script-src 'self' 'sha256-${hash}';`)
  })

  it('fails for a page without a placeholder', () => {
    expect(() => directives('build', '', '<meta content="">')).toThrow('would have no policy')
  })
})
