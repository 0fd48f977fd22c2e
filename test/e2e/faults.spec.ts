import type { Locator } from '@playwright/test'
import { FAULTS, type FaultName } from '../portal/faults'
import { expect, test, type App } from './fixtures'
import { openDeal } from './states'

/** Notes for the end of the run that the app has survived faults: told what happened, and worked again afterwards. */
function survive(count = 1): void {
  test.info().annotations.push({ type: 'survived', description: String(count) })
}

/** A way in: how it is opened, which call is spoilt, what is to be seen when all is well, and how to ask anew. */
interface Way {
  method: string
  open: (app: App) => Promise<void>
  good: (app: App) => Locator
}

const WAYS: Record<string, Way> = {
  'a link to a stage': {
    method: 'crm.status.get',
    open: (app) => app.openStage('733'),
    good: (app) => app.frame.locator('[data-testid="stage-card"][data-stage-id="733"]:not([data-stale])'),
  },
  'a record’s menu': {
    method: 'batch',
    open: (app) => openDeal(app, 'Delivery van'),
    good: (app) => app.frame.locator('[data-testid="stage-card"][data-stage-id="104"]:not([data-stale])'),
  },
  'an ID that is typed': {
    method: 'crm.status.get',
    open: async (app) => {
      await app.open()
      await app.ask('733')
    },
    good: (app) => app.frame.locator('[data-testid="stage-card"][data-stage-id="733"]:not([data-stale])'),
  },
  'the directories': {
    method: 'crm.status.entity.types',
    open: (app) => app.open(),
    good: (app) => app.get('directory-list'),
  },
  'a directory’s items': {
    method: 'crm.status.list',
    open: async (app) => {
      await app.open()
      await app.frame.locator('[data-testid="directory-option"][data-entity-id="SOURCE"]').click()
    },
    good: (app) => app.get('directory-item').first(),
  },
  'a search': {
    method: 'crm.status.list',
    open: async (app) => {
      await app.open()
      await expect(app.get('directory-list')).toBeVisible()
      await app.get('directory-search').fill('won')
      await app.get('directory-search').press('Enter')
    },
    good: (app) => app.get('search-results').getByTestId('directory-item').first(),
  },
  'the installer': {
    method: 'placement.list',
    open: (app) => {
      app.world.portal.settings.installing = true
      return app.open()
    },
    good: (app) => app.get('placement-toggle').first(),
  },
  settings: {
    method: 'placement.get',
    open: async (app) => {
      await app.openStage('733')
      await app.get('settings-open').click()
    },
    good: (app) => app.get('placement-toggle').first(),
  },
}

/** The notice of a failure, wherever it stands. */
function notice(app: App): Locator {
  return app.frame.locator('[role="alert"][data-kind]')
}

function expectKind(app: App, kind: string): Promise<void> {
  return expect(notice(app)).toHaveAttribute('data-kind', kind)
}

const names = Object.keys(FAULTS) as FaultName[]
/** Faults by what a person is told; odd items, slowness and endless waits have tests of their own. */
const told = names.filter((name) => !['odd items', 'slow'].includes(FAULTS[name].group) && name !== 'network-hang')
const groups = [...new Set(told.map((name) => FAULTS[name].group))].map((group) => [group, told.filter((name) => FAULTS[name].group === group)] as const)

/** After a failure: a person asks again in the way that is offered, or opens the app anew. */
async function recover(app: App, way: Way, group: string): Promise<void> {
  const retry = app.get('stage-retry')
  // Where the app is to be loaded anew, and where a wrong shape may have passed for a right one, it is opened again.
  if (!['auth', 'bad-answer'].includes(group) && (await retry.isVisible())) await retry.click()
  else await way.open(app)
  await expect(way.good(app)).toBeVisible()
  await expect(notice(app)).toHaveCount(0)
}

for (const [title, way] of Object.entries(WAYS)) {
  for (const [group, faults] of groups) {
    test(`${title}, ${group}: ${faults.join(', ')}`, async ({ app, portal }) => {
      test.setTimeout(120_000)
      if (group === 'limit') await app.stopClock()
      for (const fault of faults) {
        portal.clearFaults()
        portal.userOptions = {} // what was open last would be asked for, too
        // A token that stays refused is refused again after its renewal.
        portal.addFault({ fault, method: way.method, times: /^auth-(expired|invalid)$/.test(fault) ? 2 : 1 })
        await way.open(app)
        await expect.poll(() => portal.log.some((call) => call.fault === fault)).toBe(true)
        // A wrong shape may be right by chance, where another one was wanted: an empty list is a list.
        if (group !== 'bad-answer') {
          await expectKind(app, group)
          await expect(notice(app).getByRole('heading')).not.toBeEmpty()
        }
        portal.clearFaults()
        await recover(app, way, group)
        survive()
      }
    })
  }
}

