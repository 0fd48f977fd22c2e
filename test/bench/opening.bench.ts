import { test, type Browser } from '@playwright/test'
import { median, report, ROUNDS } from './report'
import { watchOpenings, type Opening } from './watchOpenings'
import { serve } from './server'

const NETWORK = { offline: false, latency: 0, downloadThroughput: 10_000_000 / 8, uploadThroughput: 10_000_000 / 8 }
const REST_DELAY = 150

const DEAL = encodeURIComponent('{"ID":"24"}')
/** The app opened by an ID and from a record's menu, and a minimal page that uses the SDK directly. */
const KINDS = {
  'a: by ID': { app: '/', path: '/marketplace/view/stage-card/?params[id]=733' },
  'b: from a record': { app: '/', path: `/marketplace/app/stage-card/?placement=CRM_DEAL_LIST_MENU&options=${DEAL}` },
  'c: minimal page': { app: '/snippet/', path: '/marketplace/view/stage-card/?params[id]=733' },
} as const

type Kind = keyof typeof KINDS
type Cache = 'cold' | 'warm'

async function newThrottledPage(
  browser: Browser,
  slowdown: number,
): Promise<{ open: (address: string) => Promise<Opening>; close: () => Promise<void> }> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const client = await context.newCDPSession(page)
  await client.send('Network.enable')
  await client.send('Network.emulateNetworkConditions', NETWORK)
  await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  return { open: await watchOpenings(page), close: () => context.close() }
}

for (const slowdown of [1, 4]) {
  test(`time from the frame’s first request to the card, CPU slowdown ${slowdown}`, async ({ browser }) => {
    const { portal, portalOrigin, appOrigin, close } = await serve(REST_DELAY)
    const openings = new Map<string, Opening[]>()
    const kinds = Object.keys(KINDS) as Kind[]

    for (let round = 0; round < ROUNDS; round += 1) {
      // Each round starts with another kind, so that none always benefits from being later.
      for (const kind of [...kinds.slice(round % 3), ...kinds.slice(0, round % 3)]) {
        const { app, path } = KINDS[kind]
        portal.settings.appAddress = appOrigin + app
        const { open, close: closePage } = await newThrottledPage(browser, slowdown)
        for (const cache of ['cold', null, 'warm'] as (Cache | null)[]) {
          // Cold: an empty browser cache, and no user options.
          if (cache === 'cold') portal.userOptions = {}
          const opening = await open(portalOrigin + path)
          // The second opening is not measured: it only fills the browser's code cache.
          if (cache) openings.set(`${kind} ${cache}`, [...(openings.get(`${kind} ${cache}`) ?? []), opening])
        }
        await closePage()
      }
    }
    await close()

    const of = (kind: Kind, cache: Cache): Opening[] => openings.get(`${kind} ${cache}`) ?? []
    const painted = (kind: Kind, cache: Cache): number => median(of(kind, cache).map((opening) => opening.painted))
    const rows = (['cold', 'warm'] as const).flatMap((cache) =>
      kinds.map((kind) => ({
        opened: kind,
        cache: cache,
        'card painted, ms': Math.round(painted(kind, cache)),
        'relative to c': (painted(kind, cache) / painted('c: minimal page', cache)).toFixed(2),
        'confirmed, ms': Math.round(median(of(kind, cache).map((opening) => opening.confirmed))),
        'kB to the card': Math.round(median(of(kind, cache).map((opening) => opening.bytes)) / 1000),
        requests: median(of(kind, cache).map((opening) => opening.requests)),
        'longest task before, ms': Math.round(
          median(of(kind, cache).map(({ longBefore }) => Math.max(0, ...longBefore))),
        ),
        'longest task after, ms': Math.round(Math.max(0, ...of(kind, cache).flatMap((opening) => opening.longAfter))),
      })),
    )
    const title = `CPU slowdown ${slowdown}, 10 Mbit/s, ${REST_DELAY} ms per REST call, medians of ${ROUNDS}`
    report(`opening-${slowdown}x`, title, rows, { slowdown, rounds: ROUNDS, openings: Object.fromEntries(openings) })
  })
}
