import { describe, expect, it, vi } from 'vitest'
import type { HeldCall, Hold } from '../portal/portal'
import { marked, press, stopTime } from './hands'
import { close, openApp, portal, type App } from './open'
import { goOffline, goOnline } from './portal'
import { expectGood, expectKind, reload, toldKind, WAYS, type Way } from './ways'

/** Opens the app, and gives the question on which this way in depends, which the portal holds back. */
async function inMidRequest(way: Way): Promise<{ app: App; held: Hold; question: HeldCall }> {
  const held = portal.hold(way.method)
  const app = await way.open()
  return { app, held, question: await held.next() }
}

const TITLES = ['a link to a stage', 'a record’s menu', 'the directories'] as const
const ways = TITLES.map((title) => [title, WAYS[title]] as const)

describe.each(ways)('%s, while the portal is asked', (_title, way: Way) => {
  it('the portal’s page is loaded anew: the answer to the old page is nothing to the new one', async () => {
    const { held, question } = await inMidRequest(way)
    await way.open()
    const again = await held.next()
    question.fail('server-internal')
    again.release()
    held.off()
    await expectGood(way)
  })

  it('the frame is closed, and opened later', async () => {
    const { held, question } = await inMidRequest(way)
    close()
    question.release()
    held.off()
    expect(document.querySelector('main')).toBeNull()
    await way.open()
    await expectGood(way)
  })

  it('the connection is lost, and comes back: it is asked again without a word', async () => {
    const { held, question } = await inMidRequest(way)
    question.fail('network-drop')
    held.off()
    await expectKind('network')
    const asked = goOffline()
    await press(marked('stage-retry'))
    await expect.poll(() => asked).toEqual([expect.stringContaining(way.method)])
    await expectKind('network')
    goOnline()
    await expectGood(way)
  })

  it('an answer after 59 seconds is too late, and it can be asked again', async () => {
    stopTime()
    const { held, question } = await inMidRequest(way)
    await vi.advanceTimersByTimeAsync(27_000)
    expect(toldKind()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(toldKind()).toBe('network')
    await vi.advanceTimersByTimeAsync(29_000)
    question.release()
    held.off()
    await press(marked('stage-retry'))
    await expectGood(way)
  })

  it('the token expires: it is renewed, unseen', async () => {
    const { held, question } = await inMidRequest(way)
    portal.expireTokens()
    question.release()
    ;(await held.next()).release()
    held.off()
    await expectGood(way)
  })

  it('the token expires and the portal renews none: a reload helps', async () => {
    stopTime()
    portal.settings.host = 'no-refresh'
    const { app, held, question } = await inMidRequest(way)
    portal.expireTokens()
    question.release()
    held.off()
    await expect.poll(() => app.host.heard.some((message) => String(message).startsWith('refreshAuth'))).toBe(true)
    await vi.advanceTimersByTimeAsync(8_000)
    expect(toldKind()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(toldKind()).toBe('auth')
    portal.settings.host = 'answers'
    await reload(app, way.open)
    await expectGood(way)
  })

  it('the clock is turned back, and far ahead', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    await way.open()
    await expectGood(way)
    vi.setSystemTime(Date.now() - 86_400_000)
    const app = await openApp()
    await app.ask('733')
    await app.expectStage('733')
    const given = portal.tokens.size
    // To the app the token's hour seems over: it has it renewed.
    vi.setSystemTime(Date.now() + 7_200_000)
    await app.ask('734')
    await app.expectStage('734')
    expect(portal.tokens.size).toBe(given + 1)
  })
})
