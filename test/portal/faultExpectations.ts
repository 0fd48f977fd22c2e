import type { FailureKind, Retry } from '../../src/portal/errors'
import { FAULTS, type FaultName } from './faults'
import type { Portal } from './portal'

/** The expected error for every fault: its kind and whether to retry. */
export const TOLD: [FaultName, FailureKind, Retry][] = [
  ['not-found', 'not-found', 'never'],
  ['not-found-documented', 'not-found', 'never'],
  ['not-found-code', 'not-found', 'never'],
  ['not-found-entity', 'not-found', 'never'],
  ['access-denied', 'access-denied', 'never'],
  ['access-denied-code', 'access-denied', 'never'],
  ['access-admin', 'access-denied', 'never'],
  ['access-credentials', 'access-denied', 'never'],
  ['access-user', 'access-denied', 'never'],
  ['access-extranet', 'access-denied', 'never'],
  ['plan', 'plan', 'never'],
  ['plan-ended', 'plan', 'never'],
  ['scope', 'scope', 'never'],
  ['auth-none', 'auth', 'reload'],
  ['auth-expired', 'auth', 'reload'],
  ['auth-invalid', 'auth', 'reload'],
  ['limit-rate', 'limit', 'wait'],
  ['limit-operating', 'limit', 'wait'],
  ['blocked', 'blocked', 'never'],
  ['portal-closed', 'portal-closed', 'never'],
  ['server-internal', 'server', 'ask'],
  ['server-unexpected', 'server', 'ask'],
  ['server-html', 'server', 'ask'],
  ['server-503-html', 'server', 'ask'],
  ['request-html', 'server', 'ask'],
  ['network-drop', 'network', 'ask'],
  ['network-answer', 'network', 'ask'],
  ['network-cors', 'network', 'ask'],
  ['https', 'https', 'never'],
  ['bad-null', 'bad-answer', 'ask'],
  ['bad-false', 'bad-answer', 'ask'],
  ['bad-array', 'bad-answer', 'ask'],
  ['bad-object', 'bad-answer', 'ask'],
  ['bad-string', 'bad-answer', 'ask'],
  ['bad-number', 'bad-answer', 'ask'],
  ['bad-other-id', 'bad-answer', 'ask'],
  ['bad-types', 'bad-answer', 'ask'],
  ['bad-missing', 'bad-answer', 'ask'],
  ['bad-json', 'bad-answer', 'ask'],
  ['bad-html', 'bad-answer', 'ask'],
  ['bad-empty', 'bad-answer', 'ask'],
  ['bad-no-time', 'bad-answer', 'ask'],
  ['no-content', 'bad-answer', 'ask'],
  ['request-batch', 'request', 'ask'],
  ['request-manifest', 'request', 'ask'],
  ['request-method', 'request', 'ask'],
  ['request-unknown', 'request', 'ask'],
  ['soft-error', 'request', 'ask'],
]

const names = Object.keys(FAULTS) as FaultName[]
const HARMLESS_GROUPS = ['odd items', 'slow']

/** Faults with a valid answer: an unusual item, or a late one. */
export const HARMLESS = names.filter((name) => HARMLESS_GROUPS.includes(FAULTS[name].group))

/** Faults that end in an error, except the one that never answers, and the one that only looking again can tell. */
export const ANSWERED = names.filter(
  (name) => ![...HARMLESS_GROUPS, 'unsaved'].includes(FAULTS[name].group) && name !== 'network-hang',
)

/** Faults with a well-formed answer whose result is wrong. */
export const WRONG_SHAPES: FaultName[] = [
  'bad-null',
  'bad-false',
  'bad-array',
  'bad-object',
  'bad-string',
  'bad-number',
  'bad-other-id',
  'bad-types',
  'bad-missing',
]

/** Faults after which the SDK renews the token and repeats the call. */
export const RENEWS: FaultName[] = ['auth-expired', 'auth-invalid']

/** Faults after which the app repeats its first call as JSON, because the portal may not have understood the form. */
export const REPEATED_AS_JSON: FaultName[] = ['auth-none', 'request-html']

/**
 * Makes the next request of a method fail, even if the SDK or the app repeats the call.
 * @param after how many requests of the method succeed before. If given, the app has asked for something else first, so
 *   that it repeats nothing as JSON.
 */
export function spoil(portal: Portal, fault: FaultName, method: string, after?: number): void {
  const repeated = after === undefined ? [...RENEWS, ...REPEATED_AS_JSON] : RENEWS
  portal.addFault({ fault, method, times: repeated.includes(fault) ? 2 : 1, after })
}
