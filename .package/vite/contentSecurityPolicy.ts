import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'
import { trustedSources } from '../../src/portal/hosts.ts'

/** What stands in `index.html` where the policy goes. */
const PLACE = '%CONTENT_SECURITY_POLICY%'

/**
 * Fills the policy into the page: scripts and styles of the app alone, connections to trusted portals alone. The portals
 * are those of `src/portal/hosts.ts` and of `VITE_PORTAL_HOSTS`, which the handshake trusts, too.
 * @returns a plugin that writes the policy of a build, or the looser one of the development server, which injects styles
 *   and a socket of its own
 * @throws Error while building, where the page has no place for a policy
 * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
export function contentSecurityPolicy(): Plugin {
  let content = ''
  let development = false
  return {
    name: 'stage-card:content-security-policy',
    configResolved({ command, env }) {
      const sources = trustedSources(env.VITE_PORTAL_HOSTS as string | undefined)
      development = command === 'serve'
      content = policy(sources, development)
    },
    transformIndexHtml(html) {
      // A page that is only served may be a test runner's own.
      if (!development && !html.includes(PLACE))
        throw new Error(`index.html has no ${PLACE}, so it would have no policy`)
      return html.replace(
        PLACE,
        content.replace("script-src 'self'", `script-src ${["'self'", ...inlineScripts(html)].join(' ')}`),
      )
    },
  }
}

/** The hashes of the page's inline scripts, as the policy names them. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  )
}

function policy(sources: readonly string[], development: boolean): string {
  const directives = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': development ? "'self' 'unsafe-inline'" : "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': [...(development ? ["'self' ws:"] : []), ...sources].join(' '),
    'object-src': "'none'",
    'base-uri': "'none'",
    // Loading a page anew that was opened by POST is a form sent to oneself.
    'form-action': "'self'",
    // Text never becomes markup or code; Vue alone puts in markup, of its own templates.
    'require-trusted-types-for': "'script'",
    'trusted-types': 'vue',
  }
  return Object.entries(directives)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')
}
