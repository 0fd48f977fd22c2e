import { beforeEach, expect, it, vi } from 'vitest'
import { openApp, openRecord, portal, type App } from './open'
import { asked, itemOf } from './inspect'

// How quickly someone is told by this clock alone: the machine's speed does not count.
beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))

const A_WHILE = 1_000

async function openPipeline(): Promise<App> {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  await expect.poll(() => app.get('pipeline-stage').elements()).toHaveLength(8)
  vi.advanceTimersByTime(A_WHILE)
  return app
}

/** Clicks through stages without a pause. */
function race(app: App, ids: readonly string[]): void {
  for (const id of ids) app.all(`[data-testid="pipeline-stage"][data-stage-id="${id}"]`)[0]?.click()
}

const askedIds = (): unknown[] => asked('crm.status.get').map(({ id }) => id)

it('whoever races along a pipeline has the first and the last stage asked for, and no other', async () => {
  const app = await openPipeline()
  race(app, ['102', '103', '104', '105', '106'])
  await app.expectStage('106')
  expect(askedIds()).toEqual([101, 102, 106])
})

it('of every stage on the way the card is seen at once', async () => {
  const app = await openPipeline()
  const held = portal.hold('crm.status.get')
  const seen: string[] = []
  for (const id of ['102', '103', '104']) {
    race(app, [id])
    await expect.element(app.card).toHaveAttribute('data-stage-id', id)
    seen.push(app.get('stage-name').element().textContent)
  }
  expect(seen).toEqual(['102', '103', '104'].map((id) => itemOf(id).NAME))
  held.off()
  await app.expectStage('104')
})

it('whoever goes step by step has every stage asked for at once', async () => {
  const app = await openPipeline()
  const held = portal.hold('crm.status.get')
  for (const id of ['102', '103']) {
    race(app, [id])
    expect((await held.next()).params).toEqual({ id: Number(id) })
    vi.advanceTimersByTime(A_WHILE)
  }
  held.off()
  await app.expectStage('103')
})

it('two clicks on the last stage of a race ask for it once', async () => {
  const app = await openPipeline()
  race(app, ['102', '106', '106'])
  await app.expectStage('106')
  expect(askedIds()).toEqual([101, 102, 106])
})

it('the same ID asked for three times in a row is one question', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openApp()
  for (let times = 0; times < 3; times += 1) await app.ask('733')
  ;(await held.next()).release()
  await app.expectStage('733')
  expect(askedIds()).toEqual([733])
})
