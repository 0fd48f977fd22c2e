import type { B24Frame } from '@bitrix24/b24jssdk'
import { PortalError } from './errors'
import { isTrusted, portalOrigin, trustedSources } from './hosts'
import { launchOf, type Launch } from './launch'
import { within } from './wait'

/** Milliseconds that the portal has for its answer to the handshake; the SDK itself would wait for ever. */
const HANDSHAKE_LIMIT = 10_000

/** A portal that has answered. */
export interface Connection {
  $b24: B24Frame
  /** The portal's origin, such as `https://acme.bitrix24.com`. */
  origin: string
  launch: Launch
  /** Whether the user may set the app up. */
  isAdmin: boolean
  /** The portal's code for the user's language, such as `de` or `br`; not always a language tag. */
  language: string
}

let shared: Promise<Connection> | null = null

/**
 * Connects to the portal that shows this frame, once: all callers share one handshake and its outcome.
 * @throws PortalError `outside`, `untrusted-portal`, `silent-portal`, `network` (the SDK could not be loaded), or
 *   `bad-answer` (init data that is none)
 * @see https://bitrix24.github.io/b24jssdk/docs/getting-started/installation/vue/
 */
export function connect(): Promise<Connection> {
  shared ??= shakeHands()
  return shared
}

/** Connects anew after a failed {@link connect}, for all callers from now on. */
export function reconnect(): Promise<Connection> {
  shared = shakeHands()
  return shared
}

async function shakeHands(): Promise<Connection> {
  const origin = trustedOrigin()
  const { initializeB24Frame, Logger } = await loadSdk()
  const $b24 = await within(
    HANDSHAKE_LIMIT,
    // One attempt: repeating is ours, where the person who waits can see and stop it.
    initializeB24Frame({ restrictionParams: { maxRetries: 1 } }),
    () => new PortalError('silent-portal', { host: hostOf(origin) }),
  ).catch((error: unknown) => {
    throw error instanceof PortalError ? error : new PortalError('bad-answer', { method: 'getInitData' })
  })
  // Init data names the protocol again, and the SDK would follow it off the origin that was checked. It keeps what it was
  // told for as long as the page lives: to ask again would not help.
  if ($b24.getTargetOrigin() !== origin)
    throw new PortalError('bad-answer', { method: 'getInitData' }, { retry: 'reload' })
  // A logger without handlers: the console stays clean of callMethod's deprecation, and no log can hold a token.
  $b24.setLogger(new Logger('stage-card'))
  const language: unknown = $b24.getLang()
  return {
    $b24,
    origin,
    launch: $b24.isInstallMode ? { kind: 'install' } : launchOf($b24.placement.placement, $b24.placement.options),
    isAdmin: Boolean($b24.auth.isAdmin),
    language: typeof language === 'string' ? language : 'en',
  }
}

/** Only what is taken apart here, right at the import, is bundled. */
async function loadSdk() {
  try {
    const { initializeB24Frame, Logger } = await import('@bitrix24/b24jssdk')
    return { initializeB24Frame, Logger }
  } catch {
    throw new PortalError('network', { code: 'SDK_NOT_LOADED' })
  }
}

/**
 * The origin of the portal that shows this frame, if it is to be trusted. Nothing is sent or loaded before this.
 * @throws PortalError `outside` when no portal shows us, `untrusted-portal` when a stranger does
 */
export function trustedOrigin(): string {
  const origin = window.parent === window ? null : portalOrigin(window.name)
  if (!origin) throw new PortalError('outside')
  // Where the browser tells who embeds us, the name must be its embedder's own.
  const embedder = window.location.ancestorOrigins?.[0]
  const trusted = isTrusted(origin, trustedSources(import.meta.env.VITE_PORTAL_HOSTS))
  if (!trusted || (embedder !== undefined && embedder !== origin)) {
    throw new PortalError('untrusted-portal', { host: hostOf(trusted && embedder ? embedder : origin) })
  }
  return origin
}

function hostOf(origin: string): string {
  return origin.replace(/^https?:\/\//, '')
}
