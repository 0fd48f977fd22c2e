import type { FailureDetails } from '../portal/errors'
import { textOf, valueAt } from '../portal/json'

/** What a portal says about a command of a batch that failed, by `result_error` of that command, unchecked. */
export function commandFailure(error: unknown, method: string): FailureDetails {
  const [code = '', text] = [textOf(valueAt(error, 'error')), valueAt(error, 'error_description')]
  // Some methods send the number 0 for an empty code. The status of a command is not sent.
  return { method, code: code === '0' ? '' : code, text: typeof text === 'string' ? text : '', status: 400 }
}
