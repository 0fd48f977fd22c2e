import type { Connection } from './connect'

/**
 * Asks the portal for a frame as high as the page, if the page would have to scroll. Sliders ignore it.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-resize-window.html
 */
export async function fitFrame({ $b24 }: Connection): Promise<void> {
  if (document.documentElement.scrollHeight <= window.innerHeight) return
  await $b24.parent.fitWindow().catch(() => undefined)
}

/**
 * Scrolls to an element. Also asks the portal's page to scroll, which it does for its own pages only.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-scroll-parent-window.html
 */
export async function scrollToElement({ $b24 }: Connection, element: Element): Promise<void> {
  element.scrollIntoView({ block: 'start' })
  await $b24.parent.scrollParentWindow(Math.round(element.getBoundingClientRect().top)).catch(() => undefined)
}

/** Opens the widest slider, for which the SDK puts `/crm/deal/../..` before the path. */
const WIDEST_SLIDER = 1_641

/**
 * Opens a page of the portal in its slider; in a new tab if the portal refuses. Portals look at the beginning of a path only,
 * and there the SDK has put a prefix that chooses the slider's width. Older portals refuse the usual one, `/crm/type/…`.
 * @param path such as `/crm/deal/details/21/`
 * @param olderPath the same page in portals that are that old
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-open-path.html
 */
export async function openInPortal({ $b24, origin }: Connection, path: string, olderPath = path): Promise<void> {
  const url = new URL(path, origin)
  await $b24.slider
    .openPath(url)
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.message === 'PATH_NOT_AVAILABLE')) throw error
      return $b24.slider.openPath(new URL(olderPath, origin), WIDEST_SLIDER)
    })
    .catch(() => window.open(url, '_blank', 'noopener'))
}

/**
 * Reloads the portal's whole page, which signs in again. Reloads only this frame if there is no connection or the portal
 * refuses; older portals do in sliders and tabs.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-reload-window.html
 */
export async function reloadPortal(connection: Connection | null): Promise<void> {
  await connection?.$b24.parent.reloadWindow().catch(() => undefined)
  window.location.reload()
}

/** The address of this page as placements know it: without query and hash. */
export function handlerAddress(): string {
  return window.location.origin + window.location.pathname
}

/**
 * Tells the portal that the installation is complete. Until then, the portal shows the app to nobody. The portal reloads
 * the page instead of answering, so nothing may wait for it.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/system-functions/bx24-install-finish.html
 */
export function finishInstallation({ $b24 }: Connection): void {
  $b24.installFinish().catch(() => undefined)
}
