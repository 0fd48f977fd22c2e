import { describe, expect, it, vi } from 'vitest'
import { enter, find, marked, press, stopTime } from './hands'
import { openApp, portal, type App } from './open'
import { expectNoHarm } from './outcome'
import { keyOf, say } from './portal'
import { expectKind, notice, toldKind } from './ways'

/** Opens the app in a portal that does not answer, once it has asked. */
async function openUnanswered(): Promise<App> {
  portal.settings.host = 'silent'
  const app = await openApp()
  await expect.poll(() => app.host.heard).toHaveLength(1)
  return app
}

/** Asks for a stage, which needs a portal that has answered. */
async function expectWorks(app: App): Promise<void> {
  await enter(marked('stage-id-input'), '733')
  await app.expectStage('733')
}

const NONE = ['{', 'null', '{"PROTOCOL":{"toString":1}}']
/** Without a token in it, one is asked for when it is needed. */
const POOR = ['', '"text"', '5', 'false', '[]', '{}']

describe('an answer to the handshake that is none', () => {
  expectNoHarm()

  it.each(NONE)('“%s” is told, and asking again helps', async (reply) => {
    const app = await openUnanswered()
    say(`${keyOf(app.host.heard[0])}:${reply}`)
    portal.settings.host = 'answers'
    await expectKind('bad-answer')
    await press(marked('stage-retry'))
    await find(marked('theme-toggle'))
    await expectWorks(app)
  })

  it.each(POOR)('“%s” is enough to work', async (reply) => {
    const app = await openUnanswered()
    say(`${keyOf(app.host.heard[0])}:${reply}`)
    portal.settings.host = 'answers'
    await find(marked('theme-toggle'))
    await expectWorks(app)
    expect(notice()).toBeUndefined()
  })
})

it('another protocol, which would lead off the checked origin: nothing is sent, and a reload is offered', async () => {
  portal.initData = { PROTOCOL: 1 }
  const app = await openApp()
  await app.expectError('bad-answer')
  expect(portal.log).toEqual([])
  await expect.element(app.get('stage-retry')).toHaveTextContent(/^Reload$/)
  portal.initData = {}
  await expectWorks(await openApp())
})

describe('a portal that is silent', () => {
  it('is told after ten seconds, and opening the app anew helps', async () => {
    stopTime()
    const app = await openUnanswered()
    await expect.element(app.input).toBeVisible()
    await vi.advanceTimersByTimeAsync(8_000)
    expect(toldKind()).toBeUndefined()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(toldKind()).toBe('silent-portal')
    portal.settings.host = 'answers'
    await expectWorks(await openApp())
  })

  it('cannot load its page anew: the app loads its own frame, which helps once the portal speaks again', async () => {
    stopTime()
    const app = await openUnanswered()
    await vi.advanceTimersByTimeAsync(10_000)
    expect(toldKind()).toBe('silent-portal')
    await app.get('stage-retry').click()
    await expect.poll(() => app.host.frameReloads).toBe(1)
    expect(app.host.reloads).toBe(0)
    portal.settings.host = 'answers'
    await expectWorks(await openApp())
  })
})
