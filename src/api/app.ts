import type { Call } from '../portal/call'
import { isRow } from '../portal/json'

/**
 * Asks for the app's code in this portal, which links to the app contain.
 * @returns null if the portal does not say
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/common/system/app-info.html
 */
export async function fetchAppCode(call: Call): Promise<string | null> {
  const { value } = await call('app.info')
  return isRow(value) && typeof value.CODE === 'string' && value.CODE !== '' ? value.CODE : null
}
