import type { Params } from './params.ts'
import type { Portal } from './portal.ts'

/** An error of a method, with the portal's code and text. */
export class RestError extends Error {
  constructor(
    readonly status: number,
    /** A number where the documentation has one. */
    readonly code: string | number,
    readonly text: string,
  ) {
    super(text)
  }
}

/** A method's result; lists also have the total and the start of the next page. */
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

/** Handles a call; throws RestError if the method fails. */
export type Method = (call: Call) => Outcome
