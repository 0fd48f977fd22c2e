import { parseAppOptions } from '../crm/appOptions'
import type { Call } from '../portal/call'
import { PortalError } from '../portal/errors'
import { excerpt, type Row } from '../portal/json'

/**
 * Asks for all options of the app, which are the same for all its users.
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/common/settings/app-option-get.html
 */
export async function fetchAppOptions(call: Call): Promise<Row> {
  return parseAppOptions((await call('app.option.get')).value)
}

/**
 * Changes one option of the app. Portals take it from administrators only.
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/common/settings/app-option-set.html
 */
export async function saveAppOption(call: Call, name: string, value: string): Promise<void> {
  const method = 'app.option.set'
  const { value: saved } = await call(method, { options: { [name]: value } })
  if (saved !== true) throw new PortalError('bad-answer', { method, text: excerpt(saved) })
}