/** Opens a stage, and gives the question for it, which the portal holds back. */
async function inMidRequest(app: App, way: Way) {
  const held = app.world.portal.hold(way.method)
  await way.open(app)
  return { held, question: await held.next() }
}

for (const title of ['a link to a stage', 'a record’s menu', 'the directories'] as const) {
  const way = WAYS[title] as Way

  test(`${title}: the portal’s page is loaded anew in mid-request`, async ({ app, page }) => {
    const { held, question } = await inMidRequest(app, way)
    held.off()
    await page.reload()
    question.release()
    await expect(way.good(app)).toBeVisible()
    survive()
  })

  test(`${title}: the frame is closed in mid-request`, async ({ app, page, world }) => {
    const { held, question } = await inMidRequest(app, way)
    await page.getByTestId('app-frame').evaluate((frame) => frame.remove())
    question.release()
    held.off()
    await page.goto(`${world.portalOrigin}/crm/deal/`)
    await way.open(app)
    await expect(way.good(app)).toBeVisible()
    survive()
  })

  test(`${title}: the connection is lost and comes back`, async ({ app, context }) => {
    const { held, question } = await inMidRequest(app, way)
    question.fail('network-drop')
    held.off()
    await expectKind(app, 'network')
    await context.setOffline(true)
    await app.get('stage-retry').click()
    await expect(notice(app)).toBeVisible()
    await context.setOffline(false)
    await expect(way.good(app)).toBeVisible()
    await expect(notice(app)).toHaveCount(0)
    survive(2)
  })

  test(`${title}: an answer after 59 seconds`, async ({ app, page }) => {
    await page.clock.install()
    const { held, question } = await inMidRequest(app, way)
    await page.clock.runFor(31_000)
    await expectKind(app, 'network')
    await page.clock.runFor(28_000)
    question.release()
    held.off()
    await app.get('stage-retry').click()
    await expect(way.good(app)).toBeVisible()
    await expect(notice(app)).toHaveCount(0)
    survive()
  })

  test(`${title}: a token that expires in mid-request`, async ({ app, portal }) => {
    const { held, question } = await inMidRequest(app, way)
    portal.expireTokens()
    question.release()
    ;(await held.next()).release()
    held.off()
    await expect(way.good(app)).toBeVisible()
    await expect(notice(app)).toHaveCount(0)
    survive()
  })

  test(`${title}: a token that expires in mid-request, and is not renewed`, async ({ app, page, portal }) => {
    await page.clock.install()
    portal.settings.host = 'no-refresh'
    const { held, question } = await inMidRequest(app, way)
    portal.expireTokens()
    const hostAsked = app.hostAsked()
    question.release()
    held.off()
    await hostAsked
    await page.clock.runFor(10_500)
    await expectKind(app, 'auth')
    portal.settings.host = 'answers'
    await app.get('stage-retry').click()
    await expect(notice(app)).toHaveCount(0)
    survive()
  })

  test(`${title}: the clock is turned back, and far ahead`, async ({ app, page }) => {
    await page.clock.install()
    await way.open(app)
    await expect(way.good(app)).toBeVisible()
    await page.clock.setSystemTime(Date.now() - 86_400_000)
    await app.open()
    await app.ask('733')
    await app.expectStage('733')
    // To the app the token's hour seems over: it has it renewed.
    await page.clock.setSystemTime(Date.now() + 7_200_000)
    await app.ask('734')
    await app.expectStage('734')
    survive(2)
  })
}

test('answers cut off at each of 20 places', async ({ app, page }) => {
  await app.openStage('733')
  await app.expectStage('733')
  const ANSWERS = /\/rest\/crm\.status\.get/
  for (let place = 0; place < 20; place += 1) {
    await page.route(ANSWERS, async (route) => {
      if (route.request().method() === 'OPTIONS') return route.continue()
      const answer = await route.fetch()
      const text = await answer.text()
      await route.fulfill({ response: answer, body: text.slice(0, Math.floor((text.length * place) / 20)) })
    })
    await app.get('stage-refresh').click()
    await expectKind(app, 'bad-answer')
    await page.unroute(ANSWERS)
    await app.get('stage-retry').click()
    await app.expectStage('733')
    survive()
  }
})

