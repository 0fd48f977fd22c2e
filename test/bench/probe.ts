import type { Page } from '@playwright/test'

/** What one opening cost. Times are milliseconds since the frame's first request. */
export interface Opening {
  /** The card is seen. */
  drawn: number
  /** The card is the portal's answer, where it was drawn from what was known before. */
  confirmed: number
  bytes: number
  requests: number
  /** Tasks over 50 ms, before the card and in the second after it. */
  longBefore: number[]
  longAfter: number[]
  /** What was asked for, from when to when. */
  waterfall: { what: string; start: number; end: number }[]
}

declare global {
  interface Window {
    tellOpening: (opening: Opening) => void
  }
}

/**
 * Watches every frame of the app or the snippet for the moments at which the card has been painted. Nothing else is asked
 * of a page meanwhile: the test tool's own script would take the processor in the middle of what is measured.
 * @returns opens an address, and tells what it cost
 */
export async function watchOpenings(page: Page): Promise<(address: string) => Promise<Opening>> {
  let told: (opening: Opening) => void
  await page.exposeFunction('tellOpening', (opening: Opening) => told(opening))
  await page.addInitScript(() => {
    if (location.hostname !== '127.0.0.1') return
    const tasks: { start: number; duration: number }[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push({ start: entry.startTime, duration: entry.duration })
    }).observe({ type: 'longtask', buffered: true })
    const card = '[data-testid="stage-card"], #stage:not([hidden])'
    const changes = {
      subtree: true,
      childList: true,
      attributes: true,
      attributeFilter: ['class', 'hidden', 'aria-busy'],
    }
    /** The moment at which something on the page has been painted. */
    const painted = (there: () => boolean): Promise<number> =>
      new Promise((resolve) => {
        const observer = new MutationObserver(() => {
          if (!there()) return
          observer.disconnect()
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel()
            port1.addEventListener('message', () => resolve(performance.now()))
            port1.start()
            port2.postMessage(null)
          })
        })
        observer.observe(document, changes)
      })
    const isSeen = (): boolean => {
      const seen = document.querySelector(card)
      return seen !== null && getComputedStyle(seen).visibility === 'visible'
    }
    const both = Promise.all([
      painted(isSeen),
      painted(() => isSeen() && document.querySelector(card)?.getAttribute('aria-busy') !== 'true'),
    ])
    void both.then(async ([drawn, confirmed]) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const entries = [
        ...performance.getEntriesByType('navigation'),
        ...performance.getEntriesByType('resource'),
      ] as PerformanceResourceTiming[]
      const before = entries.filter(({ responseStart }) => responseStart <= drawn)
      window.tellOpening({
        drawn,
        confirmed,
        bytes: before.reduce((sum, { transferSize }) => sum + transferSize, 0),
        requests: before.length,
        longBefore: tasks.filter(({ start }) => start < drawn).map(({ duration }) => duration),
        longAfter: tasks.filter(({ start }) => start >= drawn).map(({ duration }) => duration),
        waterfall: [
          ...entries.filter(({ startTime }) => startTime <= confirmed),
          ...performance.getEntriesByType('paint'),
        ].map((entry) => ({
          what: entry.name.replace(/\?.*$/, '').replace(/^.*\/(?=.)/, ''),
          start: Math.round(entry.startTime),
          end: Math.round(entry.startTime + entry.duration),
        })),
      })
    })
  })
  return async (address) => {
    const opening = new Promise<Opening>((resolve) => (told = resolve))
    await page.goto(address)
    return opening
  }
}
