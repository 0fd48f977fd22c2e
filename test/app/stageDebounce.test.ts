import { beforeEach, expect, it, vi } from 'vitest'
import { openApp, openRecord, portal, type App } from './open'
import { paramsOf, itemOf } from './inspect'

// The pace of the clicks depends on this clock only, and not on the speed of the machine.
beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))

/** Milliseconds after which a click no longer counts as a quick step. */
const PAUSE = 1_000

async function openPipeline(): Promise<App> {
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  await expect.poll(() => app.get('pipeline-stage').elements()).toHaveLength(8)
  vi.advanceTimersByTime(PAUSE)
  return app
}

/** Clicks on stages without a pause. */
function clickQuickly(app: App, ids: readonly string[]): void {
  for (const id of ids) app.all(`[data-testid="pipeline-stage"][data-stage-id="${id}"]`)[0]?.click()
}

const requestedIds = (): unknown[] => paramsOf('crm.status.get').map(({ id }) => id)

it('asks only for the first and the last of many stages in quick succession', async () => {
  const app = await openPipeline()
  clickQuickly(app, ['102', '103', '104', '105', '106'])
  await app.expectStage('106')
  expect(requestedIds()).toEqual(['101', '102', '106'])
})

it('shows a placeholder for each stage on the way', async () => {
  const app = await openPipeline()
  const held = portal.hold('crm.status.get')
  const names: string[] = []
  for (const id of ['102', '103', '104']) {
    clickQuickly(app, [id])
    await expect.element(app.card).toHaveAttribute('data-stage-id', id)
    names.push(app.get('stage-name').element().textContent)
  }
  expect(names).toEqual(['102', '103', '104'].map((id) => itemOf(id).NAME))
  held.off()
  await app.expectStage('104')
})

it('asks for each stage at once if there is a pause between the steps', async () => {
  const app = await openPipeline()
  const held = portal.hold('crm.status.get')
  for (const id of ['102', '103']) {
    clickQuickly(app, [id])
    expect((await held.next()).params).toEqual({ id })
    vi.advanceTimersByTime(PAUSE)
  }
  held.off()
  await app.expectStage('103')
})

it('asks once if the last stage is clicked twice', async () => {
  const app = await openPipeline()
  clickQuickly(app, ['102', '106', '106'])
  await app.expectStage('106')
  expect(requestedIds()).toEqual(['101', '102', '106'])
})

it('sends one call if the same ID is submitted three times', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openApp()
  for (let times = 0; times < 3; times += 1) await app.ask('733')
  ;(await held.next()).release()
  await app.expectStage('733')
  expect(requestedIds()).toEqual(['733'])
})
