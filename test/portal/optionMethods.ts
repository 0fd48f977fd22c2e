import { RestError, type Call, type Outcome } from './method.ts'
import { isRecord } from './params.ts'

/** https://apidocs.bitrix24.com/api-reference/common/settings/app-option-get.html */
export function appOptionGet({ portal, params, auth }: Call): Outcome {
  requireApp(auth)
  const { appOptions } = portal
  if (typeof params.option === 'string' && params.option !== '') {
    return { result: Object.hasOwn(appOptions, params.option) ? appOptions[params.option] : null }
  }
  return { result: Object.keys(appOptions).length > 0 ? appOptions : [] }
}

/** https://apidocs.bitrix24.com/api-reference/common/settings/app-option-set.html */
export function appOptionSet({ portal, params, auth }: Call): Outcome {
  requireApp(auth)
  // An installer is told to be an administrator, and is none.
  if (portal.settings.user !== 'admin')
    throw new RestError(403, 'ACCESS_DENIED', 'Access denied! Administrator authorization required')
  const { options } = params
  if (!isRecord(options) || Object.keys(options).length === 0) {
    throw new RestError(400, 'ArgumentNullException', 'options is empty')
  }
  portal.appOptions = { ...portal.appOptions, ...options }
  return { result: true }
}

function requireApp(auth: Call['auth']): void {
  if (auth !== 'token') throw new RestError(400, 'AccessException', 'Application context required')
}
