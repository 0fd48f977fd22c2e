import { vi } from 'vitest'
import type { Call } from '../../../src/portal/call'

export type Params = Record<string, unknown>

/** A row of a deal's history; the greater its ID, the later. */
export const row = (ID: number, CREATED_TIME = timeOf(ID)) => ({
  ID,
  OWNER_ID: ID % 100,
  TYPE_ID: 2,
  CREATED_TIME,
  CATEGORY_ID: 0,
  STAGE_ID: 'NEW',
  STAGE_SEMANTIC_ID: 'P',
})

/** Row 0's time; each row is a minute later than the one before. */
const FIRST = Date.parse('2026-09-01T00:00:00Z')
export const timeOf = (id: number): string => new Date(FIRST + id * 60_000).toISOString()

/**
 * A portal with rows 1 to `count`, in pages of 50.
 * @returns the call, and when each request was sent, in milliseconds
 */
export function portalWith(count: number): { call: Call; answer: ReturnType<typeof mockAnswer>; times: number[] } {
  const times: number[] = []
  const answer = mockAnswer(count)
  const call = (method: string, params: Params) => {
    times.push(performance.now())
    return answer(method, params)
  }
  return { call: call as unknown as Call, answer, times }
}

function mockAnswer(count: number) {
  return vi.fn((_method: string, { filter, start }: Params): Promise<unknown> => {
    const before = Number((filter as Params)['<ID'] ?? count + 1)
    const rows = Array.from({ length: Math.min(50, before - 1) }, (_, index) => row(before - 1 - index))
    const raw = { time: { finish: Date.parse(timeOf(count)) / 1000 } }
    return Promise.resolve({ value: { items: rows }, total: start === -1 ? 0 : count, more: start !== -1, raw })
  })
}
