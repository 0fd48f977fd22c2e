import type { B24Frame } from '@bitrix24/b24jssdk'
import { createCall, type Call } from './call'
import { PortalError } from './errors'
import { embeddingPortal, provenPortal, trustedSources } from './hosts'
import { withTimeout } from './timers'

/** Milliseconds that the portal has to answer the handshake. The SDK itself would wait forever. */
const HANDSHAKE_TIMEOUT_MS = 10_000

/** A portal that has answered. */
export interface Connection {
  $b24: B24Frame
  /** Calls a method of the portal's REST API. */
  call: Call
  /** The portal's origin, such as `https://acme.bitrix24.com`. */
  origin: string
  /** Whether the app is being installed and should show its installer. */
  isInstallMode: boolean
  /** How the app was opened: PLACEMENT and PLACEMENT_OPTIONS, unchecked. */
  placement: { code: unknown; options: unknown }
  /** Whether the user may set the app up. */
  isAdmin: boolean
  /** The portal's code for the user's language, such as `de` or `br`; not always a language tag. */
  language: string
}

/**
 * Connects to the portal that shows this frame. Each call is a new handshake.
 * @throws PortalError `outside`, `untrusted-portal`, `silent-portal`, `network` (the SDK could not be loaded), or
 *   `bad-answer` (invalid init data)
 * @see https://bitrix24.github.io/b24jssdk/docs/getting-started/installation/vue/
 */
export async function connect(): Promise<Connection> {
  const { origin, host } = trustedPortal()
  const { initializeB24Frame, Logger } = await loadSdk()
  const $b24 = await withTimeout(
    HANDSHAKE_TIMEOUT_MS,
    // One attempt: the app repeats requests itself, where the user can see and stop it.
    initializeB24Frame({ restrictionParams: { maxRetries: 1 } }),
    () => new PortalError('silent-portal', { host }),
  ).catch((error: unknown) => {
    throw error instanceof PortalError ? error : new PortalError('bad-answer', { method: 'getInitData' })
  })
  // Init data names the protocol again, and the SDK would follow it to another origin than the checked one. The SDK
  // caches init data, so a retry cannot help; a reload can.
  if ($b24.getTargetOrigin() !== origin) {
    throw new PortalError('bad-answer', { method: 'getInitData' }, { retry: 'reload' })
  }
  // A logger without handlers: no deprecation warning of callMethod on the console, and no token in any log.
  $b24.setLogger(new Logger('stage-card'))
  const language: unknown = $b24.getLang()
  return {
    $b24,
    call: createCall($b24),
    origin,
    isInstallMode: $b24.isInstallMode,
    placement: { code: $b24.placement.placement, options: $b24.placement.options },
    isAdmin: Boolean($b24.auth.isAdmin),
    language: typeof language === 'string' ? language : 'en',
  }
}

/** Destructured right at the import, so that only these exports of the SDK are bundled. */
async function loadSdk() {
  try {
    const { initializeB24Frame, Logger } = await import('@bitrix24/b24jssdk')
    return { initializeB24Frame, Logger }
  } catch {
    throw new PortalError('network', { code: 'SDK_NOT_LOADED' })
  }
}

/**
 * The portal that shows this frame. Nothing is sent or loaded before this check.
 * @throws PortalError `outside` if no portal shows the app, `untrusted-portal` if another site does
 */
function trustedPortal(): { origin: string; host: string } {
  const portal =
    import.meta.env.VITE_PORTAL_HOSTS === '*'
      ? provenPortal()
      : embeddingPortal(trustedSources(import.meta.env.VITE_PORTAL_HOSTS))
  if (!portal) throw new PortalError('outside')
  if (!portal.trusted) throw new PortalError('untrusted-portal', { host: portal.host })
  return portal
}
