import { AjaxError, AjaxResult, SdkError } from '@bitrix24/b24jssdk'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createCall, type Call } from '../../src/portal/call'
import type { PortalError } from '../../src/portal/errors'

const callMethod = vi.fn<(method: string, params: object) => Promise<unknown>>()

const auth = { getAuthData: () => ({ access_token: 'TOKEN-A', refresh_token: 'TOKEN-R' }) }
const headers = { post: {} as Record<string, string> }
const getHttpClient = () => ({ ajaxClient: { defaults: { headers } } })
let call: Call

const TIME = { duration: 0.0152, operating_reset_at: 1_900_000_000 }
const query = { method: 'crm.status.get', params: { id: 733 }, requestId: 'request-1' }

/** An axios error: it holds the response, and the request with the token. */
const axiosError = (status: number, data: unknown) =>
  Object.assign(new Error(`Request failed with status code ${status}`), {
    response: { status, data },
    config: { data: '{"auth":"TOKEN-A"}' },
  })

const ajaxError = (code: string, description: string, status: number, originalError: unknown = null) =>
  new AjaxError({ code, description, status, requestInfo: query, originalError })

const ajaxResult = (answer: object, status = 200) => new AjaxResult({ answer: answer as never, query, status })

const good = () => ajaxResult({ result: 1, time: TIME })
const refused = (code: string, status: number) => ajaxError(code, 'x', status, axiosError(status, { error: code }))

async function retryAtOfFailure(): Promise<number | undefined> {
  const error: unknown = await call('x').catch((caught: unknown) => caught)
  return (error as PortalError).retryAt
}

beforeEach(() => {
  callMethod.mockReset()
  call = createCall({ callMethod, auth, getHttpClient } as never)
})
afterEach(() => {
  vi.useRealTimers()
})

// `test/portal/faults.test.ts` covers the portal's errors over HTTP, with the real SDK.
describe('call', () => {
  it('returns the value, its duration, the request’s ID and the raw answer', async () => {
    callMethod.mockResolvedValue(ajaxResult({ result: { ID: '733' }, time: TIME }))
    expect(await call('crm.status.get', { id: 733 })).toMatchObject({
      value: { ID: '733' },
      seconds: 0.0152,
      requestId: 'request-1',
      more: false,
      total: 0,
      raw: { result: { ID: '733' }, time: TIME },
    })
    expect(callMethod).toHaveBeenCalledExactlyOnceWith('crm.status.get', { id: 733 })
  })

  it.each([[undefined], [{}], [{ duration: 'x' }], [{ duration: Number.NaN }], ['soon']])(
    'accepts an answer with the time %j, without a duration',
    async (time) => {
      callMethod.mockResolvedValue(ajaxResult({ result: 1, time }))
      expect((await call('x')).seconds).toBeNull()
    },
  )

  it.each([
    ['0', { error: 0, error_description: 'Status is not found.' }],
    ['"0"', { error: '0', error_description: 'Status is not found.' }],
  ])('finds the portal’s text if its error code is %s', async (_, data) => {
    callMethod.mockRejectedValue(
      ajaxError('ERR_BAD_REQUEST', 'Request failed with status code 400', 400, axiosError(400, data)),
    )
    await expect(call('crm.status.get', { id: 1 })).rejects.toMatchObject({
      kind: 'not-found',
      details: {
        method: 'crm.status.get',
        code: '',
        text: 'Status is not found.',
        status: 400,
        requestId: 'request-1',
      },
    })
  })

  it('reports a failed token renewal as auth, although the SDK calls it unknown', async () => {
    const cause = new SdkError({ code: 'JSSDK_FRAME_REFRESH_AUTH_TIMEOUT', description: 'no answer', status: 408 })
    callMethod.mockRejectedValue(ajaxError('JSSDK_UNKNOWN_ERROR', 'no answer', 0, cause))
    await expect(call('x')).rejects.toMatchObject({ kind: 'auth', retry: 'reload' })
  })

  it.each([[new Error('boom')], ['text'], [undefined]])('throws a PortalError if the SDK throws %s', async (error) => {
    callMethod.mockRejectedValue(error)
    await expect(call('x')).rejects.toMatchObject({ name: 'PortalError' })
  })

  it('removes tokens from the details', async () => {
    callMethod.mockRejectedValue(
      ajaxError('SOME_NEW_CODE', 'Token TOKEN-A (TOKEN-R) is unknown', 400, axiosError(400, {})),
    )
    const error: unknown = await call('x').catch((caught: unknown) => caught)
    expect(error).toMatchObject({ details: { text: 'Token ••• (•••) is unknown' } })
    expect(JSON.stringify(error)).not.toContain('TOKEN')
  })

  it('times out after 30 seconds if the SDK does not settle', async () => {
    vi.useFakeTimers()
    callMethod.mockReturnValue(new Promise(() => undefined))
    const error = call('x').catch((caught: unknown) => caught)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(await error).toMatchObject({ kind: 'network', details: { code: 'REQUEST_TIMEOUT' } })
  })

  it('doubles the wait with each QUERY_LIMIT_EXCEEDED, up to a minute, until a success', async () => {
    vi.useFakeTimers({ now: 0 })
    const tooMany = ajaxError('QUERY_LIMIT_EXCEEDED', 'Too many requests', 503, axiosError(503, {}))
    callMethod.mockRejectedValue(tooMany)
    expect([await retryAtOfFailure(), await retryAtOfFailure(), await retryAtOfFailure()]).toEqual([
      2_000, 4_000, 8_000,
    ])
    for (let attempt = 0; attempt < 10; attempt += 1) await retryAtOfFailure()
    expect(await retryAtOfFailure()).toBe(60_000)
    callMethod.mockResolvedValue(ajaxResult({ result: 1, time: TIME }))
    await call('x')
    callMethod.mockRejectedValue(tooMany)
    expect(await retryAtOfFailure()).toBe(2_000)
  })

  it('waits until the time budget resets, if the portal has sent that time', async () => {
    vi.useFakeTimers({ now: 1_000_000 })
    const overBudget = ajaxError('OPERATION_TIME_LIMIT', 'Method is blocked', 429, axiosError(429, {}))
    callMethod.mockRejectedValue(overBudget)
    await expect(call('crm.first')).rejects.toMatchObject({ kind: 'limit', retryAt: 1_060_000 })
    callMethod.mockResolvedValue(ajaxResult({ result: 1, time: { operating_reset_at: 1_300 } }))
    await call('crm.first')
    callMethod.mockRejectedValue(overBudget)
    await expect(call('crm.first')).rejects.toMatchObject({ kind: 'limit', retryAt: 1_300_000 })
    await expect(call('crm.second')).rejects.toMatchObject({ retryAt: 1_060_000 })
  })

  it('fails with limit if the time budget is used up, instead of a silent wait in the SDK', async () => {
    vi.useFakeTimers({ now: 1_000_000 })
    callMethod.mockResolvedValue(ajaxResult({ result: 1, time: { operating: 475, operating_reset_at: 1_300 } }))
    await call('crm.spent')
    await expect(call('crm.spent')).rejects.toMatchObject({ kind: 'limit', retryAt: 1_300_000 })
    expect(callMethod).toHaveBeenCalledTimes(1)
    vi.setSystemTime(1_300_001)
    expect(await call('crm.spent')).toMatchObject({ value: 1 })
  })
})

