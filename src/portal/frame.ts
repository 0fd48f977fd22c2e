import { connect } from './connect'

/**
 * Asks the portal for a frame as high as the page, where the page would have to scroll. Sliders refuse, without a word.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-resize-window.html
 */
export async function fitFrame(): Promise<void> {
  try {
    const { $b24 } = await connect()
    if (document.documentElement.scrollHeight > window.innerHeight) await $b24.parent.fitWindow()
  } catch {
    // Without it the page scrolls by itself.
  }
}

/**
 * Brings an element into view, also where the portal's page is what scrolls. It may scroll that from its own pages alone.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-scroll-parent-window.html
 */
export async function bringIntoView(element: Element): Promise<void> {
  element.scrollIntoView({ block: 'start' })
  try {
    const { $b24 } = await connect()
    await $b24.parent.scrollParentWindow(Math.round(element.getBoundingClientRect().top))
  } catch {
    // Then it is a matter of scrolling oneself.
  }
}