test('two tabs: each has its own stage, and what is remembered breaks neither', async ({ app, context, portal, world }) => {
  await app.open()
  const other = new (app.constructor as new (page: typeof app.page, world: typeof app.world) => App)(await context.newPage(), { ...world, portal })
  await other.open()
  await app.ask('733')
  await other.ask('734')
  await app.expectStage('733')
  await other.expectStage('734')
  await app.get('theme-toggle').click()
  await other.ask('301')
  await other.expectStage('301')
  await app.get('stage-refresh').click()
  await app.expectStage('733')
  survive()
})

/** Numbers that look like chance and are the same in every run. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296
    return state / 4_294_967_296
  }
}

test('1 000 switches between IDs, answered in shuffled order: the last asked is the one shown', async ({ app, portal }) => {
  test.setTimeout(120_000)
  const chance = seeded(7)
  portal.settings.size = 'huge'
  await app.open()
  await expect(app.get('directory-list')).toBeVisible()
  const held = portal.hold('crm.status.get')
  const answer = async (): Promise<void> => {
    const { release } = await held.next()
    setTimeout(release, Math.floor(chance() * 700))
    return answer()
  }
  void answer()
  const last = await app.frame.locator('html').evaluate(
    async (html, ids) => {
      const input = html.querySelector<HTMLInputElement>('[data-testid="stage-id-input"]')
      for (const [at, id] of ids.entries()) {
        if (!input) throw new Error('no field')
        input.value = String(id)
        input.dispatchEvent(new Event('input', { bubbles: true }))
        await Promise.resolve()
        input.form?.requestSubmit()
        // Now and then a pause in which a question goes out.
        await new Promise((resolve) => setTimeout(resolve, at % 40 === 39 ? 260 : 4))
      }
      return ids.at(-1)
    },
    Array.from({ length: 1_000 }, () => 100_000 + Math.floor(chance() * 900)),
  )
  await app.expectStage(String(last))
  held.off()
  await app.get('stage-refresh').click()
  await app.expectStage(String(last))
  expect(portal.log.filter(({ method }) => method === 'crm.status.get').length).toBeLessThan(100)
  survive(1_000)
})

test('three minutes of random clicking and typing', async ({ app, page, portal }) => {
  test.setTimeout(300_000)
  const chance = seeded(24)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(chance() * list.length)] as T
  const TYPED = ['733', '0', '-1', 'C1:WON', '999999', 'new', '<b>', '٧٣٣', '🎉', ' 734 ', 'DT1038_37:', '"ID":"301"']
  const KEYS = ['Enter', 'Tab', 'Shift+Tab', 'Escape', 'ArrowDown', 'ArrowUp', 'ArrowLeft', 'ArrowRight', 'Home', 'End', 'Space', 'PageDown']
  const opened = ['/marketplace/app/stage-card/', '/marketplace/view/stage-card/?params[id]=733'] as const
  page.on('dialog', (dialog) => dialog.dismiss())
  await app.open()
  const until = Date.now() + 180_000
  let steps = 0
  while (Date.now() < until) {
    steps += 1
    if (chance() < 0.15) portal.addFault({ fault: pick(names.filter((name) => !name.startsWith('slow') && name !== 'network-hang')) })
    if (chance() < 0.02) portal.expireTokens()
    if (chance() < 0.03) await app.open(pick(opened))
    const act = chance()
    const options = { timeout: 1_000, force: true } as const
    // What is aimed at may be gone by then: that is the point.
    if (act < 0.55) {
      const targets = app.frame.locator('button:visible, input:visible, summary:visible, select:visible, [role="row"]:visible')
      const count = await targets.count()
      if (count > 0) await targets.nth(Math.floor(chance() * count)).click(options).catch(() => undefined)
    } else if (act < 0.75) {
      const fields = app.frame.locator('input:not([type="checkbox"]):visible')
      const count = await fields.count()
      if (count > 0) await fields.nth(Math.floor(chance() * count)).fill(pick(TYPED), options).catch(() => undefined)
      await page.keyboard.press('Enter')
    } else {
      await page.keyboard.press(pick(KEYS))
    }
    if (!page.url().includes('/marketplace/')) await app.open()
  }
  portal.clearFaults()
  await app.openStage('733')
  await app.expectStage('733')
  expect(steps).toBeGreaterThan(200)
  survive()
})
