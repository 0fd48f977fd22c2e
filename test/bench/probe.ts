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
    opening?: Promise<Opening>
  }
}

/** Watches every frame of the app or the snippet for the moments at which the card has been painted. */
export async function watchOpenings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (location.hostname !== '127.0.0.1') return
    const tasks: { start: number; duration: number }[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push({ start: entry.startTime, duration: entry.duration })
    }).observe({ type: 'longtask', buffered: true })
    const card = '[data-testid="stage-card"], #stage:not([hidden])'
    const changes = { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'hidden', 'aria-busy'] }
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
    const both = Promise.all([painted(isSeen), painted(() => isSeen() && document.querySelector(card)?.getAttribute('aria-busy') !== 'true')])
    window.opening = both.then(async ([drawn, confirmed]) => {
      await new Promise((resolve) => setTimeout(resolve, 1_000))
      const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[]
      const before = entries.filter(({ responseStart }) => responseStart <= drawn)
      return {
        drawn,
        confirmed,
        bytes: before.reduce((sum, { transferSize }) => sum + transferSize, 0),
        requests: before.length,
        longBefore: tasks.filter(({ start }) => start < drawn).map(({ duration }) => duration),
        longAfter: tasks.filter(({ start }) => start >= drawn).map(({ duration }) => duration),
        waterfall: [...entries.filter(({ startTime }) => startTime <= confirmed), ...performance.getEntriesByType('paint')].map((entry) => ({
          what: entry.name.replace(/\?.*$/, '').replace(/^.*\/(?=.)/, ''),
          start: Math.round(entry.startTime),
          end: Math.round(entry.startTime + entry.duration),
        })),
      }
    })
  })
}

/** Waits for the card of the frame that a page shows. */
export async function openingOf(page: Page): Promise<Opening> {
  const frame = await (await page.waitForSelector('[data-testid="app-frame"]')).contentFrame()
  if (!frame) throw new Error('The app is not there')
  await frame.waitForFunction(() => window.opening !== undefined)
  return frame.evaluate(() => window.opening as Promise<Opening>)
}
