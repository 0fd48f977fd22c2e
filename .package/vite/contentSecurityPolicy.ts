import { createHash } from 'node:crypto'
import type { Plugin } from 'vite'
import { impossibleHosts, trustedSources } from '../../src/portal/hosts.ts'

/** The placeholder for the policy in `index.html`. */
const PLACEHOLDER = '%CONTENT_SECURITY_POLICY%'

/**
 * Writes the policy into the page. It allows the app's own scripts and styles, and connections to trusted portals: those
 * that the handshake trusts, from `src/portal/hosts.ts` and `VITE_PORTAL_HOSTS`. In a build for any portal these are all
 * https hosts, until the inline script has narrowed them to the one that shows the page.
 * @returns a plugin that writes the policy of a build, or the looser one of the development server, which injects styles
 *   and opens a socket
 * @throws Error during the build, if the page has no placeholder for the policy, or if a host cannot be one
 * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/CSP
 */
export function contentSecurityPolicy(): Plugin {
  let sources: readonly string[] = []
  let development = false
  return {
    name: 'stage-card:content-security-policy',
    configResolved({ command, env }) {
      const hosts = env.VITE_PORTAL_HOSTS as string | undefined
      const any = hosts === '*'
      const impossible = any ? [] : impossibleHosts(hosts)
      if (impossible.length > 0) {
        throw new Error(
          `VITE_PORTAL_HOSTS names what cannot be a portal: ${impossible.join(', ')}. It takes hosts, such as ` +
            'crm.example.com, and origins, such as https://crm.example.com:8443, separated by spaces or commas. ' +
            'A host has letters, digits, hyphens and dots. A * alone means any portal that the browser proves.',
        )
      }
      sources = any ? ['https:'] : trustedSources(hosts)
      development = command === 'serve'
    },
    transformIndexHtml(html) {
      // The development server may also serve a test runner's own page.
      if (!development && !html.includes(PLACEHOLDER))
        throw new Error(`index.html has no ${PLACEHOLDER}, so it would have no policy`)
      return html.replace(PLACEHOLDER, policy(sources, inlineScripts(html), development))
    },
  }
}

/** The hashes of the page's inline scripts, as the policy names them. */
function inlineScripts(html: string): string[] {
  return [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(
    ([, code = '']) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
  )
}

function policy(sources: readonly string[], scripts: readonly string[], development: boolean): string {
  const directives = {
    'default-src': "'none'",
    'script-src': ["'self'", ...scripts].join(' '),
    'style-src': development ? "'self' 'unsafe-inline'" : "'self'",
    'img-src': "'self' data:",
    'font-src': "'self'",
    'connect-src': [...(development ? ["'self' ws:"] : []), ...sources].join(' '),
    'object-src': "'none'",
    'base-uri': "'none'",
    // Reloading a page that was opened by POST submits a form to the page's own address.
    'form-action': "'self'",
    // Text never becomes markup or code. Only Vue inserts markup, from its own templates.
    'require-trusted-types-for': "'script'",
    'trusted-types': 'vue',
  }
  return Object.entries(directives)
    .map(([directive, value]) => `${directive} ${value}`)
    .join('; ')
}
