import { describe, expect, it } from 'vitest'
import { bindLinks } from '../portal/opening'
import { openApp, openStage, portal, type App } from './open'
import { callCount, paramsOf, copyButton, paste, refuseCopying } from './inspect'
import { HANDLER, toggleOf } from './placements'

it('copies a link to the stage', async () => {
  const app = await openStage('734')
  await app.expectStage('734')
  await copyButton('link').click()
  await expect.element(copyButton('link')).toHaveTextContent('Link copied')
  expect(await paste()).toBe(`${window.location.origin}/marketplace/view/stage-card/?params[id]=734`)
})

it('shows the link if the browser refuses to copy it', async () => {
  refuseCopying()
  const app = await openStage('734')
  await copyButton('link').click()
  const link = `${window.location.origin}/marketplace/view/stage-card/?params[id]=734`
  await expect.element(app.card).toHaveTextContent('Couldn’t copy the link')
  await expect.element(app.card).toHaveTextContent(link)
  await expect.element(copyButton('link')).toHaveTextContent('Copy link')
})

it('asks for the app’s code once, and only after the card', async () => {
  const held = portal.hold('crm.status.get')
  const app = await openStage('734')
  const call = await held.next()
  expect(paramsOf('app.info')).toEqual([])
  call.release()
  await expect.element(copyButton('link')).toBeVisible()
  held.off()
  await app.ask('733')
  await app.expectStage('733')
  await copyButton('link').click()
  expect(await paste()).toMatch(/params\[id\]=733$/)
  expect(paramsOf('app.info')).toHaveLength(1)
})

it.each([
  ['fails to answer app.info', 'server-internal'],
  ['sends no code', 'bad-object'],
  ['sends null', 'bad-null'],
] as const)('offers no link but keeps the card if the portal %s', async (_, fault) => {
  portal.addFault({ fault, method: 'app.info' })
  const app = await openStage('734')
  await expect.poll(() => portal.log.find(({ method }) => method === 'app.info')?.status).toBeGreaterThan(0)
  await expect.element(app.get('stage-refresh')).toBeVisible()
  await app.expectStage('734')
  await app.get('stage-refresh').click()
  await app.expectStage('734')
  expect(copyButton('link').elements()).toEqual([])
})

const OFF = 'An administrator can turn them on'
const UNKNOWN = 'It isn’t known yet whether links work here.'

const askFor = async (id: string) => {
  const app = await openApp()
  await app.ask(id)
  await app.expectStage(id)
  return app
}
const expectOff = async (app: App, words: string) => {
  await expect.element(app.get('links-off')).toBeVisible()
  await expect.element(app.get('links-off')).toHaveTextContent(/^Copy link$/)
  await app.get('links-off').click()
  await expect.element(app.card).toHaveTextContent(words)
  expect(copyButton('link').elements()).toEqual([])
}

it('that an administrator has followed is known to everybody', async () => {
  portal.appOptions = { stageLinks: 'N' }
  const app = await openStage('734')
  await app.expectStage('734')
  await expect.poll(() => portal.appOptions).toEqual({ stageLinks: 'Y' })
  expect(callCount('placement.get')).toBe(0)
})

describe('where the app was not opened by a link', () => {
  it('offers a link to an administrator if such links are switched on, and keeps that for everybody', async () => {
    bindLinks(portal, HANDLER)
    await askFor('734')
    await copyButton('link').click()
    expect(await paste()).toMatch(/params\[id\]=734$/)
    expect(callCount('placement.get')).toBe(1)
    await expect.poll(() => portal.appOptions).toEqual({ stageLinks: 'Y' })
    portal.settings.user = 'employee'
    await askFor('733')
    await expect.element(copyButton('link')).toBeVisible()
    expect(callCount('placement.get')).toBe(1)
  })

  it('offers no link that leads nowhere, but says who can switch it on', async () => {
    portal.appOptions = { stageLinks: 'Y' }
    const app = await askFor('734')
    await expectOff(app, OFF)
    await expect.poll(() => portal.appOptions).toEqual({ stageLinks: 'N' })
    await app.ask('733')
    await app.expectStage('733')
    expect(callCount('placement.get')).toBe(1)
  })

  it.each([
    ['knows that they are off', 'employee', { stageLinks: 'N' }, 0, OFF],
    ['does not know', 'employee', {}, 0, UNKNOWN],
    ['is told something else', 'employee', { stageLinks: { a: 1 } }, 0, UNKNOWN],
    ['is not told because only administrators are', 'installer', {}, 1, UNKNOWN],
  ] as const)('offers no link to somebody who %s', async (_, user, appOptions, asked, words) => {
    bindLinks(portal, HANDLER)
    portal.settings.user = user
    portal.appOptions = appOptions
    await expectOff(await askFor('734'), words)
    expect(callCount('placement.get')).toBe(asked)
    expect(callCount('app.info')).toBe(0)
  })

  it('asks again with the next card if the portal could not answer an administrator', async () => {
    bindLinks(portal, HANDLER)
    portal.addFault({ fault: 'server-internal', method: 'placement.get', times: 9 })
    const app = await askFor('734')
    await expect.poll(() => portal.log.find(({ method }) => method === 'placement.get')?.status).toBe(500)
    await expect.element(app.get('stage-refresh')).toBeVisible()
    expect(app.get('links-off').elements()).toEqual([])
    portal.clearFaults()
    await app.ask('733')
    await app.expectStage('733')
    await expect.element(copyButton('link')).toBeVisible()
    expect(callCount('placement.get')).toBe(2)
  })

  it('asks somebody whom the portal refuses once', async () => {
    portal.settings.user = 'installer'
    const app = await askFor('734')
    await expect.element(app.get('links-off')).toBeVisible()
    await app.ask('733')
    await app.expectStage('733')
    await expect.element(app.get('stage-refresh')).toBeVisible()
    expect(callCount('placement.get')).toBe(1)
  })

  it('asks only after the card', async () => {
    const held = portal.hold('crm.status.get')
    const app = await openApp()
    await app.ask('734')
    const call = await held.next()
    expect(callCount('placement.get')).toBe(0)
    call.release()
    await expect.element(app.get('links-off')).toBeVisible()
    held.off()
  })

  it('offers a link as soon as an administrator has switched such links on', async () => {
    const app = await askFor('734')
    await expect.element(app.get('links-off')).toBeVisible()
    await app.get('settings-open').click()
    await toggleOf('REST_APP_URI').click()
    await app.get('install-finish').click()
    await expect.element(app.get('settings-saved')).toHaveTextContent(/^Saved\.$/)
    await app.get('settings-close').click()
    await expect.element(copyButton('link')).toBeVisible()
    expect(app.get('links-off').elements()).toEqual([])
    expect(portal.appOptions).toEqual({ stageLinks: 'Y' })
    // And off again, without a reload.
    await app.get('settings-open').click()
    await toggleOf('REST_APP_URI').click()
    await app.get('install-finish').click()
    await expect.poll(() => portal.appOptions).toEqual({ stageLinks: 'N' })
  })
})
