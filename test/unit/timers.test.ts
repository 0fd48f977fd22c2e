import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { yieldToPage } from '../../src/portal/timers'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('yields to the page with the browser’s scheduler', async () => {
  const scheduler = { yield: vi.fn(() => Promise.resolve()) }
  vi.stubGlobal('scheduler', scheduler)
  await yieldToPage()
  expect(scheduler.yield).toHaveBeenCalledOnce()
  expect(vi.getTimerCount()).toBe(0)
})

it.each([undefined, {}])('yields to the page with a timer where the scheduler is %j', async (scheduler) => {
  vi.stubGlobal('scheduler', scheduler)
  const goesOn = vi.fn()
  const yielded = yieldToPage().then(goesOn)
  await Promise.resolve()
  expect([goesOn.mock.calls.length, vi.getTimerCount()]).toEqual([0, 1])
  await vi.runAllTimersAsync()
  await yielded
  expect(goesOn).toHaveBeenCalledOnce()
})
