/**
 * The ids of the two links in the page's head that name files of the first card. The build writes the links, since it
 * alone knows the files' names (`.package/vite/firstCard.ts`); `main.ts` finds them by these ids.
 */

/** The file of the SDK, which the browser fetches as soon as it has read the page. */
export const SDK_LINK = 'sdk'

/** The file of the interface, which the browser fetches when `main.ts` makes the link a `modulepreload`. */
export const INTERFACE_LINK = 'interface'
