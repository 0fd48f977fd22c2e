import { embeddingPortal, trustedSources } from '../portal/hosts'

// The build writes this script into `index.html` (`.package/vite/inlinePreconnect.ts`), so that the connection to the
// portal is opened while the first file is still being downloaded. It does nothing else, and nothing at all unless the
// portal passes the same check as before the handshake.

const portal = embeddingPortal(trustedSources(import.meta.env.VITE_PORTAL_HOSTS))
if (portal?.trusted) {
  const link = document.createElement('link')
  link.rel = 'preconnect'
  link.href = portal.origin
  // As the SDK's requests are: browsers keep connections with and without credentials apart.
  link.crossOrigin = 'anonymous'
  document.head.append(link)
}
