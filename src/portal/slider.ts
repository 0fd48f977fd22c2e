import { connect } from './connect'

/**
 * Opens a page of the portal beside this one; in a new tab where the portal does not let the app.
 * @param path such as `/crm/deal/details/21/`
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/additional-functions/bx24-open-path.html
 */
export async function openInPortal(path: string): Promise<void> {
  const { $b24, origin } = await connect()
  const url = new URL(path, origin)
  await $b24.slider.openPath(url).catch(() => window.open(url, '_blank', 'noopener'))
}
