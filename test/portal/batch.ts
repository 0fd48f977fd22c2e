import { RestError } from './method.ts'
import { runMethod } from './methods.ts'
import { isRecord, parseQuery, type Params } from './params.ts'
import type { Portal } from './portal.ts'

const LIMIT = 50

/** What a batch answers: each part keyed by command, an empty list where there is nothing. */
interface BatchResult {
  result: unknown
  result_error: unknown
  result_total: unknown
  result_next: unknown
  result_time: unknown
}

/**
 * Runs the commands of a batch one after the other.
 * @param params `cmd`: commands by key, `method?query`; `halt`: whether the first error ends it
 * @param time what each command's own `time` is
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
      const done = runMethod(name, { portal, params: substitute(parseQuery(query), parts.result) as Params, auth })
      parts.result[key] = done.result
      if (done.total !== undefined) parts.total[key] = done.total
      if (done.next !== undefined) parts.next[key] = done.next
      parts.time[key] = time()
    } catch (error) {
      if (!(error instanceof RestError)) throw error
      parts.error[key] = { error: error.code, error_description: error.text }
      if (halt) break
    }
  }
  return {
    result: orList(parts.result),
    result_error: orList(parts.error),
    result_total: orList(parts.total),
    result_next: orList(parts.next),
    result_time: orList(parts.time),
  }
}

function split(command: string): string[] {
  const at = command.indexOf('?')
  return at < 0 ? [command] : [command.slice(0, at), command.slice(at + 1)]
}

/** Puts results of earlier commands where `$result[key][field]` stands. */
function substitute(value: unknown, results: Params): unknown {
  if (isRecord(value))
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, substitute(inner, results)]))
  const path = typeof value === 'string' ? /^\$result((?:\[[^\]]*\])+)$/.exec(value)?.[1] : undefined
  if (!path) return value
  return (
    path
      .slice(1, -1)
      .split('][')
      .reduce<unknown>((at, key) => (isRecord(at) ? at[key] : undefined), results) ?? ''
  )
}

function orList(part: Params): unknown {
  return Object.keys(part).length ? part : []
}
