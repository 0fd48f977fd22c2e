import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchStage } from '../../src/api/stages'
import type { FailureDetails } from '../../src/portal/errors'
import { failureOf } from './failure'
import { FAULTS, type FaultName } from './faults'
import type { RestCall } from './portal'
import { call, signIn } from './sdk'
import { startPortal } from './server'
import { ANSWERED, HARMLESS, RENEWS, spoil, TOLD, WRONG_SHAPES } from './told'

const METHOD = 'crm.status.get'

const served = await startPortal()
const { portal, origin } = served

beforeEach(() => signIn(portal, origin))
afterEach(() => {
  vi.useRealTimers()
})

const asked = (): RestCall[] => portal.log.filter(({ method }) => method === METHOD)

/** What the details must hold: what the portal sent in this fault, if it could be read at all. */
function saidIn(fault: FaultName): FailureDetails {
  const sent = FAULTS[fault].apply({ result: {}, time: null })
  if (typeof sent === 'string') return { code: 'NETWORK_ERROR', status: 0 }
  if (!('status' in sent)) return {}
  if ('contentType' in sent) return { code: 'NOT_JSON', text: '', status: sent.status }
  const { error, error_description: text } = JSON.parse(sent.body) as Record<string, string>
  return error === undefined ? { code: 'NETWORK_ERROR', status: 0 } : { code: error, text, status: sent.status }
}

describe('every fault is told for what it is, after one question, and the next one is answered', () => {
  it('the table holds them all, in the groups of the panel', () => {
    expect(Object.fromEntries(TOLD.map(([fault, kind]) => [fault, kind]))).toEqual(
      Object.fromEntries(ANSWERED.map((fault) => [fault, FAULTS[fault].group])),
    )
  })

  it.each(TOLD)('%s: %s, %s', async (fault, kind, retry) => {
    spoil(portal, fault, METHOD)
    const error = await failureOf(portal, fetchStage(call, 733))
    expect([error.kind, error.retry]).toEqual([kind, retry])
    expect(asked().map((one) => one.fault)).toEqual(RENEWS.includes(fault) ? [fault, fault] : [fault])
    if (retry === 'wait') expect(error.retryAt).toBeGreaterThan(Date.now())
    else expect(error.retryAt).toBeUndefined()
    portal.clearFaults()
    expect((await fetchStage(call, 733)).stage).toMatchObject({ id: 733, statusId: 'DT1038_37:SUCCESS' })
  })

  const ERRORS = TOLD.filter(([, kind]) => kind !== 'bad-answer')
  it.each(ERRORS)('%s: the details hold what the portal said', async (fault) => {
    spoil(portal, fault, METHOD)
    const { details } = await failureOf(portal, call(METHOD, { id: 733 }))
    expect(details).toMatchObject({ ...saidIn(fault), method: METHOD, requestId: asked()[0]?.requestId })
    expect(details.requestId).toMatch(/\S/)
  })

  it.each(WRONG_SHAPES)('%s: the details hold the beginning of the answer', async (fault) => {
    spoil(portal, fault, METHOD)
    const { value } = await call(METHOD, { id: 733 })
    spoil(portal, fault, METHOD)
    const { details } = await failureOf(portal, fetchStage(call, 733))
    expect(details).toEqual({ method: METHOD, text: JSON.stringify(value).slice(0, 200) })
  })
})

describe('a question that is never answered', () => {
  it('ends after 30 seconds, and the next one is answered', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    spoil(portal, 'network-hang', METHOD)
    let over = false
    const failure = failureOf(portal, fetchStage(call, 733)).finally(() => (over = true))
    await expect.poll(asked).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(29_000)
    expect(over).toBe(false)
    await vi.advanceTimersByTimeAsync(1_000)
    const { kind, retry, details } = await failure
    // By the app's own limit, which also ends what the SDK's would not.
    expect([kind, retry, details]).toEqual(['network', 'ask', { method: METHOD, code: 'REQUEST_TIMEOUT' }])
    vi.useRealTimers()
    expect((await fetchStage(call, 733)).stage.id).toBe(733)
    expect(asked()).toHaveLength(2)
  })
})

describe('what is odd or late is an answer', () => {
  it.each(HARMLESS)('%s', async (fault) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    spoil(portal, fault, METHOD)
    const answer = fetchStage(call, 733)
    await expect.poll(() => asked()[0]?.fault).toBe(fault)
    await vi.advanceTimersByTimeAsync(20_000)
    vi.useRealTimers()
    expect((await answer).stage).toMatchObject({ id: 733, statusId: 'DT1038_37:SUCCESS' })
  })
})

describe('an answer that is cut off', () => {
  const PLACES = Array.from({ length: 20 }, (_, place) => place)
  it.each(PLACES)('at place %i of 20 is told, and asking again helps', async (place) => {
    served.onItsWay = (text) => text.slice(0, Math.floor((text.length * place) / 20))
    expect(await failureOf(portal, fetchStage(call, 733))).toMatchObject({ kind: 'bad-answer', retry: 'ask' })
    expect(asked().map(({ status }) => status)).toEqual([200])
    served.onItsWay = (text) => text
    expect((await fetchStage(call, 733)).stage.id).toBe(733)
  })
})

describe('a token that has expired is renewed unseen', () => {
  it('between two questions', async () => {
    portal.expireTokens()
    expect((await fetchStage(call, 733)).stage.id).toBe(733)
    expect(asked().map(({ status }) => status)).toEqual([401, 200])
  })

  it('in mid-question', async () => {
    const held = portal.hold(METHOD)
    const answer = fetchStage(call, 733)
    const question = await held.next()
    portal.expireTokens()
    held.off()
    question.release()
    expect((await answer).stage.id).toBe(733)
  })
})
