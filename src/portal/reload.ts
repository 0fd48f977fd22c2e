import { connect } from './connect'

/**
 * Loads everything anew: the portal's whole page, which signs in again; or, where the portal denies that (older portals
 * do in sliders and tabs) or never answered, this frame alone.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-reload-window.html
 */
export async function reload(): Promise<void> {
  await connect()
    .then(({ $b24 }) => $b24.parent.reloadWindow())
    .catch(() => undefined)
  window.location.reload()
}
