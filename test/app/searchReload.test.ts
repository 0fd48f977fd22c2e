import { beforeEach, describe, expect, it, vi } from 'vitest'
import { click, byTestId } from './dom'
import { foundItem, foundIds } from './directories'
import { reload } from './entryPoints'
import { openApp, openDeal, openStage, portal, type App } from './open'

beforeEach(() => sessionStorage.clear())

/** Makes the portal refuse the app's sign-in for one call, and asks for a stage with it. */
async function signedOut(app: App, typed: string): Promise<void> {
  portal.addFault({ fault: 'auth-expired', method: 'crm.status.get', times: 2 })
  await app.ask(typed)
  await app.expectError('auth')
}

describe('after a reload', () => {
  it('asks again for the ID that was asked for', async () => {
    const app = await openApp()
    await signedOut(app, '205')
    const again = await reload(app, () => openApp())
    await again.expectStage('205')
    await expect.element(again.input).toHaveValue('205')
    expect(sessionStorage).toHaveLength(0)
  })

  it('asks again in a record’s view', async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    await signedOut(app, '205')
    const again = await reload(app, () => openDeal('Delivery van'))
    await again.expectStage('205')
    await expect.element(again.get('back-to-record')).toBeVisible()
  })

  it('does not ask again if the app is opened for something else', async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    await signedOut(app, '205')
    const again = await reload(app, () => openStage('733'))
    await again.expectStage('733')
    await expect.element(again.input).toHaveValue('733')
  })

  it('keeps nothing for the next opening', async () => {
    const app = await openApp()
    await signedOut(app, '205')
    const again = await reload(app, () => openApp())
    await again.expectStage('205')
    portal.userOptions = {}
    const later = await openApp()
    await expect.element(later.get('directory-list')).toBeVisible()
    await expect.element(later.input).toHaveValue('')
  })

  it('lists the results again, with the card that was chosen from them', async () => {
    const app = await openApp()
    await app.ask('C1:')
    await app.expectStage('201')
    await app.closeCard()
    await foundItem('203').click()
    await app.expectStage('203')
    portal.addFault({ fault: 'auth-expired', method: 'crm.status.get', times: 2 })
    await click(byTestId('stage-refresh'))
    await app.expectError('auth')
    const again = await reload(app, () => openApp())
    await expect.element(foundItem('203')).toBeVisible()
    expect(foundIds()).toHaveLength(6)
    await again.expectStage('203')
    await expect.element(again.input).toHaveValue('C1:')
  })

  it('falls back to the portal if the browser keeps nothing', async () => {
    const refused = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
      throw new DOMException('denied', 'SecurityError')
    })
    const app = await openApp()
    await signedOut(app, '205')
    const again = await reload(app, () => openApp())
    refused.mockRestore()
    await again.expectStage('205')
    await expect.poll(() => portal.userOptions.stageCard_unfinished).toBe('null')
  })

  it('keeps no token', async () => {
    const app = await openApp()
    await signedOut(app, '205')
    await click(byTestId('stage-retry'))
    await expect.poll(() => app.host.reloads).toBe(1)
    const kept = JSON.stringify({ ...sessionStorage })
    expect(kept).toContain('205')
    expect([...portal.tokens, ...portal.refreshTokens].filter((token) => kept.includes(token))).toEqual([])
  })
})
