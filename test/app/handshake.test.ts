import { describe, expect, it, vi } from 'vitest'
import { fillAndSubmit, waitForVisible, byTestId, click, stopTime } from './dom'
import { openApp, portal, type App } from './open'
import { expectNoPollution } from './hostileData'
import { messageKey, postToApp } from './portal'
import { expectErrorKind, failureNotice, errorKind } from './entryPoints'

/** Opens the app in a portal that does not answer, and waits for the handshake message. */
async function openUnanswered(): Promise<App> {
  portal.settings.host = 'silent'
  const app = await openApp()
  await expect.poll(() => app.host.received).toHaveLength(1)
  return app
}

/** Asks for a stage, which needs a completed handshake. */
async function expectWorks(app: App): Promise<void> {
  await fillAndSubmit(byTestId('stage-id-input'), '733')
  await app.expectStage('733')
}

const INVALID = ['{', 'null', '{"PROTOCOL":{"toString":1}}']
/** Init data without a token. The app requests a token when it needs one. */
const WITHOUT_TOKEN = ['', '"text"', '5', 'false', '[]', '{}']

describe('a handshake answered with', () => {
  expectNoPollution()

  it.each(INVALID)('“%s” is a bad answer, and a retry succeeds', async (reply) => {
    const app = await openUnanswered()
    postToApp(`${messageKey(app.host.received[0])}:${reply}`)
    portal.settings.host = 'answers'
    await expectErrorKind('bad-answer')
    await click(byTestId('stage-retry'))
    await waitForVisible(byTestId('theme-toggle'))
    await expectWorks(app)
  })

  it.each(WITHOUT_TOKEN)('“%s” is enough for the app to work', async (reply) => {
    const app = await openUnanswered()
    postToApp(`${messageKey(app.host.received[0])}:${reply}`)
    portal.settings.host = 'answers'
    await waitForVisible(byTestId('theme-toggle'))
    await expectWorks(app)
    expect(failureNotice()).toBeUndefined()
  })
})

it('sends nothing and offers a reload if the handshake changes the protocol', async () => {
  portal.initData = { PROTOCOL: 1 }
  const app = await openApp()
  await app.expectError('bad-answer')
  expect(portal.log).toEqual([])
  await expect.element(app.get('stage-retry')).toHaveTextContent(/^Reload$/)
  portal.initData = {}
  await expectWorks(await openApp())
})

describe('a silent portal', () => {
  it('is shown after ten seconds, and the next opening works', async () => {
    stopTime()
    const app = await openUnanswered()
    await expect.element(app.input).toBeVisible()
    await vi.advanceTimersByTimeAsync(8_000)
    expect(errorKind()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(errorKind()).toBe('silent-portal')
    portal.settings.host = 'answers'
    await expectWorks(await openApp())
  })

  it('cannot reload its page, so the app reloads its own frame', async () => {
    stopTime()
    const app = await openUnanswered()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(errorKind()).toBe('silent-portal')
    await app.get('stage-retry').click()
    await expect.poll(() => app.host.frameReloads).toBe(1)
    expect(app.host.reloads).toBe(0)
    portal.settings.host = 'answers'
    await expectWorks(await openApp())
  })
})