describe('the encoding of requests', () => {
  const FORM = 'application/x-www-form-urlencoded'
  const sentAs: (string | undefined)[] = []
  /** A portal that answers one after the other; errors are thrown. */
  const answers = (...list: (AjaxResult<unknown> | AjaxError)[]) => {
    sentAs.length = 0
    callMethod.mockImplementation(() => {
      sentAs.push(headers.post['Content-Type'])
      const next = list.length > 1 ? list.shift() : list[0]
      return next instanceof AjaxError ? Promise.reject(next) : Promise.resolve(next)
    })
  }

  it('is a form', async () => {
    answers(good())
    await call('x')
    await call('y')
    expect(sentAs).toEqual([FORM, FORM])
  })

  it.each([
    ['a proxy’s page', ajaxError('ERR_BAD_REQUEST', 'x', 415, axiosError(415, '<html>'))],
    ['a request without a token', refused('NO_AUTH_FOUND', 401)],
  ])('becomes JSON for good where the first form is answered by %s and JSON is not', async (_, error) => {
    answers(error, good())
    expect(await call('x')).toMatchObject({ value: 1 })
    await call('y')
    expect(sentAs).toEqual([FORM, 'application/json', 'application/json'])
  })

  it('stays a form where JSON fails as well, and JSON is not tried again', async () => {
    answers(refused('NO_AUTH_FOUND', 401))
    await expect(call('x')).rejects.toMatchObject({ kind: 'auth' })
    await expect(call('x')).rejects.toMatchObject({ kind: 'auth' })
    expect(sentAs).toEqual([FORM, 'application/json', FORM])
  })

  it('stays a form once the portal has understood one', async () => {
    answers(good(), refused('NO_AUTH_FOUND', 401))
    await call('x')
    await expect(call('x')).rejects.toMatchObject({ kind: 'auth' })
    expect(sentAs).toEqual([FORM, FORM])
  })

  it.each([
    ['not-found', refused('NOT_FOUND', 400)],
    ['access-denied', refused('ACCESS_DENIED', 400)],
    ['request', refused('AN_UNKNOWN_CODE', 400)],
    ['limit', refused('QUERY_LIMIT_EXCEEDED', 503)],
    ['server', refused('INTERNAL_SERVER_ERROR', 500)],
    ['network', ajaxError('NETWORK_ERROR', 'x', 0)],
  ])('is not to blame for %s', async (kind, error) => {
    answers(error)
    await expect(call('x')).rejects.toMatchObject({ kind })
    expect(sentAs).toEqual([FORM])
  })
})
