import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchStage } from '../../src/api/stages'
import type { FailureDetails } from '../../src/portal/errors'
import { failureOf } from './failure'
import { FAULTS, type FaultName } from './faults'
import type { RestCall } from './portal'
import { call, signIn } from './sdk'
import { startPortal } from './server'
import { ANSWERED, HARMLESS, RENEWS, REPEATED_AS_JSON, spoil, TOLD, WRONG_SHAPES } from './faultExpectations'

const METHOD = 'crm.status.get'

const served = await startPortal()
const { portal, origin } = served

beforeEach(() => signIn(portal, origin))
afterEach(() => {
  vi.useRealTimers()
})

/** Whether the first call is repeated at once, by the SDK with a new token or by the app as JSON. */
const isRepeated = (fault: FaultName) => [...RENEWS, ...REPEATED_AS_JSON].includes(fault)

const calls = (): RestCall[] => portal.log.filter(({ method }) => method === METHOD)

/** The expected details: what the portal sent with this fault, as far as it can be read. */
function expectedDetails(fault: FaultName): FailureDetails {
  const sent = FAULTS[fault].apply({ result: {}, time: null })
  if (typeof sent === 'string') return { code: 'NETWORK_ERROR', status: 0 }
  if (!('status' in sent)) return {}
  if ('contentType' in sent) return { code: 'NOT_JSON', text: '', status: sent.status }
  const { error, error_description: text } = JSON.parse(sent.body) as Record<string, string>
  return error === undefined ? { code: 'NETWORK_ERROR', status: 0 } : { code: error, text, status: sent.status }
}

describe('a faulty answer to crm.status.get', () => {
  it('has an expected kind for each fault, equal to its group', () => {
    expect(Object.fromEntries(TOLD.map(([fault, kind]) => [fault, kind]))).toEqual(
      Object.fromEntries(ANSWERED.map((fault) => [fault, FAULTS[fault].group])),
    )
  })

  it.each(TOLD)('%s fails as %s (retry %s), then succeeds', async (fault, kind, retry) => {
    spoil(portal, fault, METHOD)
    const error = await failureOf(portal, fetchStage(call, 733))
    expect([error.kind, error.retry]).toEqual([kind, retry])
    expect(calls().map((entry) => entry.fault)).toEqual(isRepeated(fault) ? [fault, fault] : [fault])
    if (retry === 'wait') expect(error.retryAt).toBeGreaterThan(Date.now())
    else expect(error.retryAt).toBeUndefined()
    portal.clearFaults()
    expect((await fetchStage(call, 733)).stage).toMatchObject({ id: 733, statusId: 'DT1038_37:SUCCESS' })
  })

  const ERRORS = TOLD.filter(([, kind]) => kind !== 'bad-answer')
  it.each(ERRORS)('%s: the details contain the portal’s code, text and status', async (fault) => {
    spoil(portal, fault, METHOD)
    const { details } = await failureOf(portal, call(METHOD, { id: 733 }))
    expect(details).toMatchObject({
      ...expectedDetails(fault),
      method: METHOD,
      requestId: calls().at(REPEATED_AS_JSON.includes(fault) ? 1 : 0)?.requestId,
    })
    expect(details.requestId).toMatch(/\S/)
  })

  it.each(WRONG_SHAPES)('%s: the details contain the start of the answer', async (fault) => {
    spoil(portal, fault, METHOD)
    const { value } = await call(METHOD, { id: 733 })
    spoil(portal, fault, METHOD)
    const { details } = await failureOf(portal, fetchStage(call, 733))
    expect(details).toEqual({ method: METHOD, text: JSON.stringify(value).slice(0, 200) })
  })
})

describe('a request without an answer', () => {
  it('times out after 30 seconds, then succeeds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    spoil(portal, 'network-hang', METHOD)
    let settled = false
    const failure = failureOf(portal, fetchStage(call, 733)).finally(() => (settled = true))
    await expect.poll(calls).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(29_000)
    expect(settled).toBe(false)
    await vi.advanceTimersByTimeAsync(1_000)
    const { kind, retry, details } = await failure
    // The app's own timeout, which also covers what the SDK's timeout does not.
    expect([kind, retry, details]).toEqual(['network', 'ask', { method: METHOD, code: 'REQUEST_TIMEOUT' }])
    vi.useRealTimers()
    expect((await fetchStage(call, 733)).stage.id).toBe(733)
    expect(calls()).toHaveLength(2)
  })
})

describe('an unusual or late answer', () => {
  it.each(HARMLESS)('%s is accepted', async (fault) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    spoil(portal, fault, METHOD)
    const answer = fetchStage(call, 733)
    await expect.poll(() => calls()[0]?.fault).toBe(fault)
    await vi.advanceTimersByTimeAsync(20_000)
    vi.useRealTimers()
    expect((await answer).stage).toMatchObject({ id: 733, statusId: 'DT1038_37:SUCCESS' })
  })
})

describe('a truncated answer', () => {
  const PARTS = Array.from({ length: 20 }, (_, part) => part)
  it.each(PARTS)('after %i of 20 parts fails as bad-answer, then succeeds', async (part) => {
    served.transformBody = (text) => text.slice(0, Math.floor((text.length * part) / 20))
    expect(await failureOf(portal, fetchStage(call, 733))).toMatchObject({ kind: 'bad-answer', retry: 'ask' })
    expect(calls().map(({ status }) => status)).toEqual([200])
    served.transformBody = (text) => text
    expect((await fetchStage(call, 733)).stage.id).toBe(733)
  })
})

describe('an expired token is renewed without an error', () => {
  it('between two requests', async () => {
    portal.expireTokens()
    expect((await fetchStage(call, 733)).stage.id).toBe(733)
    expect(calls().map(({ status }) => status)).toEqual([401, 200])
  })

  it('during a request', async () => {
    const held = portal.hold(METHOD)
    const answer = fetchStage(call, 733)
    const request = await held.next()
    portal.expireTokens()
    held.off()
    request.release()
    expect((await answer).stage.id).toBe(733)
  })
})
