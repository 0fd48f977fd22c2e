import { describe, expect, it, vi } from 'vitest'
import { openApp, openStage, portal } from './open'
import { emulate } from './inspect'

const rootTheme = () => [...document.documentElement.classList].filter((name) => name === 'light' || name === 'dark')
const ready = () => document.documentElement.classList.contains('ready')

describe('the theme', () => {
  it('is light by default, changes on click, and is saved', async () => {
    await emulate({ colorScheme: 'dark' })
    const app = await openStage('733')
    await app.expectStage('733')
    expect(rootTheme()).toEqual(['light'])
    await app.get('theme-toggle').click()
    await expect.poll(rootTheme).toEqual(['dark'])
    expect(getComputedStyle(document.documentElement).colorScheme).toBe('dark')
    await expect.element(app.get('theme-toggle')).toHaveTextContent(/^Appearance: Dark$/)
    await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('dark')
    const again = await openStage('733')
    await again.expectStage('733')
    await expect.poll(rootTheme).toEqual(['dark'])
  })

  it('cycles through dark, device and light', async () => {
    portal.userOptions = { stageCard: '{"theme":"dark"}' }
    const app = await openApp()
    for (const [label, theme] of [
      ['Dark', 'dark'],
      ['System', 'system'],
      ['Light', 'light'],
    ] as const) {
      await expect.element(app.get('theme-toggle')).toHaveTextContent(`Appearance: ${label}`)
      await expect.element(app.get('theme-toggle')).toHaveAttribute('data-theme', theme)
      await app.get('theme-toggle').click()
    }
    await expect.poll(rootTheme).toEqual(['dark'])
  })

  it('is light if the saved theme is unknown', async () => {
    portal.userOptions = { stageCard: '{"theme":"sepia"}' }
    const app = await openApp()
    await expect.element(app.get('theme-toggle')).toHaveTextContent(/^Appearance: Light$/)
    expect(rootTheme()).toEqual(['light'])
  })

  it('follows the device if chosen', async () => {
    portal.userOptions = { stageCard: '{"theme":"system"}' }
    await emulate({ colorScheme: 'dark' })
    const app = await openStage('733')
    await app.expectStage('733')
    await expect.poll(rootTheme).toEqual(['dark'])
    await emulate({ colorScheme: 'light' })
    await expect.poll(rootTheme).toEqual(['light'])
  })
})

describe('the page before the theme is known', () => {
  it('stays hidden for at most half a second', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    portal.settings.host = 'silent'
    const app = await openStage('733')
    await expect.poll(() => app.all('#app main')).toHaveLength(1)
    expect(ready()).toBe(false)
    await expect.element(app.find('#app')).toHaveStyle({ visibility: 'hidden' })
    await vi.advanceTimersByTimeAsync(500)
    expect(ready()).toBe(true)
    await expect.element(app.input).toBeVisible()
  })

  it('appears right after the handshake', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    portal.userOptions = { stageCard: '{"theme":"dark"}' }
    const app = await openStage('733')
    await expect.poll(ready).toBe(true)
    expect(rootTheme()).toEqual(['dark'])
    await expect.element(app.input).toBeVisible()
  })
})
