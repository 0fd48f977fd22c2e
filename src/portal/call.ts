import type { AjaxError, AjaxResult } from '@bitrix24/b24jssdk'
import { isRow } from './answer'
import { connect } from './connect'
import { kindOf, PortalError, type FailureDetails } from './errors'
import { within } from './wait'

/** Milliseconds for one call, the portal's own limiters and the renewal of a token included. */
const CALL_LIMIT = 30_000
/** Milliseconds to wait after "too many requests": doubled each time in a row, up to the longest. */
const SHORTEST_PAUSE = 2_000
const LONGEST_PAUSE = 60_000

export interface Answer {
  /** `result` of the answer, unchecked. */
  value: unknown
  /** How long the portal worked on it, in seconds (`time.duration`); null where it does not say. */
  seconds: number | null
  requestId: string
  /** Whether a list has further pages. */
  more: boolean
  /** How many entries a list has in all; 0 where the portal does not say. */
  total: number
  /** The answer as JSON gave it: `result` and `time`. */
  raw: unknown
}

/** Seconds of a method's time budget after which the SDK would hold calls back, unseen, until the budget is full again. */
const SPENT = 475

/** What the last good answer told of a method's time budget: seconds used, and when it is full again (ms since 1970). */
const budgets = new Map<string, { used: number; reset: number }>()
/** The next pause, if the portal says once more that there are too many requests. */
let pause = SHORTEST_PAUSE

/**
 * Calls a method of the portal's REST API with the app's authorisation: one attempt, bounded, after the handshake.
 * The only place that calls `$b24.callMethod`; in SDK 3 this becomes `$b24.actions.v2.call.make`.
 * @param method such as `crm.status.get`
 * @param params as the method's documentation lists them
 * @throws PortalError, and nothing else; its details hold no token
 * @see https://bitrix24.github.io/b24jssdk/docs/working-with-the-rest-api/call-rest-api-ver2/
 * @see https://apidocs.bitrix24.com/api-reference/data-types.html for `time`
 */
export async function call(method: string, params: Record<string, unknown> = {}): Promise<Answer> {
  const { $b24 } = await connect()
  const budget = budgets.get(method)
  if (budget && budget.used >= SPENT && budget.reset > Date.now()) {
    throw new PortalError('limit', { method }, { retryAt: budget.reset })
  }
  let result: AjaxResult<unknown>
  try {
    result = await within(
      CALL_LIMIT,
      $b24.callMethod(method, params),
      () => new PortalError('network', { method, code: 'REQUEST_TIMEOUT' }),
    )
    if (!result.isSuccess) throw [...result.getErrors()][0]
  } catch (error) {
    const auth = $b24.auth.getAuthData()
    throw asPortalError(method, error, auth ? [auth.access_token, auth.refresh_token] : [])
  }
  const raw: unknown = result.getData()
  const time = result.getData()?.time
  budgets.set(method, {
    used: numberIn(time, 'operating') ?? 0,
    reset: (numberIn(time, 'operating_reset_at') ?? 0) * 1000,
  })
  pause = SHORTEST_PAUSE
  return {
    value: result.getData()?.result,
    seconds: numberIn(time, 'duration'),
    requestId: result.getQuery().requestId,
    more: result.isMore(),
    total: result.getTotal(),
    raw,
  }
}

function asPortalError(method: string, error: unknown, secrets: unknown[]): PortalError {
  if (error instanceof PortalError) return error
  const details = { method, ...detailsOf(error) }
  // The SDK trips over a 200 that is no answer of the REST API: a login page, cut-off JSON, an empty body.
  const kind = details.code === 'JSSDK_UNKNOWN_ERROR' ? 'bad-answer' : kindOf(details)
  if (details.text)
    details.text = secrets.filter(isSecret).reduce((text, secret) => text.replaceAll(secret, '•••'), details.text)
  return new PortalError(kind, details, kind === 'limit' ? { retryAt: waitUntil(method, details.code) } : {})
}

/** The SDK hands on what the portal gave for a token, whatever that was. */
function isSecret(token: unknown): token is string {
  return typeof token === 'string' && token !== ''
}

function waitUntil(method: string, code?: string): number {
  const now = Date.now()
  if (code === 'QUERY_LIMIT_EXCEEDED') {
    const until = now + pause
    pause = Math.min(pause * 2, LONGEST_PAUSE)
    return until
  }
  const reset = budgets.get(method)?.reset ?? 0
  return reset > now ? reset : now + LONGEST_PAUSE
}

/**
 * What the portal said. The SDK replaces an empty code, and the text beside it, by axios's own words; the real ones are
 * in the response of the original error, which must not be kept: its request holds the token.
 */
function detailsOf(error: unknown): FailureDetails {
  if (!(error instanceof Error)) return { code: 'JSSDK_UNKNOWN_ERROR' }
  const { code, status, requestInfo, originalError } = error as Partial<AjaxError> & Error
  const response = (originalError as { response?: { status?: number; data?: unknown } } | undefined)?.response
  const cause = stringIn(originalError, 'code')
  if (cause === 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT') return { code: cause, requestId: requestInfo?.requestId }
  // Where the portal had no words, the SDK says the code and the method once more.
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
