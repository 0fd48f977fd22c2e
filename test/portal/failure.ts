import { inspect } from 'node:util'
import { expect } from 'vitest'
import { PortalError } from '../../src/portal/errors'
import { FAULTS, type FaultName } from './faults'
import type { Portal } from './portal'

const names = Object.keys(FAULTS) as FaultName[]
const WELL = ['odd items', 'slow']

/** Faults that answer well all the same: odd to look at, or late. */
export const HARMLESS = names.filter((name) => WELL.includes(FAULTS[name].group))

/** Faults that a person is told of, but for the one that is no answer at all. */
export const ANSWERED = names.filter((name) => !WELL.includes(FAULTS[name].group) && name !== 'network-hang')

/** Those whose answer has the shape of one, and holds something that is not what was asked for. */
export const WRONG_SHAPES: FaultName[] = [
  'bad-null', 'bad-false', 'bad-array', 'bad-object', 'bad-string', 'bad-number',
  'bad-other-id', 'bad-types', 'bad-missing',
]

/** Those of which the SDK makes a renewal of the token, and then asks once more. */
export const RENEWS: FaultName[] = ['auth-expired', 'auth-invalid']

/** Has the portal fail at the next question of a method, however often the SDK asks it. */
export function spoil(portal: Portal, fault: FaultName, method: string): void {
  portal.addFault({ fault, method, times: RENEWS.includes(fault) ? 2 : 1 })
}

/** How a question fails: always with an error of ours that holds no token anywhere. */
export async function failureOf(portal: Portal, question: Promise<unknown>): Promise<PortalError> {
  const error = await question.then(() => expect.unreachable('it did not fail'), (caught: unknown) => caught)
  if (!(error instanceof PortalError)) throw error
  const everything = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null })
  expect([...portal.tokens, ...portal.refreshTokens].filter((token) => everything.includes(token))).toEqual([])
  return error
}
