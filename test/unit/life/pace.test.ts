import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchCounts, fetchOldest } from '../../../src/api/life'
import { paced } from '../../../src/api/pace'
import type { Call } from '../../../src/portal/call'

const answer = vi.fn<(method: string, params?: object) => Promise<unknown>>()
const times: number[] = []
/** A new connection for each test. */
let call: Call

beforeEach(() => {
  vi.useFakeTimers({ now: 0 })
  answer.mockReset()
  times.length = 0
  const start = performance.now()
  call = ((method: string, params?: object) => {
    times.push(performance.now() - start)
    return answer(method, params)
  }) as unknown as Call
})
afterEach(() => {
  vi.useRealTimers()
})

describe('paced', () => {
  it('sends one request at a time, at most two a second, whoever asks', async () => {
    answer.mockImplementation((method) => new Promise((resolve) => setTimeout(() => resolve(method), 200)))
    const answers = Promise.all(['a', 'b', 'c'].map((method) => paced(call)(method)))
    await vi.advanceTimersByTimeAsync(100)
    expect(times).toEqual([0])
    await vi.runAllTimersAsync()
    expect(await answers).toEqual(['a', 'b', 'c'])
    expect(times).toEqual([0, 500, 1000])
  })

  it('does not pause after a request that took longer', async () => {
    answer.mockImplementation(() => new Promise((resolve) => setTimeout(resolve, 700)))
    const answers = Promise.all([paced(call)('a'), paced(call)('b')])
    await vi.runAllTimersAsync()
    await answers
    expect(times).toEqual([0, 700])
  })

  it('goes on after a failure', async () => {
    answer.mockRejectedValueOnce(new Error('x')).mockResolvedValueOnce('good')
    const [first, second] = [paced(call)('a').catch(String), paced(call)('b')]
    await vi.runAllTimersAsync()
    expect([await first, await second]).toEqual(['Error: x', 'good'])
  })

  it('never sends what was stopped while it waited, and lets the others go on', async () => {
    answer.mockImplementation((method) => Promise.resolve(method))
    const stop = new AbortController()
    const answers = [
      paced(call)('a'),
      paced(call, stop.signal)('b').catch((error: Error) => error.name),
      paced(call)('c'),
    ]
    await vi.advanceTimersByTimeAsync(100)
    stop.abort()
    expect(await answers[1]).toBe('AbortError')
    await vi.runAllTimersAsync()
    expect([await answers[0], await answers[2]]).toEqual(['a', 'c'])
    expect(answer.mock.calls.map(([method]) => method)).toEqual(['a', 'c'])
  })

  it('sends nothing for a signal that is aborted already, and keeps no listeners', async () => {
    await expect(paced(call, AbortSignal.abort())('a')).rejects.toMatchObject({ name: 'AbortError' })
    expect(answer).not.toHaveBeenCalled()
    const { signal } = new AbortController()
    const [added, removed] = [vi.spyOn(signal, 'addEventListener'), vi.spyOn(signal, 'removeEventListener')]
    answer.mockResolvedValue('a')
    await paced(call, signal)('a')
    await vi.runAllTimersAsync()
    expect(added.mock.calls.length).toBeGreaterThan(0)
    expect(removed.mock.calls.length).toBe(added.mock.calls.length)
  })

  it('keeps no two connections waiting for each other', async () => {
    answer.mockResolvedValue('a')
    const other: Call = (...args) => call(...args)
    await Promise.all([paced(call)('a'), paced(other)('a')])
    expect(times).toEqual([0, 0])
  })
})

describe('fetchCounts', () => {
  it('counts 60 stages with two requests, in their order', async () => {
    answer.mockImplementation((_method, params) => {
      const { cmd } = params as { cmd: Record<string, string> }
      const totals = Object.keys(cmd).map((key, index) => [key, index])
      return Promise.resolve({ value: { result: {}, result_total: Object.fromEntries(totals), result_error: [] } })
    })
    const stages = Array.from({ length: 60 }, (_, index) => `S${index}`)
    const counts = fetchCounts(call, 'STATUS', stages)
    await vi.runAllTimersAsync()
    expect((await counts).map(({ stage }) => stage)).toEqual(stages)
    expect((await counts).map(({ count }) => count)).toEqual(stages.map((_, index) => index % 50))
    expect(times).toEqual([0, 500])
  })

  it('asks nothing without stages', async () => {
    expect(await fetchCounts(call, 'STATUS', [])).toEqual([])
    expect(answer).not.toHaveBeenCalled()
  })
})

describe('fetchOldest', () => {
  it.each([
    ['DEAL_STAGE', 'moved', { movedTime: 'ASC', id: 'ASC' }],
    ['QUOTE_STATUS', 'created', { createdTime: 'ASC', id: 'ASC' }],
  ])('of %s sorts by when a record was %s', async (entityId, sortedBy, order) => {
    const items = [3, 1, 2].map((id) => ({ id, title: `Deal ${id}` }))
    answer.mockResolvedValue({ value: { items } })
    const found = await fetchOldest(call, { entityId, statusId: 'NEW' }, 2)
    expect(found).toEqual({
      sortedBy,
      records: [3, 1].map((id) => ({ id, title: `Deal ${id}`, since: null })),
    })
    expect(answer.mock.lastCall).toMatchObject(['crm.item.list', { order, start: -1, filter: { stageId: 'NEW' } }])
  })

  it('has nothing to ask about a plain list', async () => {
    const stage = { entityId: 'SOURCE', statusId: 'CALL' }
    await expect(fetchOldest(call, stage, 10)).rejects.toMatchObject({ kind: 'no-stage' })
    expect(answer).not.toHaveBeenCalled()
  })
})
