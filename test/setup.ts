import { afterEach, expect, vi } from 'vitest'

// A warning or an error on the console fails the test, unless the test expects it.
const consoleSpies = [vi.spyOn(console, 'warn'), vi.spyOn(console, 'error')]

afterEach(() => {
  for (const spy of consoleSpies) {
    const calls = spy.mock.calls.map(([message]) => String(message))
    spy.mockClear()
    expect(calls).toEqual([])
  }
})
