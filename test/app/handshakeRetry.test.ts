import { describe, expect, it, vi } from 'vitest'
import { foundIds } from './directories'
import { callCount, itemOf } from './inspect'
import { openApp, openStage, portal, type App } from './open'
import { messageKey, postToApp } from './portal'

/** Opens the app in a portal that answers the handshake with invalid data. */
async function openBroken(): Promise<App> {
  portal.initData = { AUTH_EXPIRES: { toString: 1, valueOf: 1 } }
  const app = await openStage('733')
  await app.expectError('bad-answer')
  portal.initData = {}
  return app
}

const repair = (app: App) => Object.assign(app.host.opening.init, { AUTH_EXPIRES: '3600' })

it('shows an invalid handshake as a bad answer, and a retry succeeds', async () => {
  const app = await openBroken()
  expect(app.input.elements()).toEqual([])
  expect(portal.log).toEqual([])
  repair(app)
  await app.get('stage-retry').click()
  await app.expectStage('733')
  await expect.element(app.input).toHaveValue('733')
})

it('fails again if the handshake is still invalid', async () => {
  const app = await openBroken()
  await app.get('stage-retry').click()
  await expect.element(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'false')
  await app.expectError('bad-answer')
  repair(app)
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

/** Asks before the portal answers the handshake with invalid data, and tries again. */
async function askAndRetry(typed: string): Promise<App> {
  portal.settings.host = 'silent'
  const app = await openApp()
  await expect.poll(() => app.host.received).toHaveLength(1)
  await app.ask(typed)
  postToApp(`${messageKey(app.host.received[0])}:{`)
  await app.expectError('bad-answer')
  portal.settings.host = 'answers'
  await app.get('stage-retry').click()
  await expect.element(app.input).toHaveValue(typed)
  return app
}

describe('after a retry, the app asks again for what was asked while it was connecting', () => {
  it('an ID', async () => {
    const app = await askAndRetry('205')
    await app.expectStage('205')
    expect(callCount('crm.status.get')).toBe(1)
  })

  it('a code where there is no such ID', async () => {
    portal.data.statuses.push({ ...itemOf('2'), ID: '82', STATUS_ID: '9', NAME: 'Call back' })
    const app = await askAndRetry('9')
    await app.expectStage('82')
    expect(app.error.elements()).toEqual([])
  })

  it('a name', async () => {
    const app = await askAndRetry('won')
    await expect.element(app.get('search-results')).toBeVisible()
    await expect.poll(() => foundIds().length).toBeGreaterThan(1)
  })
})

it('shows that a retry is running, and times out after ten seconds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  const app = await openBroken()
  portal.settings.host = 'silent'
  await app.get('stage-retry').click()
  await expect.element(app.get('stage-retry')).toHaveTextContent(/^Trying again…$/)
  await expect.element(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'true')
  await vi.advanceTimersByTimeAsync(9_900)
  await app.expectError('bad-answer')
  await vi.advanceTimersByTimeAsync(200)
  await app.expectError('silent-portal')
})

it('says that it is connecting, until it fails or succeeds', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
  portal.settings.host = 'silent'
  const app = await openApp()
  await vi.advanceTimersByTimeAsync(500)
  await expect.element(app.find('main')).toHaveTextContent('Connecting to Bitrix24…')
  expect(app.find('footer').elements()).toEqual([])
  await vi.advanceTimersByTimeAsync(10_000)
  await app.expectError('silent-portal')
  const again = await openAnswered()
  await expect.element(again.get('directory-list')).toBeVisible()
  expect(again.find('main').element().textContent).not.toContain('Connecting to Bitrix24…')
})

function openAnswered(): Promise<App> {
  vi.useRealTimers()
  portal.settings.host = 'answers'
  return openApp()
}
