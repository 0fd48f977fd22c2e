import { listOf } from '../portal/json'

/** The permissions (scopes) that the app needs, as the portal names them. */
export const SCOPES = ['crm', 'placement'] as const

/**
 * Which permissions are missing.
 * @param value `result` of `scope`, unchecked: a list of words
 * @see https://apidocs.bitrix24.com/api-reference/common/system/scope.html
 */
export function missingScopes(value: unknown): string[] {
  const granted = listOf(value) ?? []
  return SCOPES.filter((scope) => !granted.includes(scope))
}
