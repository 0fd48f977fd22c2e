import { afterEach, expect, vi } from 'vitest'

// Noise is a failure: whatever a test does not expect on the console makes it red.
const noise = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]

afterEach(() => {
  for (const spy of noise) {
    const calls = spy.mock.calls.map(([message]) => String(message))
    spy.mockClear()
    expect(calls).toEqual([])
  }
})
