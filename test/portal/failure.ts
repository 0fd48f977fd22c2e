import { inspect } from 'node:util'
import { expect } from 'vitest'
import { PortalError } from '../../src/portal/errors'
import type { Portal } from './portal'

/** Waits for a request to fail, and returns its PortalError; expects that the error contains no token. */
export async function failureOf(portal: Portal, request: Promise<unknown>): Promise<PortalError> {
  const error = await request.then(
    () => expect.unreachable('the request did not fail'),
    (caught: unknown) => caught,
  )
  if (!(error instanceof PortalError)) throw error
  const dump = inspect(error, { depth: Number.POSITIVE_INFINITY, showHidden: true, maxStringLength: null })
  expect([...portal.tokens, ...portal.refreshTokens].filter((token) => dump.includes(token))).toEqual([])
  return error
}
