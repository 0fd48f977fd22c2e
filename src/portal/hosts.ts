/**
 * Bitrix24's cloud domains: a portal is one label in front of one. A domain is here only if the vendor gives portals an
 * address in it. Names such as `b24-x1y2z3` are given by the cloud itself, so that an address in public code is a proof.
 * Not here: domains of sites that users publish (`bitrix24.site`, `bitrix24.shop`), and the vendor's domains without
 * portals (`bitrix24.net`, `bitrix24.tech`).
 */
const CLOUD_DOMAINS = [
  // The help desk lists these zones: https://helpdesk.bitrix24.de/open/10252860
  'bitrix24.com',
  'bitrix24.eu',
  'bitrix24.ru',
  'bitrix24.de',
  'bitrix24.fr',
  'bitrix24.it',
  'bitrix24.pl',
  'bitrix24.es',
  'bitrix24.com.br',
  'bitrix24.com.tr',
  'bitrix24.by',
  'bitrix24.kz',
  'bitrix24.ua',
  'bitrix24.in',
  'bitrix24.cn',
  'bitrix24.jp',
  'bitrix24.vn',
  'bitrix24.id',
  // The product's own code names the regions' sites (module `im`, getDesktopDownloadLink), and portals are in public code.
  'bitrix24.uk',
  'bitrix24.mx',
  'bitrix24.co',
  'bitrix24.uz',
  // Portals with names that the cloud gives, and the cloud's file server `cdn.bitrix24.ae`, are in public code.
  'bitrix24.ae',
]

const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*(:\d{1,5})?$/
const PORTAL_LABEL = /^[a-z0-9-]+$/

/**
 * The origins that this build trusts, as Content-Security-Policy host sources: the page's policy and the check before
 * the handshake use the same list.
 * @param extra hosts (`portal.example.com`, as https) or origins (`http://localhost:*`, any port), separated by spaces or
 *   commas; international names are taken in the form in which browsers send them; {@link impossibleHosts} are ignored
 * @returns sources such as `https://*.bitrix24.com`
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy#host-source
 */
export function trustedSources(extra = ''): string[] {
  const more = entriesOf(extra).flatMap((entry) => sourceOf(entry) ?? [])
  return [...CLOUD_DOMAINS.map((domain) => `https://*.${domain}`), ...more]
}

/** The entries of such a list that are no host or origin, so that a build can refuse them. */
export function impossibleHosts(extra = ''): string[] {
  return entriesOf(extra).filter((entry) => sourceOf(entry) === null)
}

function entriesOf(list: string): string[] {
  return list.split(/[\s,]+/).filter((entry) => entry !== '')
}

/** The policy's source for a host or an origin; null for anything else. */
function sourceOf(entry: string): string | null {
  const [, address = '', anyPort = ''] = /^(.*?)(:\*)?$/.exec(entry.includes('://') ? entry : `https://${entry}`) ?? []
  try {
    const { protocol, host, origin, href } = new URL(address)
    const isOrigin = /^https?:$/.test(protocol) && href === `${origin}/` && HOST.test(host)
    return isOrigin ? origin + anyPort : null
  } catch {
    return null
  }
}

/**
 * The origin that the SDK will talk to, parsed from the frame's name the way the SDK does: `HOST[:port]|P|SID`.
 * @param frameName `window.name`
 * @returns the origin, or null if it is not the name of a portal's frame
 */
export function portalOrigin(frameName: string): string | null {
  const [host = '', protocol = '0', sid = ''] = frameName.split('|')
  if (!host || !sid) return null
  const scheme = Number.parseInt(protocol) === 1 ? 'https' : 'http'
  return `${scheme}://${host}`.replace(/:(80|443)$/, '')
}

/**
 * Whether an origin is a trusted portal. The whole host is compared, never a part of it.
 * @param origin from {@link portalOrigin}; the embedding page chooses it, so it can be anything
 * @param sources from {@link trustedSources}
 */
export function isTrusted(origin: string, sources: readonly string[]): boolean {
  const [scheme, host = ''] = origin.split('://', 2)
  if (!HOST.test(host) || origin !== `${scheme}://${host}`) return false
  return sources.some((source) => matches(origin, source))
}

/** A portal that shows this frame, or a page that says so. */
export interface EmbeddingPortal {
  /** The origin that the SDK will talk to. */
  origin: string
  /** The host to name if the portal is not trusted. */
  host: string
  trusted: boolean
}

/**
 * The portal that shows this frame, as the SDK will see it.
 * @param sources from {@link trustedSources}
 * @returns null outside a portal's frame
 */
export function embeddingPortal(sources: readonly string[]): EmbeddingPortal | null {
  const origin = window.parent === window ? null : portalOrigin(window.name)
  if (!origin) return null
  // The embedding page chooses `window.name`. Where `ancestorOrigins` exists, it must match.
  const embedder = window.location.ancestorOrigins?.[0] ?? origin
  const known = isTrusted(origin, sources)
  return { origin, host: hostOf(known ? embedder : origin), trusted: known && embedder === origin }
}

/**
 * The portal that shows this frame, in a build for any portal (`VITE_PORTAL_HOSTS=*`). It is trusted if it is https, and
 * if the browser itself says that the page around has the origin of the frame's name. Older versions of Firefox, which have
 * no `ancestorOrigins`, say who opened this page. They keep that when the frame is reloaded, whatever this page's own
 * policy for referrers is; if the portal's policy forbids it, they say nothing.
 * @returns null outside a portal's frame
 * @see https://developer.mozilla.org/docs/Web/API/Location/ancestorOrigins
 * @see https://developer.mozilla.org/docs/Web/API/Document/referrer
 */
export function provenPortal(): EmbeddingPortal | null {
  const origin = window.parent === window ? null : portalOrigin(window.name)
  if (!origin) return null
  const { ancestorOrigins }: { ancestorOrigins?: ArrayLike<string> } = window.location
  // The nearest page comes first. It is the one that the SDK talks to.
  const embedder = originIn(ancestorOrigins ? ancestorOrigins[0] : document.referrer)
  const host = hostOf(origin)
  const trusted = origin === embedder && origin.startsWith('https://') && HOST.test(host)
  return { origin, host: embedder ? hostOf(embedder) : host, trusted }
}

/** The origin of a web page's address; null for anything else, such as the `null` of pages that hide their origin. */
function originIn(address = ''): string | null {
  try {
    const { protocol, origin } = new URL(address)
    return /^https?:$/.test(protocol) ? origin : null
  } catch {
    return null
  }
}

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '')
}

function matches(origin: string, source: string): boolean {
  if (source.endsWith(':*')) return origin.replace(/:\d+$/, '') === source.slice(0, -2)
  if (!source.includes('://*.')) return origin === source
  const [scheme, domain = ''] = source.split('*')
  if (!scheme || !origin.startsWith(scheme) || !origin.endsWith(domain)) return false
  return PORTAL_LABEL.test(origin.slice(scheme.length, -domain.length))
}
