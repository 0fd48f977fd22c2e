import type { Page } from '@playwright/test'

/** Measurements of one opening. Times are milliseconds since the frame's first request. */
export interface Opening {
  /** The card is painted. */
  painted: number
  /** The card shows the portal's answer. Earlier it may be a placeholder. */
  confirmed: number
  bytes: number
  requests: number
  /** Durations of tasks over 50 ms, before the card and in the second after it. */
  longBefore: number[]
  longAfter: number[]
  waterfall: { name: string; start: number; end: number }[]
}

declare global {
  interface Window {
    reportOpening: (opening: Opening) => void
  }
}

/**
 * Measures in every frame of the app or the snippet when the card is painted. It does not use Playwright's locators,
 * whose polling would take CPU time during the measurement.
 * @returns a function that opens an address and resolves to its measurements
 */
export async function watchOpenings(page: Page): Promise<(address: string) => Promise<Opening>> {
  let resolveOpening: (opening: Opening) => void
  await page.exposeFunction('reportOpening', (opening: Opening) => resolveOpening(opening))
  await page.addInitScript(() => {
    if (location.hostname !== '127.0.0.1') return
    const tasks: { start: number; duration: number }[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push({ start: entry.startTime, duration: entry.duration })
    }).observe({ type: 'longtask', buffered: true })
    const card = '[data-testid="stage-card"], #stage:not([hidden])'
    const observed = {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['class', 'hidden', 'aria-busy'],
    }
    /**
     * Resolves to the time of the first paint in which the condition holds. It looks once a frame, right before the browser
     * computes styles anyway: asking at each change would make it compute them more often than without us.
     */
    const whenPainted = (condition: () => boolean): Promise<number> =>
      new Promise((resolve) => {
        let scheduled = false
        const look = (): void => {
          scheduled = false
          if (!condition()) return
          observer.disconnect()
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => resolve(performance.now()))
          port1.start()
          port2.postMessage(null)
        }
        const observer = new MutationObserver(() => {
          if (!scheduled) requestAnimationFrame(look)
          scheduled = true
        })
        observer.observe(document, observed)
      })
    const isVisible = (): boolean => {
      const element = document.querySelector(card)
      return element !== null && getComputedStyle(element).visibility === 'visible'
    }
    const both = Promise.all([
      whenPainted(isVisible),
      whenPainted(() => isVisible() && document.querySelector(card)?.getAttribute('aria-busy') !== 'true'),
    ])
    void both.then(async ([painted, confirmed]) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const entries = [
        ...performance.getEntriesByType('navigation'),
        ...performance.getEntriesByType('resource'),
      ] as PerformanceResourceTiming[]
      const before = entries.filter(({ responseStart }) => responseStart <= painted)
      window.reportOpening({
        painted,
        confirmed,
        bytes: before.reduce((sum, { transferSize }) => sum + transferSize, 0),
        requests: before.length,
        longBefore: tasks.filter(({ start }) => start < painted).map(({ duration }) => duration),
        longAfter: tasks.filter(({ start }) => start >= painted).map(({ duration }) => duration),
        waterfall: [
          ...entries.filter(({ startTime }) => startTime <= confirmed),
          ...performance.getEntriesByType('paint'),
        ].map((entry) => ({
          name: entry.name.replace(/\?.*$/, '').replace(/^.*\/(?=.)/, ''),
          start: Math.round(entry.startTime),
          end: Math.round(entry.startTime + entry.duration),
        })),
      })
    })
  })
  return async (address) => {
    const opening = new Promise<Opening>((resolve) => (resolveOpening = resolve))
    await page.goto(address)
    return opening
  }
}
