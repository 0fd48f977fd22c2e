import { describe, expect, it, vi } from 'vitest'
import type { HeldCall, Hold } from '../portal/portal'
import { byTestId, click, stopTime } from './dom'
import { close, openApp, portal, type App } from './open'
import { goOffline, goOnline } from './portal'
import { expectLoaded, expectErrorKind, reload, errorKind, ENTRY_POINTS, type EntryPoint } from './entryPoints'

/** Opens the app while the portal holds back the call that the entry point depends on. */
async function openHeld(entryPoint: EntryPoint): Promise<{ app: App; held: Hold; call: HeldCall }> {
  const held = portal.hold(entryPoint.method)
  const app = await entryPoint.open()
  return { app, held, call: await held.next() }
}

const TITLES = ['a link to a stage', 'a record’s menu', 'the directories'] as const
const entryPoints = TITLES.map((title) => [title, ENTRY_POINTS[title]] as const)

describe.each(entryPoints)('%s, interrupted', (_title, entryPoint: EntryPoint) => {
  it('ignores the answer to the previous page after a reload', async () => {
    const { held, call } = await openHeld(entryPoint)
    await entryPoint.open()
    const again = await held.next()
    call.fail('server-internal')
    again.release()
    held.off()
    await expectLoaded(entryPoint)
  })

  it('loads if the frame is closed and opened again', async () => {
    const { held, call } = await openHeld(entryPoint)
    close()
    call.release()
    held.off()
    expect(document.querySelector('main')).toBeNull()
    await entryPoint.open()
    await expectLoaded(entryPoint)
  })

  it('asks again by itself once the connection is back', async () => {
    const { held, call } = await openHeld(entryPoint)
    call.fail('network-drop')
    held.off()
    await expectErrorKind('network')
    const failedPaths = goOffline()
    await click(byTestId('stage-retry'))
    await expect.poll(() => failedPaths).toEqual([expect.stringContaining(entryPoint.method)])
    await expectErrorKind('network')
    goOnline()
    await expectLoaded(entryPoint)
  })

  it('times out, ignores the late answer, and a retry succeeds', async () => {
    stopTime()
    const { held, call } = await openHeld(entryPoint)
    await vi.advanceTimersByTimeAsync(27_000)
    expect(errorKind()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(errorKind()).toBe('network')
    await vi.advanceTimersByTimeAsync(29_000)
    call.release()
    held.off()
    await click(byTestId('stage-retry'))
    await expectLoaded(entryPoint)
  })

  it('renews an expired token without a notice', async () => {
    const { held, call } = await openHeld(entryPoint)
    portal.expireTokens()
    call.release()
    ;(await held.next()).release()
    held.off()
    await expectLoaded(entryPoint)
  })

  it('asks for a reload if an expired token is not renewed', async () => {
    stopTime()
    portal.settings.host = 'no-refresh'
    const { app, held, call } = await openHeld(entryPoint)
    portal.expireTokens()
    call.release()
    held.off()
    await expect.poll(() => app.host.received.some((message) => String(message).startsWith('refreshAuth'))).toBe(true)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(errorKind()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(errorKind()).toBe('auth')
    portal.settings.host = 'answers'
    await reload(app, entryPoint.open)
    await expectLoaded(entryPoint)
  })

  it('works if the clock is set back and then far ahead', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await entryPoint.open()
    await expectLoaded(entryPoint)
    vi.setSystemTime(Date.now() - 86_400_000)
    const app = await openApp()
    await app.ask('733')
    await app.expectStage('733')
    const issued = portal.tokens.size
    // By this clock the token has expired after its hour, so the app renews it.
    vi.setSystemTime(Date.now() + 7_200_000)
    await app.ask('734')
    await app.expectStage('734')
    expect(portal.tokens.size).toBe(issued + 1)
  })
})
