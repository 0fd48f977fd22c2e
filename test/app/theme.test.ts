import { describe, expect, it, vi } from 'vitest'
import { openApp, openStage, portal } from './open'
import { emulate } from './inspect'

const root = () => [...document.documentElement.classList].filter((name) => name === 'light' || name === 'dark')
const ready = () => document.documentElement.classList.contains('ready')

describe('the theme', () => {
  it('is light, changes on wish, and is remembered', async () => {
    await emulate({ colorScheme: 'dark' })
    const app = await openStage('733')
    await app.expectStage('733')
    expect(root()).toEqual(['light'])
    await app.get('theme-toggle').click()
    await expect.poll(root).toEqual(['dark'])
    expect(getComputedStyle(document.documentElement).colorScheme).toBe('dark')
    await expect.element(app.get('theme-toggle')).toHaveTextContent(/^Appearance: Dark$/)
    await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('dark')
    const again = await openStage('733')
    await again.expectStage('733')
    await expect.poll(root).toEqual(['dark'])
  })

  it('goes on to the device’s, and from there back to light', async () => {
    portal.userOptions = { stageCard: '{"theme":"dark"}' }
    const app = await openApp()
    for (const [words, theme] of [
      ['Dark', 'dark'],
      ['As the device', 'system'],
      ['Light', 'light'],
    ] as const) {
      await expect.element(app.get('theme-toggle')).toHaveTextContent(`Appearance: ${words}`)
      await expect.element(app.get('theme-toggle')).toHaveAttribute('data-theme', theme)
      await app.get('theme-toggle').click()
    }
    await expect.poll(root).toEqual(['dark'])
  })

  it('is light where the portal remembers one that nobody knows', async () => {
    portal.userOptions = { stageCard: '{"theme":"sepia"}' }
    const app = await openApp()
    await expect.element(app.get('theme-toggle')).toHaveTextContent(/^Appearance: Light$/)
    expect(root()).toEqual(['light'])
  })

  it('follows the system by choice', async () => {
    portal.userOptions = { stageCard: '{"theme":"system"}' }
    await emulate({ colorScheme: 'dark' })
    const app = await openStage('733')
    await app.expectStage('733')
    await expect.poll(root).toEqual(['dark'])
    await emulate({ colorScheme: 'light' })
    await expect.poll(root).toEqual(['light'])
  })
})

describe('nothing is painted before the theme is known', () => {
  it('and a silent portal is not waited for', async () => {
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

  it('which an answer tells at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'] })
    portal.userOptions = { stageCard: '{"theme":"dark"}' }
    const app = await openStage('733')
    await expect.poll(ready).toBe(true)
    expect(root()).toEqual(['dark'])
    await expect.element(app.input).toBeVisible()
  })
})
