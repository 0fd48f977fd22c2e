import type { Kind, Retry } from '../../src/portal/errors'
import { FAULTS, type FaultName } from './faults'
import type { Portal } from './portal'

/** Every fault, what a person is told apart, and what may help. */
export const TOLD: [FaultName, Kind, Retry][] = [
  ['not-found', 'not-found', 'never'],
  ['not-found-documented', 'not-found', 'never'],
  ['not-found-code', 'not-found', 'never'],
  ['not-found-entity', 'not-found', 'never'],
  ['access-denied', 'access-denied', 'never'],
  ['access-denied-code', 'access-denied', 'never'],
  ['access-credentials', 'access-denied', 'never'],
  ['access-user', 'access-denied', 'never'],
  ['access-extranet', 'access-denied', 'never'],
  ['plan', 'plan', 'never'],
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
const WELL = ['odd items', 'slow']

/** Faults that answer well all the same: odd to look at, or late. */
export const HARMLESS = names.filter((name) => WELL.includes(FAULTS[name].group))

/** Faults that a person is told of, but for the one that is no answer at all. */
export const ANSWERED = names.filter((name) => !WELL.includes(FAULTS[name].group) && name !== 'network-hang')

/** Those whose answer has the shape of one, and holds something that is not what was asked for. */
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

/** Those of which the SDK makes a renewal of the token, and then asks once more. */
export const RENEWS: FaultName[] = ['auth-expired', 'auth-invalid']

/** Has the portal fail at the next question of a method, however often the SDK asks it. */
export function spoil(portal: Portal, fault: FaultName, method: string): void {
  portal.addFault({ fault, method, times: RENEWS.includes(fault) ? 2 : 1 })
}
