import type { Params } from './params.ts'
import type { Portal } from './portal.ts'

/** A method's own error, as the portal words it. */
export class RestError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly text: string,
  ) {
    super(text)
  }
}

/** What a method gives: its result, and for lists how many there are and where the next page starts. */
export interface Outcome {
  result: unknown
  total?: number
  next?: number
}

export interface Call {
  portal: Portal
  params: Params
  auth: 'token' | 'webhook'
}

/** What a method does with a call; throws RestError as the method does. */
export type Method = (call: Call) => Outcome
