import { embeddingPortal, provenPortal, trustedSources } from '../portal/hosts'

// The build writes this script into `index.html` (`.package/vite/inlinePreconnect.ts`), so that the connection to the
// portal is opened while the first file is still being downloaded. It does nothing at all unless the portal passes the same
// check as before the handshake. The one other thing that it does is in builds for any portal only.

const portal =
  import.meta.env.VITE_PORTAL_HOSTS === '*'
    ? provenPortal()
    : embeddingPortal(trustedSources(import.meta.env.VITE_PORTAL_HOSTS))
if (import.meta.env.VITE_PORTAL_HOSTS === '*') {
  // The policy of such a build lets the page connect to any https host, because its portal is not known in advance. Now it
  // is. A page must keep all of its policies, so this one leaves the portal, or nothing, and holds for redirects as well.
  const policy = document.createElement('meta')
  policy.httpEquiv = 'Content-Security-Policy'
  policy.content = `connect-src ${portal?.trusted ? portal.origin : "'none'"}`
  document.head.append(policy)
}
if (portal?.trusted) {
  const link = document.createElement('link')
  link.rel = 'preconnect'
  link.href = portal.origin
  // As the SDK's requests are: browsers keep connections with and without credentials apart.
  link.crossOrigin = 'anonymous'
  document.head.append(link)
}
