import { test, type Browser } from '@playwright/test'
import { median, report, ROUNDS } from './figures'
import { watchOpenings, type Opening } from './probe'
import { serve } from './server'

const LINE = { offline: false, latency: 0, downloadThroughput: 10_000_000 / 8, uploadThroughput: 10_000_000 / 8 }
const REST_DELAY = 150

const DEAL = encodeURIComponent('{"ID":"24"}')
/** What is compared: the app opened with an ID, from a record's menu, and the page that one would paste together. */
const KINDS = {
  'a: by ID': { app: '/', path: '/marketplace/view/stage-card/?params[id]=733' },
  'b: from a record': { app: '/', path: `/marketplace/app/stage-card/?placement=CRM_DEAL_LIST_MENU&options=${DEAL}` },
  'c: pasted together': { app: '/snippet/', path: '/marketplace/view/stage-card/?params[id]=733' },
} as const

type Kind = keyof typeof KINDS
type Cache = 'cold' | 'warm'

async function slowedPage(
  browser: Browser,
  slowdown: number,
): Promise<{ open: (address: string) => Promise<Opening>; close: () => Promise<void> }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.emulateNetworkConditions', LINE)
  await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  return { open: await watchOpenings(page), close: () => context.close() }
}

for (const slowdown of [1, 4]) {
  test(`from the frame’s first request to the card, processor slowed ${slowdown} times`, async ({ browser }) => {
    const { portal, portalOrigin, appOrigin, close } = await serve(REST_DELAY)
    const found = new Map<string, Opening[]>()
    const kinds = Object.keys(KINDS) as Kind[]

    for (let round = 0; round < ROUNDS; round += 1) {
      // In turn, each time another one first.
      for (const kind of [...kinds.slice(round % 3), ...kinds.slice(0, round % 3)]) {
        const { app, path } = KINDS[kind]
        portal.settings.appAddress = appOrigin + app
        const { open, close: forget } = await slowedPage(browser, slowdown)
        for (const cache of ['cold', null, 'warm'] as (Cache | null)[]) {
          // Cold: to a browser that has nothing, and to a portal that remembers nothing.
          if (cache === 'cold') portal.userOptions = {}
          const opening = await open(portalOrigin + path)
          // The second opening only warms up what the browser keeps of scripts.
          if (cache) found.set(`${kind} ${cache}`, [...(found.get(`${kind} ${cache}`) ?? []), opening])
        }
        await forget()
      }
    }
    await close()

    const of = (kind: Kind, cache: Cache): Opening[] => found.get(`${kind} ${cache}`) ?? []
    const drawn = (kind: Kind, cache: Cache): number => median(of(kind, cache).map((one) => one.drawn))
    const rows = (['cold', 'warm'] as const).flatMap((cache) =>
      kinds.map((kind) => ({
        opened: kind,
        cache: cache,
        'card drawn, ms': Math.round(drawn(kind, cache)),
        'to c': (drawn(kind, cache) / drawn('c: pasted together', cache)).toFixed(2),
        'confirmed, ms': Math.round(median(of(kind, cache).map((one) => one.confirmed))),
        'kB to the card': Math.round(median(of(kind, cache).map((one) => one.bytes)) / 1000),
        requests: median(of(kind, cache).map((one) => one.requests)),
        'longest task before, ms': Math.round(median(of(kind, cache).map((one) => Math.max(0, ...one.longBefore)))),
        'longest task after, ms': Math.round(Math.max(0, ...of(kind, cache).flatMap((one) => one.longAfter))),
      })),
    )
    const title = `Processor slowed ${slowdown} times, 10 Mbit/s, ${REST_DELAY} ms a REST call, medians of ${ROUNDS}`
    report(`opening-${slowdown}x`, title, rows, { slowdown, rounds: ROUNDS, openings: Object.fromEntries(found) })
  })
}
