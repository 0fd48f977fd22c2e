import type { MessageCommands } from '@bitrix24/b24jssdk'
import type { Connection } from './connect'

/** Pixels: a lower frame looks broken. */
const MIN_FRAME_HEIGHT = 240
/** Milliseconds that the page must stay lower before the frame follows it. */
const SHRINK_DELAY_MS = 500

/**
 * Keeps the portal's frame as high as the page's content, so that there is one scroll bar and no empty space. The frame grows
 * at once. It shrinks a moment later, and not while answers are awaited, since what they bring may be high again. Sliders have
 * a height of their own.
 *
 * The SDK's `fitWindow` asks for the document's height, which is never less than the frame's, and its `resizeWindow` for a
 * width in pixels, which would stay when the portal's window changes.
 * @param isBusy whether answers are awaited
 * @returns a function to call whenever the content's height may have changed
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-resize-window.html
 */
export function createFrameFit(isBusy: () => boolean): (connection: Connection, content: HTMLElement) => void {
  let shrinking: ReturnType<typeof setTimeout> | undefined
  /** What the portal was asked for last. It is not asked for the same again, in case it gives another height. */
  let asked = 0

  function ask({ $b24 }: Connection, height: number): void {
    if (height === asked) return
    asked = height
    const size = { width: '100%', height, isSafely: true }
    $b24.parent.message.send('resizeWindow' satisfies `${MessageCommands}`, size).catch(() => undefined)
  }

  return function fit(connection, content): void {
    clearTimeout(shrinking)
    if (connection.$b24.placement.isSliderMode) return
    const height = Math.max(MIN_FRAME_HEIGHT, heightOf(content))
    if (height > window.innerHeight) return ask(connection, height)
    // A pixel may be due to rounding.
    if (height >= window.innerHeight - 1) return
    shrinking = setTimeout(() => {
      if (!content.isConnected) return
      if (isBusy()) fit(connection, content)
      else ask(connection, height)
    }, SHRINK_DELAY_MS)
  }
}

/** Where the content ends, with the space of a horizontal scroll bar below it. */
function heightOf(content: HTMLElement): number {
  const scrollBar = window.innerHeight - document.documentElement.clientHeight
  return Math.ceil(content.getBoundingClientRect().bottom + window.scrollY) + scrollBar
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
  let url = new URL(path, origin)
  await $b24.slider
    .openPath(url)
    .catch((error: unknown) => {
      if (!(error instanceof Error && error.message === 'PATH_NOT_AVAILABLE')) throw error
      return $b24.slider.openPath((url = new URL(olderPath, origin)), WIDEST_SLIDER)
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

/**
 * The address of the app's page as placements know it: without query and hash. An uploaded archive is installed from a copy of
 * the page, `install.html`, but opened from `index.html`.
 */
export function handlerAddress(): string {
  return window.location.origin + window.location.pathname.replace(/\/install\.html$/, '/index.html')
}

/**
 * Tells the portal that the installation is complete. Until then, the portal shows the app to nobody. The portal reloads
 * the page instead of answering, so nothing may wait for it.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/system-functions/bx24-install-finish.html
 */
export function finishInstallation({ $b24 }: Connection): void {
  $b24.installFinish().catch(() => undefined)
}
