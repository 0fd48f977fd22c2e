import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { fetchHistory, fetchWay } from '../../../src/api/history'
import type { HistoryProgress } from '../../../src/api/readHistory'
import { PortalError } from '../../../src/portal/errors'
import { portalWith, row, timeOf, type Params } from './mockCall'

const SINCE = Date.parse(timeOf(0))
const DEALS = { entityTypeId: 2, categoryId: 0, since: SINCE }
const at = (id: number): number => Date.parse(timeOf(id))

/** Waits for a reading whose pauses are skipped. */
async function settled<T>(reading: Promise<T>): Promise<T> {
  const outcome = reading.catch((error: unknown) => error)
  await vi.runAllTimersAsync()
  const value = await outcome
  if (value instanceof Error) throw value
  return value as T
}

/** The first rows of 500, up to where a person stopped. */
async function stoppedAfter(rows: number, count = 500) {
  const stop = new AbortController()
  const onProgress = (progress: HistoryProgress) => progress.rows === rows && stop.abort()
  return await settled(fetchHistory(portalWith(count).call, { ...DEALS, signal: stop.signal, onProgress }))
}

beforeEach(() => {
  vi.useFakeTimers({ now: at(1_000_000) })
})
afterEach(() => {
  vi.useRealTimers()
})

