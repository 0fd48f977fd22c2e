import { test } from '@playwright/test'
import { durations, transitions } from '../../src/crm/life/figures'
import type { Arrival } from '../../src/crm/life/history'
import { staysOf } from '../../src/crm/life/stays'
import { median, report, ROUNDS } from './report'

/** The most rows that the app reads. */
const ROWS = 20_000
const STAGES = 8
const DAY_MS = 86_400_000
const NOW = Date.UTC(2026, 0, 1)

/** Records that go through stages, one after the other, in the order in which a portal counts rows up. */
function makeArrivals(): Arrival[] {
  return Array.from({ length: ROWS }, (_, id) => {
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
  const times: Record<'stays' | 'durations' | 'transitions', number[]> = { stays: [], durations: [], transitions: [] }
  for (let round = 0; round < ROUNDS; round += 1) {
    const [stays, first] = timed(() => staysOf(arrivals, NOW))
    times.stays.push(first)
    times.durations.push(timed(() => durations(stays))[1])
    times.transitions.push(timed(() => transitions(stays))[1])
  }
  const rows = Object.entries(times).map(([step, all]) => ({
    step,
    'median, ms': median(all).toFixed(1),
    'at worst, ms': Math.max(...all).toFixed(1),
  }))
  report('life', `${ROWS.toLocaleString('en')} rows to figures, medians of ${ROUNDS}`, rows)
})
