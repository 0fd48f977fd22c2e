import { connect } from './connect'

/** This page's own address, as placements know it: without query and hash. */
export function handlerAddress(): string {
  return window.location.origin + window.location.pathname
}

/**
 * Tells the portal that the installer is done. The portal loads the page anew instead of answering, so nothing may
 * wait for it; until it is told, the portal shows the app to nobody.
 * @see https://apidocs.bitrix24.com/sdk/bx24-js-sdk/system-functions/bx24-install-finish.html
 */
export async function finishInstallation(): Promise<void> {
  const { $b24 } = await connect()
  $b24.installFinish().catch(() => undefined)
}
