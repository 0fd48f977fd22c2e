import { PiniaColada, useQueryCache, type QueryCache } from '@pinia/colada'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import type { Connection } from '../../../src/portal/connect'
import type { PortalError } from '../../../src/portal/errors'
import { useLifeStore } from '../../../src/stores/life'
import { countsQuery, lifeQuery, oldestQuery, wayQuery } from '../../../src/stores/lifeQueries'
import { useReadingStore } from '../../../src/stores/reading'
import { useSessionStore } from '../../../src/stores/session'
import { useUserOptionsStore } from '../../../src/stores/userOptions'
import { portalWith, timeOf } from './mockCall'

const PIPELINE = { entityTypeId: 2, pipelineId: 0 }
let cache: QueryCache
let portal: ReturnType<typeof portalWith>

beforeEach(async () => {
  vi.useFakeTimers({ now: Date.parse(timeOf(1_000)) })
  portal = portalWith(120)
  const pinia = createPinia()
  createApp({}).use(pinia).use(PiniaColada)
  setActivePinia(pinia)
  cache = useQueryCache(pinia)
  const $b24 = { options: { userGet: () => null, userSet: () => Promise.resolve() } }
  const connection = { isInstallMode: false, placement: {}, call: portal.call, $b24 } as unknown as Connection
  await useSessionStore().open(Promise.resolve(connection))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

describe('the queries', () => {
  it('ask nothing by themselves, are kept for a minute, and asked again after it', () => {
    const all = [
      countsQuery({ entityId: 'STATUS', stages: ['NEW'] }),
      oldestQuery({ entityId: 'STATUS', statusId: 'NEW' }),
      lifeQuery({ ...PIPELINE, days: 30 }),
      wayQuery({ entityTypeId: 2, id: 24 }),
    ]
    for (const options of all) {
      expect(options).toMatchObject({ enabled: false, staleTime: 60_000, refetchOnMount: true })
    }
    expect(new Set(all.map(({ key }) => key.join(' '))).size).toBe(all.length)
    expect(portal.answer).not.toHaveBeenCalled()
  })

  it('have the figures of a period, and its progress meanwhile', async () => {
    const store = useLifeStore()
    const entry = cache.ensure(lifeQuery({ ...PIPELINE, days: 30 }))
    const asked = cache.fetch(entry)
    await vi.advanceTimersByTimeAsync(600)
    expect(store.progressOf(PIPELINE)).toEqual({ rows: 100, total: 120 })
    expect(store.progressOf({ ...PIPELINE, pipelineId: 1 })).toBeNull()
    await vi.runAllTimersAsync()
    const { data } = await asked
    expect(store.progressOf(PIPELINE)).toBeNull()
    expect(data?.history).toMatchObject({ rows: 120, stopped: false })
    expect(data?.durations.get('NEW')?.count).toBe(100)
    expect(data?.transitions).toEqual(new Map())
  })

  it('keep what has come when a person stops', async () => {
    const asked = cache.fetch(cache.ensure(lifeQuery({ ...PIPELINE, days: 30 })))
    await vi.advanceTimersByTimeAsync(100)
    useLifeStore().stop(PIPELINE)
    await vi.runAllTimersAsync()
    expect((await asked).data?.history).toMatchObject({ stopped: true, rows: 50 })
    expect(portal.times).toHaveLength(1)
  })

  it('compute in tasks that are short however much has come', async () => {
    const pauses: number[] = []
    for (const count of [50, 12_050]) {
      const yieldOnce = vi.fn(() => Promise.resolve())
      vi.stubGlobal('scheduler', { yield: yieldOnce })
      portal.answer.mockImplementation(portalWith(count).answer.getMockImplementation() ?? (() => Promise.reject()))
      const asked = cache.fetch(cache.ensure(lifeQuery({ ...PIPELINE, days: 365 })))
      await vi.runAllTimersAsync()
      expect((await asked).data?.history.rows).toBe(count)
      pauses.push(yieldOnce.mock.calls.length)
    }
    // One after each 4 000 rows, and one before the last figures.
    expect(pauses).toEqual([2, 5])
  })

  it('end without an answer when nobody wants it any more', async () => {
    const options = lifeQuery({ ...PIPELINE, days: 30 })
    const asked = cache.fetch(cache.ensure(options)).catch(() => undefined)
    await vi.advanceTimersByTimeAsync(100)
    cache.cancelQueries({ key: options.key })
    await vi.runAllTimersAsync()
    await asked
    expect(cache.getQueryData(options.key)).toBeUndefined()
    expect(useLifeStore().progressOf(PIPELINE)).toBeNull()
    expect(portal.times).toHaveLength(1)
  })

  it('have the way of a record', async () => {
    const asked = cache.fetch(cache.ensure(wayQuery({ entityTypeId: 2, id: 24 })))
    await vi.runAllTimersAsync()
    expect((await asked).data).toMatchObject({ complete: false, stays: [{ recordId: 24, end: 'open' }] })
  })

  it('throw a PortalError', async () => {
    const asked = cache.fetch(cache.ensure(oldestQuery({ entityId: 'SOURCE', statusId: 'CALL' })))
    const error = await asked.catch((caught: unknown) => caught)
    expect(error as PortalError).toMatchObject({ name: 'PortalError', kind: 'no-stage' })
  })
})

describe('a reading that ended early', () => {
  it('goes on with its progress, to the figures of one that went through', async () => {
    const [life, readings] = [useLifeStore(), useReadingStore()]
    readings.ask(PIPELINE)
    await vi.runAllTimersAsync()
    const whole = readings.of(PIPELINE)?.data
    expect(readings.of(PIPELINE)?.goOn).toBeNull()

    void readings.of(PIPELINE)?.refetch()
    await vi.advanceTimersByTimeAsync(600)
    life.stop(PIPELINE)
    await vi.runAllTimersAsync()
    expect(readings.of(PIPELINE)?.data?.history).toMatchObject({ stopped: true, rows: 50 })
    const requests = portal.times.length
    void readings.of(PIPELINE)?.goOn?.()
    expect(readings.of(PIPELINE)).toMatchObject({ asyncStatus: 'loading', data: { history: { rows: 50 } } })
    await vi.advanceTimersByTimeAsync(0)
    expect(life.progressOf(PIPELINE)).toEqual({ rows: 50, total: 120 })
    await vi.runAllTimersAsync()
    expect(portal.times.length - requests).toBe(2)
    const { since: _, ...history } = whole?.history ?? {}
    expect(readings.of(PIPELINE)?.data).toMatchObject({ ...whole, history })

    // To read it anew is to read all of it.
    void readings.of(PIPELINE)?.refetch()
    await vi.runAllTimersAsync()
    expect(portal.times.length - requests).toBe(5)
  })

  it('begins anew with another period', async () => {
    const [life, readings] = [useLifeStore(), useReadingStore()]
    readings.ask(PIPELINE)
    await vi.advanceTimersByTimeAsync(100)
    life.stop(PIPELINE)
    await vi.runAllTimersAsync()
    expect(readings.of(PIPELINE)?.goOn).not.toBeNull()
    life.choose(365)
    await vi.runAllTimersAsync()
    expect(readings.of(PIPELINE)?.data?.history).toMatchObject({ rows: 120, rest: null })
    expect(portal.answer.mock.calls.at(1)?.[1].filter).not.toHaveProperty('<ID')
  })
})

describe('the period', () => {
  it('is 90 days, or the one that was chosen, which the portal keeps', async () => {
    const store = useLifeStore()
    expect(store.days).toBe(90)
    store.choose(365)
    await vi.runAllTimersAsync()
    expect([store.days, useUserOptionsStore().days]).toEqual([365, 365])
  })

  it('is 90 days where the portal has kept another number', async () => {
    await useUserOptionsStore().keep({ days: 31 })
    expect(useLifeStore().days).toBe(90)
  })
})
