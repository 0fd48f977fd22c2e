import { test, type CDPSession, type Page } from '@playwright/test'
import { median, report, ROUNDS } from './figures'
import { serve } from './server'

/** As if there were no network between browser and portal. */
const NO_LINE = { roundTrip: 0, bitsPerSecond: 10_000_000_000 }

/** Values of the grown portal's sources, the list of a thousand. */
const FIRST_VALUE = 100_000

function timesOf(what: string, times: number[]): Record<string, string | number> {
  return { ms: what, median: median(times).toFixed(1), worst: Math.max(...times).toFixed(1) }
}

/** What is in use once nobody needs the rest. */
async function inUse(client: CDPSession): Promise<{ megabytes: number; nodes: number; listeners: number }> {
  await client.send('HeapProfiler.collectGarbage')
  const { metrics } = await client.send('Performance.getMetrics')
  const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? Number.NaN
  return { megabytes: of('JSHeapUsedSize') / 1_000_000, nodes: of('Nodes'), listeners: of('JSEventListeners') }
}

async function show(page: Page, id: number): Promise<void> {
  const frame = page.frameLocator('[data-testid="app-frame"]')
  await frame.getByTestId('stage-id-input').fill(String(id))
  await frame.getByTestId('stage-id-input').press('Enter')
  await frame.locator(`[data-testid="stage-card"][data-stage-id="${id}"]:not([aria-busy="true"])`).waitFor()
}

test('memory over 500 cards', async ({ page }) => {
  const { portal, portalOrigin, appOrigin, close } = await serve(0, NO_LINE)
  Object.assign(portal.settings, { appAddress: `${appOrigin}/`, size: 'huge' })
  const client = await page.context().newCDPSession(page)
  await client.send('Performance.enable')
  await page.goto(`${portalOrigin}/marketplace/view/stage-card/?params[id]=733`)
  const rows: Record<string, string | number>[] = []
  for (let cards = 0; cards <= 500; cards += 1) {
    await show(page, FIRST_VALUE + cards)
    if (cards % 100 > 0) continue
    const { megabytes, nodes, listeners } = await inUse(client)
    rows.push({ 'cards shown': cards, 'heap, MB': megabytes.toFixed(1), nodes: nodes, listeners: listeners })
  }
  await close()
  report('memory', 'Memory while card follows card, each of another stage, after garbage collection', rows)
})

test('a directory of 1 000 items', async ({ page }) => {
  const { portal, portalOrigin, appOrigin, close } = await serve(150, NO_LINE)
  Object.assign(portal.settings, { appAddress: `${appOrigin}/`, size: 'huge' })
  const firstRows: number[] = []
  const inputs: number[] = []
  const handlers: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    portal.userOptions = {}
    await page.goto(`${portalOrigin}/marketplace/app/stage-card/`)
    const frame = page.frameLocator('[data-testid="app-frame"]')
    const option = frame.locator('[data-testid="directory-option"][data-entity-id="SOURCE"]')
    await option.waitFor()
    const drawn = option.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let answered = Number.NaN
          const send = XMLHttpRequest.prototype.send
          XMLHttpRequest.prototype.send = function (...args) {
            this.addEventListener('readystatechange', () => {
              if (this.readyState === XMLHttpRequest.DONE) answered = performance.now()
            })
            send.apply(this, args)
          }
          const observer = new MutationObserver(() => {
            if (!document.querySelector('[data-testid="directory-item"]')) return
            observer.disconnect()
            resolve(performance.now() - answered)
          })
          observer.observe(document, { subtree: true, childList: true })
        }),
    )
    await option.click()
    firstRows.push(await drawn)

    const filter = frame.getByTestId('directory-filter')
    await filter.evaluate(() => {
      const seen: [number, number][] = []
      Object.assign(window, { seen })
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries() as PerformanceEventTiming[]) {
          if (['keydown', 'keypress', 'input', 'keyup'].includes(entry.name))
            seen.push([entry.duration, entry.processingEnd - entry.processingStart])
        }
      }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit)
    })
    await filter.pressSequentially('partner no. 77', { delay: 60 })
    await frame.locator('[data-stage-id="100077"]').first().waitFor()
    const seen = await filter.evaluate(() => Reflect.get(window, 'seen') as [number, number][])
    inputs.push(Math.max(0, ...seen.map(([duration]) => duration)))
    handlers.push(Math.max(0, ...seen.map(([, handler]) => handler)))
  }
  await close()
  report('directory', `A directory of 1 000 items, ${ROUNDS} times`, [
    timesOf('first rows after the answer', firstRows),
    timesOf('slowest key in the filter, to the next paint', inputs),
    timesOf('of which in the app', handlers),
  ])
})
