import { INTERFACE_LINK, SDK_LINK } from './links'

/**
 * Resolves once the SDK's file has been downloaded, before the browser has compiled it: from then on the connection is
 * free. Resolves at once where there is no link, as with the dev server.
 */
export function sdkDownloaded(): Promise<void> {
  const link = document.getElementById(SDK_LINK)
  if (!(link instanceof HTMLLinkElement)) return Promise.resolve()
  return new Promise((resolve) => {
    const observer = new PerformanceObserver((entries) => entries.getEntriesByName(link.href).length > 0 && done())
    const done = (): void => {
      observer.disconnect()
      resolve()
    }
    observer.observe({ type: 'resource', buffered: true })
    // Where the browser does not time the file, or cannot load it.
    for (const event of ['load', 'error']) link.addEventListener(event, done, { once: true })
  })
}

/** Starts the download of the interface. On a slow connection it would take bandwidth from the SDK, so it waits for it. */
export function preloadInterface(): void {
  document.getElementById(INTERFACE_LINK)?.setAttribute('rel', 'modulepreload')
}
