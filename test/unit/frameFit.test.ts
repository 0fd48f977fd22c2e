import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Connection } from '../../src/portal/connect'
import { createFrameFit } from '../../src/portal/frame'

const send = vi.fn<(command: string, params: object) => Promise<void>>(() => Promise.resolve())
const placement = { isSliderMode: false }
const connection = { $b24: { placement, parent: { message: { send } } } } as unknown as Connection
let isBusy = false
let height = 0
const frame = { innerHeight: 600, scrollY: 0 }
const content = {
  isConnected: true,
  getBoundingClientRect: () => ({ bottom: height - frame.scrollY }),
} as unknown as HTMLElement

let fit: ReturnType<typeof createFrameFit>
/** The content becomes this high. */
function become(next: number): void {
  height = next
  fit(connection, content)
}

/** The heights that the portal was asked for. */
const asked = () => send.mock.calls.map(([, params]) => (params as { height: number }).height)

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('window', frame)
  vi.stubGlobal('document', { documentElement: { clientHeight: 600 } })
  fit = createFrameFit(() => isBusy)
  Object.assign(frame, { innerHeight: 600, scrollY: 0 })
  placement.isSliderMode = false
  isBusy = false
})

afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  send.mockClear()
})

it('grows at once, in the full width', () => {
  become(900.2)
  expect(send.mock.calls).toEqual([['resizeWindow', { width: '100%', height: 901, isSafely: true }]])
})

it('shrinks a moment later', () => {
  become(450)
  expect(asked()).toEqual([])
  vi.advanceTimersByTime(500)
  expect(asked()).toEqual([450])
})

it('does not shrink for a moment’s low content', () => {
  become(450)
  vi.advanceTimersByTime(300)
  become(600)
  vi.advanceTimersByTime(2_000)
  expect(asked()).toEqual([])
})

it('shrinks only once nothing is awaited', () => {
  isBusy = true
  become(450)
  vi.advanceTimersByTime(5_000)
  expect(asked()).toEqual([])
  isBusy = false
  vi.advanceTimersByTime(500)
  expect(asked()).toEqual([450])
})

it('does not become a stripe', () => {
  become(40)
  vi.advanceTimersByTime(500)
  expect(asked()).toEqual([240])
})

it.each([600, 599])('asks for nothing if %i of 600 pixels are used', (used) => {
  become(used)
  vi.advanceTimersByTime(2_000)
  expect(asked()).toEqual([])
})

it('does not ask again for a height that it did not get', () => {
  become(900)
  become(900)
  vi.advanceTimersByTime(2_000)
  expect(asked()).toEqual([900])
})

it('measures the same in a frame that is scrolled', () => {
  frame.scrollY = 250
  become(900)
  expect(asked()).toEqual([900])
})

it('adds the space of a horizontal scroll bar', () => {
  vi.stubGlobal('document', { documentElement: { clientHeight: 585 } })
  become(900)
  expect(asked()).toEqual([915])
})

it('leaves sliders alone', () => {
  placement.isSliderMode = true
  become(900)
  become(100)
  vi.advanceTimersByTime(2_000)
  expect(asked()).toEqual([])
})
