import { inspect } from 'node:util'
import { expect } from 'vitest'
import { PortalError } from '../../src/portal/errors'
import type { Portal } from './portal'

/** How a question fails: always with an error of ours that holds no token anywhere. */
export async function failureOf(portal: Portal, question: Promise<unknown>): Promise<PortalError> {
  const error = await question.then(
    () => expect.unreachable('it did not fail'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof PortalError)) throw error
  const everything = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null })
  expect([...portal.tokens, ...portal.refreshTokens].filter((token) => everything.includes(token))).toEqual([])
  return error
}
