import type { AjaxError, AjaxResult, ApiVersion, B24Frame } from '@bitrix24/b24jssdk'
import { kindOf, PortalError, type FailureDetails } from './errors'
import { isRow } from './json'
import { withTimeout } from './timers'

/** Milliseconds for one call, including the SDK's own limiters and the renewal of a token. */
const CALL_TIMEOUT_MS = 30_000
/** Milliseconds to wait after "too many requests": doubled each time in a row, up to the maximum. */
const MIN_WAIT_MS = 2_000
const MAX_WAIT_MS = 60_000
/** Seconds of a method's time budget after which the SDK would silently delay calls until the budget is reset. */
const BUDGET_LIMIT_S = 475

/** What a form can hold. It knows no booleans and no null, and an empty list is not sent at all. */
export type Param = string | number | { readonly [name: string]: Param }

/** Content types of requests. A form needs no preflight, which would cost a round trip more for every call. */
const FORM = 'application/x-www-form-urlencoded'
const JSON_BODY = 'application/json'

export interface Answer {
  /** `result` of the answer, unchecked. */
  value: unknown
  /** How long the portal worked on it, in seconds (`time.duration`); null if it does not say. */
  seconds: number | null
  requestId: string
  /** Whether a list has more pages. */
  more: boolean
  /** How many entries a list has in all; 0 if the portal does not say. */
  total: number
  /** The parsed JSON of the answer: `result` and `time`. */
  raw: unknown
}

/**
 * Calls a method of the portal's REST API with the app's authorization: one attempt, with a time limit. Requests are
 * forms; if the portal does not understand the first one, that is repeated as JSON, and so are all later ones.
 * @param method such as `crm.status.get`
 * @param params as the method's documentation lists them
 * @throws PortalError and nothing else; its details never contain a token
 * @see https://bitrix24.github.io/b24jssdk/docs/working-with-the-rest-api/call-rest-api-ver2/
 * @see https://apidocs.bitrix24.com/api-reference/data-types.html for `time`
 * @see https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS#simple_requests
 */
export type Call = (method: string, params?: Record<string, Param>) => Promise<Answer>

/**
 * Makes the {@link Call} of a connection, which remembers what the portal says about its limits. This is the only place
 * that calls `$b24.callMethod`; with SDK 3 it becomes `$b24.actions.v2.call.make`.
 */
