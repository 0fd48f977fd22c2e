import { RestError } from './method.ts'
import { runMethod } from './methods.ts'
import { isRecord, parseQuery, type Params } from './params.ts'
import type { Portal } from './portal.ts'

const LIMIT = 50

/** A batch's answer: each part is keyed by command, or an empty list if it has no entries. */
interface BatchResult {
  result: unknown
  result_error: unknown
  result_total: unknown
  result_next: unknown
  result_time: unknown
}

/**
 * Runs the commands of a batch in order.
 * @param params `cmd`: commands by key, each as `method?query`; `halt`: whether to stop at the first error
 * @param time returns a command's `time` object
 * @see https://apidocs.bitrix24.com/api-reference/how-to-call-rest-api/batch.html
 */
export function runBatch(portal: Portal, params: Params, auth: 'token' | 'webhook', time: () => unknown): BatchResult {
  const commands = Object.entries(isRecord(params.cmd) ? params.cmd : {})
  if (commands.length > LIMIT) throw new RestError(400, 'ERROR_BATCH_LENGTH_EXCEEDED', 'Max batch length exceeded')
  const halt = ['1', 'true'].includes(String(Number(params.halt) || params.halt))
  const parts: Record<'result' | 'error' | 'total' | 'next' | 'time', Params> = {
    result: {},
    error: {},
    total: {},
    next: {},
    time: {},
  }
  for (const [key, command] of commands) {
    try {
      const [name = '', query = ''] = split(String(command))
      if (name === 'batch')
        throw new RestError(405, 'ERROR_BATCH_METHOD_NOT_ALLOWED', 'Method is not allowed for batch usage')
      portal.announce(name)
      const outcome = runMethod(name, { portal, params: substitute(parseQuery(query), parts.result) as Params, auth })
      parts.result[key] = outcome.result
      if (outcome.total !== undefined) parts.total[key] = outcome.total
      if (outcome.next !== undefined) parts.next[key] = outcome.next
      parts.time[key] = time()
    } catch (error) {
      if (!(error instanceof RestError)) throw error
      parts.error[key] = { error: error.code, error_description: error.text }
      if (halt) break
    }
  }
  return {
    result: orEmptyList(parts.result),
    result_error: orEmptyList(parts.error),
    result_total: orEmptyList(parts.total),
    result_next: orEmptyList(parts.next),
    result_time: orEmptyList(parts.time),
  }
}

function split(command: string): string[] {
  const index = command.indexOf('?')
  return index < 0 ? [command] : [command.slice(0, index), command.slice(index + 1)]
}

/** Replaces `$result[key][field]` with the results of earlier commands. */
function substitute(value: unknown, results: Params): unknown {
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, substitute(inner, results)]))
  const path = typeof value === 'string' ? /^\$result((?:\[[^\]]*\])+)$/.exec(value)?.[1] : undefined
  if (!path) return value
  return (
    path
      .slice(1, -1)
      .split('][')
      .reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), results) ?? ''
  )
}

function orEmptyList(part: Params): unknown {
  return Object.keys(part).length ? part : []
}
