import { expect, test } from '@playwright/test'
import { fetchCounts } from '../../src/api/life'
import { durations, transitions } from '../../src/crm/life/figures'
import type { Arrival } from '../../src/crm/life/history'
import { splitByRecord, staysOf, type Stay } from '../../src/crm/life/stays'
import type { Call } from '../../src/portal/call'
import { median, report, ROUNDS } from './report'

/** The most rows that the app reads. */
const ROWS = 20_000
const STAGES = 8
const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 0, 1)

/** Records that go through stages, one after the other; the latest rows first, as they are read. */
function makeArrivals(): Arrival[] {
  return Array.from({ length: ROWS }, (_, index) => {
    const id = ROWS - 1 - index
    const step = id % STAGES
    const recordId = Math.floor(id / STAGES)
    return {
      id,
      recordId,
      stage: `C1:${step}`,
      pipelineId: 1,
      at: NOW - 90 * DAY_MS + ((recordId * 7 + step * 13) % 90) * DAY_MS + step * 1_000,
      kind: step === 0 ? 'created' : 'moved',
      outcome: step === STAGES - 1 ? 'success' : 'process',
    }
  })
}

/** Milliseconds that a step takes, and what it gives. */
function timed<T>(step: () => T): [value: T, time: number] {
  const start = performance.now()
  const value = step()
  return [value, performance.now() - start]
}

test(`from ${ROWS.toLocaleString('en')} rows of a history to figures`, () => {
  const arrivals = makeArrivals()
  // The tasks of `stores/lifeQueries.ts`.
  const tasks: Record<'stays, in parts' | 'durations' | 'transitions', number[]> = {
    'stays, in parts': [],
    durations: [],
    transitions: [],
  }
  const sums: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const stays: Stay[] = []
    const [parts, splitting] = timed(() => splitByRecord(arrivals))
    const making = parts.map((part) => timed(() => stays.push(...staysOf(part, NOW)))[1])
    // The first part is made in the task that splits.
    making[0] = (making[0] ?? 0) + splitting
    const [, duration] = timed(() => durations(stays))
    const [, transition] = timed(() => transitions(stays))
    tasks['stays, in parts'].push(...making)
    tasks.durations.push(duration)
    tasks.transitions.push(transition)
    sums.push([...making, duration, transition].reduce((sum, time) => sum + time, 0))
  }
  const rows = Object.entries({ ...tasks, 'all tasks together': sums }).map(([task, all]) => ({
    task,
    'median, ms': median(all).toFixed(1),
    'at worst, ms': Math.max(...all).toFixed(1),
  }))
  report('life', `${ROWS.toLocaleString('en')} rows to figures, ${ROUNDS} rounds`, rows)
})

test('counts of 60 stages', async () => {
  const methods: string[] = []
  const call = (method: string, params: { cmd: Record<string, string> }): Promise<unknown> => {
    methods.push(method)
    const totals = Object.fromEntries(Object.keys(params.cmd).map((key) => [key, 7]))
    return Promise.resolve({ value: { result: {}, result_total: totals } })
  }
  const stages = Array.from({ length: 60 }, (_, index) => `C1:${index}`)
  const counts = await fetchCounts(call as unknown as Call, 'DEAL_STAGE_1', stages)
  expect(counts.every(({ count }) => count === 7)).toBe(true)
  report('life-counts', 'Counts of 60 stages', [{ requests: methods.length, stages: counts.length }])
})