export function createCall($b24: Pick<B24Frame, 'callMethod' | 'auth' | 'getHttpClient'>): Call {
  const { headers } = $b24.getHttpClient('v2' as ApiVersion).ajaxClient.defaults
  headers.post['Content-Type'] = FORM
  /** Whether the portal has understood a form, or failed with JSON as well. */
  let encodingIsCertain = false

  /** The time budget of each method, from its last good answer: seconds used, and when it is reset (ms since 1970). */
  const budgets = new Map<string, { used: number; reset: number }>()
  /** How long to wait if the portal says "too many requests" once more. */
  let nextWait = MIN_WAIT_MS

  function retryAt(method: string, code?: string): number {
    const now = Date.now()
    if (code === 'QUERY_LIMIT_EXCEEDED') {
      const wait = nextWait
      nextWait = Math.min(nextWait * 2, MAX_WAIT_MS)
      return now + wait
    }
    const reset = budgets.get(method)?.reset ?? 0
    return reset > now ? reset : now + MAX_WAIT_MS
  }

  async function send(method: string, params: Record<string, Param>): Promise<AjaxResult<unknown>> {
    try {
      const result = await attempt(method, params)
      encodingIsCertain = true
      return result
    } catch (error) {
      if (encodingIsCertain || !mayBeEncoding(error)) throw error
      encodingIsCertain = true
      headers.post['Content-Type'] = JSON_BODY
      return await attempt(method, params).catch((second: unknown) => {
        headers.post['Content-Type'] = FORM
        throw second
      })
    }
  }

  async function attempt(method: string, params: Record<string, Param>): Promise<AjaxResult<unknown>> {
    try {
      const result = await withTimeout(
        CALL_TIMEOUT_MS,
        $b24.callMethod(method, params),
        () => new PortalError('network', { method, code: 'REQUEST_TIMEOUT' }),
      )
      if (!result.isSuccess) throw [...result.getErrors()][0]
      return result
    } catch (error) {
      if (error instanceof PortalError) throw error
      const auth = $b24.auth.getAuthData()
      const details = withoutSecrets(
        { method, ...detailsOf(error) },
        auth ? [auth.access_token, auth.refresh_token] : [],
      )
      // The SDK fails on a 200 that is not an answer of the REST API: a login page, truncated JSON, an empty body.
      const kind = details.code === 'JSSDK_UNKNOWN_ERROR' ? 'bad-answer' : kindOf(details)
      throw new PortalError(kind, details, kind === 'limit' ? { retryAt: retryAt(method, details.code) } : {})
    }
  }

  return async (method, params = {}) => {
    const budget = budgets.get(method)
    if (budget && budget.used >= BUDGET_LIMIT_S && budget.reset > Date.now()) {
      throw new PortalError('limit', { method }, { retryAt: budget.reset })
    }
    const result = await send(method, params)
    const data = result.getData()
    const used = numberIn(data?.time, 'operating') ?? 0
    budgets.set(method, { used, reset: (numberIn(data?.time, 'operating_reset_at') ?? 0) * 1000 })
    nextWait = MIN_WAIT_MS
    return {
      value: data?.result,
      seconds: numberIn(data?.time, 'duration'),
      requestId: result.getQuery().requestId,
      more: result.isMore(),
      total: result.getTotal(),
      raw: data,
    }
  }
}

/**
 * Whether an error is what a portal says that cannot read a form: it found no token, or the answer is not even of the REST
 * API. Any other error means that the request was understood.
 */
function mayBeEncoding(error: unknown): boolean {
  if (!(error instanceof PortalError)) return false
  const { code, status = 0 } = error.details
  return code === 'NO_AUTH_FOUND' || (code === 'NOT_JSON' && status >= 400 && status < 500)
}

/** The SDK passes on whatever the portal sent in place of a token. */
function withoutSecrets(details: FailureDetails, secrets: unknown[]): FailureDetails {
  const tokens = secrets.filter((secret): secret is string => typeof secret === 'string' && secret !== '')
  return {
    ...details,
    text: details.text && tokens.reduce((text, token) => text.replaceAll(token, '•••'), details.text),
  }
}

/**
 * What the portal said. The SDK replaces an empty code, and the text with it, by axios's own words. The real ones are in
 * the response of the original error, which must not be kept, because its request contains the token.
 */
function detailsOf(error: unknown): FailureDetails {
  if (!(error instanceof Error)) return { code: 'JSSDK_UNKNOWN_ERROR' }
  const { code, status, requestInfo, originalError } = error as Partial<AjaxError> & Error
  const response = (originalError as { response?: { status?: number; data?: unknown } } | undefined)?.response
  const cause = stringIn(originalError, 'code')
  if (cause === 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT') return { code: cause, requestId: requestInfo?.requestId }
  // If the portal sent no text, the SDK repeats the code and the method.
  const text = error.message === `${code} (on ${requestInfo?.method})` ? '' : error.message
  const details = { code: String(code ?? ''), text, status, requestId: requestInfo?.requestId }
  if (!response || !/^ERR_BAD_RE(QUEST|SPONSE)$/.test(details.code)) return details
  if (!isRow(response.data)) return { ...details, code: 'NOT_JSON', text: '' }
  return { ...details, code: '', text: stringIn(response.data, 'error_description') ?? '' }
}

function stringIn(record: unknown, key: string): string | undefined {
  const value = isRow(record) ? record[key] : undefined
  return typeof value === 'string' ? value : undefined
}

function numberIn(record: unknown, key: string): number | null {
  const value = isRow(record) ? record[key] : undefined
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
