import { INTERFACE_LINK, SDK_LINK } from './boot/links'
import { startFirstCard } from './crm/queries'
import { likelyLanguage, loadMessages } from './locales'
import { tellBootFailure } from './locales/boot'
import { connect } from './portal/connect'
import { pause } from './portal/wait'

/** Milliseconds that a portal has before the interface is drawn without its answer. */
const HEAD_START = 300

/**
 * Settles when a file that the page names has come in, before the browser has compiled it: the line is free by then.
 * The link's own event tells the same where the browser's timings do not, or where the file is not to be had.
 */
function fetched(link: HTMLLinkElement | null): Promise<unknown> {
  if (!link) return Promise.resolve()
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((entries) => entries.getEntriesByName(link.href).length > 0 && done())
    const done = (): void => {
      observer.disconnect()
      resolve(undefined)
    }
    observer.observe({ type: 'resource', buffered: true })
    ;['load', 'error'].forEach((event) => link.addEventListener(event, done, { once: true }))
  })
}

// The first card waits for page, SDK, handshake, request and interface. The question goes out as early as it can, and
// nothing else may stand in that line: the interface, which is downloaded meanwhile, would take the processor from the
// handshake. It is set up while the portal works on the answer.
const asked = fetched(document.getElementById(SDK_LINK) as HTMLLinkElement | null)
  .then(() => {
    // One at a time: over a slow line the interface would take from the SDK's share.
    document.getElementById(INTERFACE_LINK)?.setAttribute('rel', 'modulepreload')
    return connect()
  })
  .then(({ launch }) => startFirstCard(launch))
  .then(() => pause(0)) // the SDK sends in later turns of the event loop
  .catch(() => undefined) // told by the interface, which asks for the same connection

const language = likelyLanguage()
Promise.all([Promise.race([asked, pause(HEAD_START)]).then(() => import('./app')), loadMessages(language)])
  .then(([{ start }, messages]) => start(language, messages))
  .catch((error: unknown) => {
    tellBootFailure(language)
    if (import.meta.env.DEV) reportError(error)
  })
