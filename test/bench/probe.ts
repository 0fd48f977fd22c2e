import type { Page } from '@playwright/test'

/** What one opening cost. Times are milliseconds since the frame's first request. */
export interface Opening {
  drawn: number
  bytes: number
  requests: number
  /** Tasks over 50 ms, before the card and in the second after it. */
  longBefore: number[]
  longAfter: number[]
  /** What was asked for, and what the app itself marked, from when to when. */
  waterfall: { what: string; start: number; end: number }[]
}

declare global {
  interface Window {
    opening?: Promise<Opening>
  }
}

/** Watches every frame of the app or the snippet for the moment at which the card has been painted. */
export async function watchOpenings(page: Page): Promise<void> {
  await page.addInitScript(() => {
    if (location.hostname !== '127.0.0.1') return
    const tasks: { start: number; duration: number }[] = []
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) tasks.push({ start: entry.startTime, duration: entry.duration })
    }).observe({ type: 'longtask', buffered: true })
    window.opening = new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        const card = document.querySelector('[data-testid="stage-card"], #stage:not([hidden])')
        if (!card || getComputedStyle(card).visibility !== 'visible') return
        observer.disconnect()
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel()
          port1.addEventListener('message', () => {
            const drawn = performance.now()
            setTimeout(() => {
              const entries = [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')] as PerformanceResourceTiming[]
              const before = entries.filter(({ responseStart }) => responseStart <= drawn)
              resolve({
                drawn,
                bytes: before.reduce((sum, { transferSize }) => sum + transferSize, 0),
                requests: before.length,
                longBefore: tasks.filter(({ start }) => start < drawn).map(({ duration }) => duration),
                longAfter: tasks.filter(({ start }) => start >= drawn).map(({ duration }) => duration),
                waterfall: [...before, ...performance.getEntriesByType('paint'), ...performance.getEntriesByType('mark')].map((entry) => ({
                  what: entry.name.replace(/\?.*$/, '').replace(/^.*\/(?=.)/, ''),
                  start: Math.round(entry.startTime),
                  end: Math.round(entry.startTime + entry.duration),
                })),
              })
            }, 1_000)
          })
          port1.start()
          port2.postMessage(null)
        })
      })
      observer.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['class', 'hidden'] })
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