describe('fetchHistory', () => {
  it('reads all pages, the latest first, two requests a second', async () => {
    const { call, answer, times } = portalWith(120)
    const reported: HistoryProgress[] = []
    const history = await settled(fetchHistory(call, { ...DEALS, onProgress: (now) => reported.push(now) }))
    expect(history.arrivals.map(({ id }) => id)).toEqual(Array.from({ length: 120 }, (_, index) => 120 - index))
    const { arrivals: _, ...rest } = history
    expect(rest).toEqual({
      since: SINCE,
      until: at(120),
      rows: 120,
      total: 120,
      stopped: false,
      truncated: false,
      failure: null,
      rest: null,
    })
    expect(reported).toEqual([50, 100, 120].map((rows) => ({ rows, total: 120 })))
    expect(times.map((time) => time - (times[0] ?? 0))).toEqual([0, 500, 1000])
    const filter = { '>=CREATED_TIME': '2026-09-01T00:00:00+00:00', CATEGORY_ID: 0 }
    expect(answer.mock.calls).toEqual([
      ['crm.stagehistory.list', { entityTypeId: 2, filter, order: { ID: 'DESC' } }],
      [
        'crm.stagehistory.list',
        { entityTypeId: 2, filter: { ...filter, '<ID': 71 }, order: { ID: 'DESC' }, start: -1 },
      ],
      [
        'crm.stagehistory.list',
        { entityTypeId: 2, filter: { ...filter, '<ID': 21 }, order: { ID: 'DESC' }, start: -1 },
      ],
    ])
  })

  it.each([
    [{ entityTypeId: 1, categoryId: 0 }, {}],
    [{ entityTypeId: 2 }, {}],
    [{ entityTypeId: 31, categoryId: 5 }, { CATEGORY_ID: 5 }],
  ])('asks for the pipeline of %j with %j', async (question, expected) => {
    const { call, answer } = portalWith(1)
    await settled(fetchHistory(call, { since: SINCE, ...question }))
    const filter = { '>=CREATED_TIME': '2026-09-01T00:00:00+00:00', ...expected }
    expect(answer.mock.calls[0]?.[1]).toMatchObject({ filter })
    expect(Object.keys(answer.mock.calls[0]?.[1].filter as Params)).toEqual(Object.keys(filter))
  })

  it.each([
    [0, 1],
    [49, 1],
    [50, 1],
    [51, 2],
    [100, 2],
  ])('reads %i rows with %i requests', async (count, requests) => {
    const { call, times } = portalWith(count)
    expect((await settled(fetchHistory(call, DEALS))).arrivals).toHaveLength(count)
    expect(times).toHaveLength(requests)
  })

  it('reads on if the portal counts too few rows, or none', async () => {
    for (const total of [0, 10]) {
      const { call, answer } = portalWith(120)
      const respond = answer.getMockImplementation()
      answer.mockImplementation(async (...args) => ({ ...((await respond?.(...args)) as object), total }))
      const history = await settled(fetchHistory(call, DEALS))
      expect([history.rows, history.total]).toEqual([120, total === 0 ? null : 120])
    }
  })

  it('stops when told, keeps what has come, and says from when on it is complete', async () => {
    const { call, times } = portalWith(500)
    const stop = new AbortController()
    const onProgress = ({ rows }: HistoryProgress) => rows === 100 && stop.abort()
    const history = await settled(fetchHistory(call, { ...DEALS, signal: stop.signal, onProgress }))
    expect(history).toMatchObject({
      stopped: true,
      truncated: false,
      rows: 100,
      total: 500,
      since: at(401),
      until: at(500),
    })
    expect(history.arrivals).toHaveLength(100)
    expect(times).toHaveLength(2)
  })

  it('stops at once while the portal works on a page, or before the first one has come', async () => {
    for (const arrived of [0, 1]) {
      const { call, answer } = portalWith(500)
      const respond = answer.getMockImplementation()
      const stop = new AbortController()
      answer.mockImplementation((...args) =>
        answer.mock.calls.length > arrived ? new Promise(() => undefined) : (respond?.(...args) ?? Promise.reject()),
      )
      setTimeout(() => stop.abort(), 5_000)
      const history = await settled(fetchHistory(call, { ...DEALS, signal: stop.signal }))
      expect(history).toMatchObject({ stopped: true, rows: arrived * 50 })
      expect(history.since).toBe(arrived ? at(451) : history.until)
    }
  })

  it('ends at 20 000 rows and says so', async () => {
    const { call, times } = portalWith(20_500)
    const history = await settled(fetchHistory(call, DEALS))
    expect(history).toMatchObject({ truncated: true, stopped: false, rows: 20_000, total: 20_500, since: at(501) })
    expect(times).toHaveLength(400)
    expect(await settled(fetchHistory(portalWith(20_000).call, DEALS))).toMatchObject({
      truncated: false,
      rows: 20_000,
    })
  })

  it('throws if the first page fails, and keeps what has come if a later one does', async () => {
    const limit = new PortalError('limit', {}, { retryAt: 1 })
    for (const page of [1, 3]) {
      const { call, answer } = portalWith(500)
      const respond = answer.getMockImplementation()
      answer.mockImplementation((...args) =>
        answer.mock.calls.length === page ? Promise.reject(limit) : (respond?.(...args) ?? Promise.reject()),
      )
      const reading = settled(fetchHistory(call, DEALS))
      if (page === 1) await expect(reading).rejects.toBe(limit)
      else expect(await reading).toMatchObject({ failure: limit, rows: 100, since: at(401) })
    }
  })

  describe('of a known history', () => {
    it('goes on with older rows, and has what a reading without a stop has', async () => {
      const whole = await settled(fetchHistory(portalWith(500).call, DEALS))
      const known = await stoppedAfter(100)
      expect(known.rest).toEqual({ below: 401, since: SINCE })
      const before = structuredClone(known)
      const { call, answer } = portalWith(500)
      const reported: HistoryProgress[] = []
      const onProgress = (now: HistoryProgress) => reported.push(now)
      // Time has passed since then. The period is still the one that was asked for.
      const later = { ...DEALS, since: SINCE + 600_000 }
      expect(await settled(fetchHistory(call, { ...later, known, onProgress }))).toEqual(whole)
      expect(reported[0]).toEqual({ rows: 150, total: 500 })
      expect(answer).toHaveBeenCalledTimes(8)
      expect(answer.mock.calls[0]?.[1]).toMatchObject({
        filter: { '>=CREATED_TIME': '2026-09-01T00:00:00+00:00', CATEGORY_ID: 0, '<ID': 401 },
        start: -1,
      })
      expect(known).toEqual(before)
    })

    it('leaves out rows that were added since', async () => {
      const history = await settled(fetchHistory(portalWith(520).call, { ...DEALS, known: await stoppedAfter(100) }))
      expect(history).toMatchObject({ rows: 500, total: 500, until: at(500) })
      expect(Math.max(...history.arrivals.map(({ id }) => id))).toBe(500)
    })

    it('can be stopped again, and fail, as often as it happens', async () => {
      const whole = await settled(fetchHistory(portalWith(500).call, DEALS))
      let known = await stoppedAfter(50)
      const failure = new PortalError('network', {})
      const broken = portalWith(500)
      broken.answer.mockRejectedValueOnce(failure)
      known = await settled(fetchHistory(broken.call, { ...DEALS, known }))
      expect(known).toMatchObject({ rows: 50, stopped: false, failure, since: at(451), rest: { below: 451 } })
      const signal = AbortSignal.abort()
      known = await settled(fetchHistory(portalWith(500).call, { ...DEALS, known, signal }))
      expect(known).toMatchObject({ rows: 50, stopped: true, failure: null, since: at(451), rest: { below: 451 } })
      expect(await settled(fetchHistory(portalWith(500).call, { ...DEALS, known }))).toEqual(whole)
    })

    it('ends at the same bound, and then for good', async () => {
      const known = await stoppedAfter(19_950, 20_500)
      const { call, times } = portalWith(20_500)
      const history = await settled(fetchHistory(call, { ...DEALS, known }))
      expect(history).toMatchObject({ rows: 20_000, truncated: true, stopped: false, rest: null })
      expect(times).toHaveLength(1)
      // Whoever stops at the very last page has read all that can be read.
      expect(await stoppedAfter(20_000, 20_500)).toMatchObject({ truncated: true, stopped: false, rest: null })
    })

    it('does not begin where nothing has come, nor where the portal sends the same again', async () => {
      const signal = AbortSignal.abort()
      expect((await settled(fetchHistory(portalWith(500).call, { ...DEALS, signal }))).rest).toBeNull()
      const { call, answer } = portalWith(500)
      const same = Array.from({ length: 50 }, (_, index) => row(500 - index))
      answer.mockResolvedValue({ value: { items: same }, total: 0, more: true, raw: null })
      expect(await settled(fetchHistory(call, DEALS))).toMatchObject({ failure: { kind: 'bad-answer' }, rest: null })
    })
  })

  it('ends if the portal ignores the filters', async () => {
    const { call, answer } = portalWith(500)
    const same = Array.from({ length: 50 }, (_, index) => row(500 - index))
    answer.mockResolvedValue({ value: { items: same }, total: 0, more: true, raw: null })
    expect(await settled(fetchHistory(call, DEALS))).toMatchObject({ failure: { kind: 'bad-answer' } })
    // Rows that are too old are not wanted.
    const later = await settled(fetchHistory(call, { ...DEALS, since: at(490) }))
    expect(later).toMatchObject({ rows: 100, failure: { kind: 'bad-answer' } })
    answer.mockClear()
    expect(await settled(fetchHistory(call, { ...DEALS, since: at(900) }))).toMatchObject({
      arrivals: [],
      failure: null,
    })
    expect(answer).toHaveBeenCalledOnce()
  })

  it('uses the browser’s clock if the portal does not tell the time', async () => {
    const { call, answer } = portalWith(1)
    answer.mockResolvedValue({ value: { items: [] }, total: 0, more: false, raw: { time: { finish: 'soon' } } })
    expect((await settled(fetchHistory(call, DEALS))).until).toBe(at(1_000_000))
  })

  it.each([7, 3, 36])('asks nothing about type %i, which has no history', async (entityTypeId) => {
    const { call, answer } = portalWith(1)
    await expect(fetchHistory(call, { entityTypeId, since: SINCE })).rejects.toMatchObject({
      kind: 'request',
      retry: 'never',
      details: { code: 'ENTITY_TYPE_NOT_SUPPORTED' },
    })
    expect(answer).not.toHaveBeenCalled()
  })
})

describe('fetchWay', () => {
  it('reads one record’s history from the start, up to 1 000 rows', async () => {
    const { call, answer } = portalWith(60)
    expect(await settled(fetchWay(call, { entityTypeId: 2, id: 24 }))).toMatchObject({ rows: 60, since: null })
    expect(answer.mock.calls[0]?.[1]).toMatchObject({ entityTypeId: 2, filter: { OWNER_ID: 24 } })
    const long = await settled(fetchWay(portalWith(1_200).call, { entityTypeId: 2, id: 24 }))
    expect(long).toMatchObject({ rows: 1_000, truncated: true, since: at(201) })
  })
})
