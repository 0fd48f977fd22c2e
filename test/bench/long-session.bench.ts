import { test, type CDPSession, type Page } from '@playwright/test'
import { median, report, ROUNDS } from './report'
import { serve } from './server'

/** As if there were no network between browser and portal. */
const NO_LINE = { roundTrip: 0, bitsPerSecond: 10_000_000_000 }

/** ID of the first of 1 000 sources in the stand-in portal's large data set. */
const FIRST_SOURCE_ID = 100_000

function timesRow(label: string, times: number[]): Record<string, string | number> {
  return { ms: label, median: median(times).toFixed(1), worst: Math.max(...times).toFixed(1) }
}

/** Memory, DOM nodes and event listeners in use after garbage collection. */
async function measureUsage(client: CDPSession): Promise<{ megabytes: number; nodes: number; listeners: number }> {
  await client.send('HeapProfiler.collectGarbage')
  const { metrics } = await client.send('Performance.getMetrics')
  const metric = (name: string): number => metrics.find((entry) => entry.name === name)?.value ?? Number.NaN
  return {
    megabytes: metric('JSHeapUsedSize') / 1_000_000,
    nodes: metric('Nodes'),
    listeners: metric('JSEventListeners'),
  }
}

async function showStage(page: Page, id: number): Promise<void> {
  const frame = page.frameLocator('[data-testid="app-frame"]')
  await frame.getByTestId('stage-id-input').fill(String(id))
  await frame.getByTestId('stage-id-input').press('Enter')
  await frame.locator(`[data-testid="stage-card"][data-stage-id="${id}"]:not([aria-busy="true"])`).waitFor()
}

test('memory use over 500 cards', async ({ page }) => {
  const { portal, portalOrigin, appOrigin, close } = await serve(0, NO_LINE)
  Object.assign(portal.settings, { appAddress: `${appOrigin}/`, size: 'huge' })
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable')
  await page.goto(`${portalOrigin}/marketplace/view/stage-card/?params[id]=733`)
  const rows: Record<string, string | number>[] = []
  for (let cards = 0; cards <= 500; cards += 1) {
    await showStage(page, FIRST_SOURCE_ID + cards)
    if (cards % 100 > 0) continue
    const { megabytes, nodes, listeners } = await measureUsage(client)
    rows.push({ 'cards shown': cards, 'heap, MB': megabytes.toFixed(1), nodes: nodes, listeners: listeners })
  }
  await close()
  report('memory', 'Memory after garbage collection, while each card shows another stage', rows)
})

test('speed of a directory with 1 000 items', async ({ page }) => {
  const { portal, portalOrigin, appOrigin, close } = await serve(150, NO_LINE)
  Object.assign(portal.settings, { appAddress: `${appOrigin}/`, size: 'huge' })
  const firstRows: number[] = []
  const keyTimes: number[] = []
  const handlerTimes: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    portal.userOptions = {}
    await page.goto(`${portalOrigin}/marketplace/app/stage-card/`)
    const frame = page.frameLocator('[data-testid="app-frame"]')
    const option = frame.locator('[data-testid="directory-option"][data-entity-id="SOURCE"]')
    await option.waitFor()
    const firstRow = option.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let answerTime = Number.NaN
          const send = XMLHttpRequest.prototype.send
          XMLHttpRequest.prototype.send = function (...args) {
            this.addEventListener('readystatechange', () => {
              if (this.readyState === XMLHttpRequest.DONE) answerTime = performance.now()
            })
            send.apply(this, args)
          }
          const observer = new MutationObserver(() => {
            if (!document.querySelector('[data-testid="directory-item"]')) return
            observer.disconnect()
            resolve(performance.now() - answerTime)
          })
          observer.observe(document, { subtree: true, childList: true })
        }),
    )
    await option.click()
    firstRows.push(await firstRow)

    const filter = frame.getByTestId('directory-filter')
    await filter.evaluate(() => {
      const keyEvents: [number, number][] = []
      Object.assign(window, { keyEvents })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as PerformanceEventTiming[]) {
          if (['keydown', 'keypress', 'input', 'keyup'].includes(entry.name))
            keyEvents.push([entry.duration, entry.processingEnd - entry.processingStart])
        }
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    })
    await filter.pressSequentially('partner no. 77', { delay: 60 })
    await frame.locator('[data-stage-id="100077"]').first().waitFor()
    const keyEvents = await filter.evaluate(() => Reflect.get(window, 'keyEvents') as [number, number][])
    keyTimes.push(Math.max(0, ...keyEvents.map(([duration]) => duration)))
    handlerTimes.push(Math.max(0, ...keyEvents.map(([, handler]) => handler)))
  }
  await close()
  report('directory', `A directory with 1 000 items, ${ROUNDS} rounds`, [
    timesRow('first rows after the answer', firstRows),
    timesRow('slowest key in the filter, until the next paint', keyTimes),
    timesRow('of that, in event handlers', handlerTimes),
  ])
})
