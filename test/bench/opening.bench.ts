import { mkdtempSync, rmSync } from 'node:fs'
import { connect as connectHttp2 } from 'node:http2'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import { launchOptions } from '../chromium'
import { median, report, ROUNDS } from './report'
import { watchOpenings, type Opening } from './watchOpenings'
import { serve, type Served } from './server'

const BITS_PER_SECOND = 10_000_000
/** Bytes. */
const WINDOW = 6_291_456
/** Milliseconds that the portal works on each REST call. */
const PORTAL_WORK = 50

const DEAL = encodeURIComponent('{"ID":"24"}')
/** What is compared: the app opened with an ID, from a record's menu, and a minimal page that uses the SDK directly. */
const KINDS = {
  'a: by ID': { app: '/', path: '/marketplace/view/stage-card/?params[id]=733' },
  'b: from a record': { app: '/', path: `/marketplace/app/stage-card/?placement=CRM_DEAL_LIST_MENU&options=${DEAL}` },
  'c: minimal page': { app: '/snippet/', path: '/marketplace/view/stage-card/?params[id]=733' },
} as const

/** With OTHER_BUILD, another build of the app is measured in turn as well. */
const OTHER_KINDS = {
  'a: other build': { ...KINDS['a: by ID'], app: '/other/' },
  'b: other build': { ...KINDS['b: from a record'], app: '/other/' },
} as const
const ALL_KINDS = { ...KINDS, ...(process.env.OTHER_BUILD ? OTHER_KINDS : {}) } as typeof KINDS & typeof OTHER_KINDS

type Kind = keyof typeof ALL_KINDS
type Cache = 'cold' | 'warm'

const kinds = Object.keys(ALL_KINDS) as Kind[]

/**
 * Opens the app in a browser with a profile of its own: in Playwright's ordinary contexts Chromium ignores preconnect.
 * The first opening is cold. The second only warms up what the browser keeps of scripts; the third is warm. In between all
 * connections end, as they do within minutes.
 */
async function openInNewProfile(served: Served, slowdown: number, kind: Kind): Promise<Record<Cache, Opening>> {
  const { portal, portalOrigin, appOrigin, certificateHash } = served
  const { app, path } = ALL_KINDS[kind]
  portal.settings.appAddress = appOrigin + app
  portal.userOptions = {}
  const profile = mkdtempSync(join(tmpdir(), 'stage-card-bench-'))
  const context = await chromium.launchPersistentContext(profile, {
    ...launchOptions,
    args: [
      ...(launchOptions.args ?? []),
      `--ignore-certificate-errors-spki-list=${certificateHash}`,
      // Only in a process of the portal's page can the frame be slowed down.
      '--disable-site-isolation-trials',
      '--disable-features=IsolateOrigins,site-per-process',
    ],
  })
  const [page = await context.newPage()] = context.pages()
  const client = await context.newCDPSession(page)
  await client.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
  const open = await watchOpenings(page)
  const openings: Opening[] = []
  for (let count = 0; count < 3; count += 1) {
    openings.push(await open(portalOrigin + path))
    await page.goto('about:blank')
    served.hangUp()
  }
  await context.close()
  rmSync(profile, { recursive: true, force: true })
  const [cold, , warm] = openings
  if (!cold || !warm) throw new Error('Three openings were expected')
  return { cold, warm }
}

/** Requests a file over a new connection. Gives milliseconds and bytes. */
function requestBare(origin: string, path: string): Promise<{ time: number; bytes: number }> {
  return new Promise((resolve, reject) => {
    const start = performance.now()
    // Windows as large as Chromium's, so that none has to be enlarged on the way.
    const session = connectHttp2(origin, { rejectUnauthorized: false, settings: { initialWindowSize: WINDOW } })
    session.on('connect', () => session.setLocalWindowSize(WINDOW))
    session.on('error', reject)
    const request = session.request({ ':path': path })
    let bytes = 0
    request.on('data', (data: Buffer) => (bytes += data.length))
    request.on('end', () => {
      session.close()
      resolve({ time: performance.now() - start, bytes })
    })
  })
}

/** Checks that a bare request takes as long as its round trips (TCP, TLS, the request) and its size say. */
async function checkWire({ portalOrigin, appOrigin }: Served, roundTrip: number): Promise<void> {
  for (const [origin, path] of [
    [appOrigin, '/snippet/b24jssdk.js'],
    [portalOrigin, '/~portal/portal.css'],
  ] as const) {
    const asked = [await requestBare(origin, path), await requestBare(origin, path), await requestBare(origin, path)]
    const expected = 3 * roundTrip + ((asked[0]?.bytes ?? 0) * 8_000) / BITS_PER_SECOND
    const found = median(asked.map(({ time }) => time))
    console.log(`Wire: ${path} took ${Math.round(found)} ms, of ${Math.round(expected)} expected`)
    expect(Math.abs(found - expected)).toBeLessThan(25 + expected * 0.1)
  }
}

for (const roundTrip of [50, 150]) {
  for (const slowdown of [1, 4]) {
    test(`from the frame’s first request to the card: ${roundTrip} ms a round trip, processor slowed ${slowdown} times`, async () => {
      const served = await serve(PORTAL_WORK, { roundTrip, bitsPerSecond: BITS_PER_SECOND })
      await checkWire(served, roundTrip)
      const found = new Map<string, Opening[]>()
      for (let round = 0; round < ROUNDS; round += 1) {
        // In turn, each time another one first.
        for (const kind of [...kinds.slice(round % kinds.length), ...kinds.slice(0, round % kinds.length)]) {
          const openings = await openInNewProfile(served, slowdown, kind)
          for (const cache of ['cold', 'warm'] as const) {
            found.set(`${kind} ${cache}`, [...(found.get(`${kind} ${cache}`) ?? []), openings[cache]])
          }
        }
      }
      await served.close()

      const of = (kind: Kind, cache: Cache): Opening[] => found.get(`${kind} ${cache}`) ?? []
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
            median(of(kind, cache).map((opening) => Math.max(0, ...opening.longBefore))),
          ),
          'longest task after, ms': Math.round(Math.max(0, ...of(kind, cache).flatMap((opening) => opening.longAfter))),
        })),
      )
      const title = `${roundTrip} ms a round trip, processor slowed ${slowdown} times, 10 Mbit/s, ${PORTAL_WORK} ms a REST call, medians of ${ROUNDS}`
      report(`opening-${roundTrip}ms-${slowdown}x`, title, rows, {
        roundTrip,
        slowdown,
        rounds: ROUNDS,
        openings: Object.fromEntries(found),
      })
    })
  }
}
