import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { click, byTestId, stopTime } from './dom'
import { foundItem, foundIds, option } from './directories'
import { reload } from './entryPoints'
import { itemOf } from './inspect'
import { openApp, openDeal, openRecord, openStage, portal, type App } from './open'

beforeEach(() => sessionStorage.clear())
afterEach(() => vi.restoreAllMocks())

/** Makes the browser keep nothing for the frame, until it is restored. */
const refuseStorage = () =>
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })

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

  it('asks again for a search, which the portal refused', async () => {
    const app = await openApp()
    portal.addFault({ fault: 'auth-expired', method: 'crm.status.list', times: 2 })
    await app.ask('won')
    await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'auth')
    const again = await reload(app, () => openApp())
    await expect.element(again.get('search-results')).toBeVisible()
    await expect.poll(() => foundIds().length).toBeGreaterThan(1)
    await expect.element(again.input).toHaveValue('won')
  })

  it('keeps what was typed and not submitted, and shows the stage that was asked for before', async () => {
    const app = await openApp()
    await signedOut(app, '205')
    await app.input.fill('delivery v')
    const again = await reload(app, () => openApp())
    await again.expectStage('205')
    await expect.element(again.input).toHaveValue('delivery v')
    expect(again.get('search-results').elements()).toEqual([])
  })

  it('falls back to the portal if the browser keeps nothing', async () => {
    const refused = refuseStorage()
    const app = await openApp()
    await signedOut(app, '205')
    const again = await reload(app, () => openApp())
    refused.mockRestore()
    await again.expectStage('205')
    await expect.poll(() => portal.userOptions.stageCard_unfinished).toBe('null')
  })

  it('falls back to a portal that saves late', async () => {
    portal.settings.options = 'late'
    const refused = refuseStorage()
    const app = await openApp()
    await signedOut(app, '205')
    const again = await reload(app, () => openApp())
    refused.mockRestore()
    await again.expectStage('205')
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

/** Asks while the app is still connecting, to a portal that does not answer; then reloads the page. */
async function reloadSilent(typed: string): Promise<App> {
  stopTime()
  portal.settings.host = 'silent'
  const app = await openApp()
  await vi.advanceTimersByTimeAsync(500) // The interface waits for the theme.
  await app.ask(typed)
  await vi.advanceTimersByTimeAsync(10_000)
  await app.expectError('silent-portal')
  await app.get('stage-retry').click()
  await expect.poll(() => app.host.frameReloads).toBe(1)
  vi.useRealTimers()
  portal.settings.host = 'answers'
  return openApp()
}

describe('of a silent portal', () => {
  it('asks for the ID that was typed while connecting', async () => {
    const again = await reloadSilent('205')
    await again.expectStage('205')
    await expect.element(again.input).toHaveValue('205')
  })

  it('asks for the name that was typed while connecting', async () => {
    const again = await reloadSilent('won')
    await expect.element(again.get('search-results')).toBeVisible()
    await expect.element(again.input).toHaveValue('won')
  })

  it('looks for a code where there is no such ID', async () => {
    portal.data.statuses.push({ ...itemOf('2'), ID: '82', STATUS_ID: '9', NAME: 'Call back' })
    const again = await reloadSilent('9')
    await again.expectStage('82')
    expect(again.error.elements()).toEqual([])
  })
})

const leave = () => window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
/** The browser has gone to another page in between. */
const browseOn = () => vi.spyOn(History.prototype, 'length', 'get').mockReturnValue(window.history.length + 1)
/** A tab that has been in use for long: the browser keeps no more of its pages. */
const browseLong = () => vi.spyOn(History.prototype, 'length', 'get').mockReturnValue(50)

/** Opens the app from the menu above the kanban of a pipeline. */
const openAbove = (categoryId: number) =>
  openRecord('CRM_DEAL_LIST_TOOLBAR', { URI: `/crm/deal/kanban/category/${categoryId}/` })

/** Searches, types something else, and leaves the page. */
async function leaveWith(typed: string): Promise<void> {
  const app = await openApp()
  await app.ask('205')
  await app.expectStage('205')
  if (typed !== '205') await app.input.fill(typed)
  leave()
}

describe('after the portal’s page was left', () => {
  it('goes on if the page is reloaded', async () => {
    await leaveWith('delivery v')
    const again = await openApp()
    await again.expectStage('205')
    await expect.element(again.input).toHaveValue('delivery v')
    expect(sessionStorage).toHaveLength(0)
  })

  it('goes on in another language, to which the portal has led by another page', async () => {
    await leaveWith('205')
    browseOn()
    portal.settings.language = 'de'
    const again = await openApp()
    await again.expectStage('205')
    await expect.element(again.input).toHaveValue('205')
  })

  it.each<[string, () => unknown]>([
    ['another page', browseOn],
    ['a while', () => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 31_000 })],
  ])('begins anew after %s', async (_, pass) => {
    await leaveWith('delivery v')
    pass()
    portal.userOptions = {}
    const later = await openApp()
    await expect.element(later.get('directory-list')).toBeVisible()
    await expect.element(later.input).toHaveValue('')
    expect(later.card.elements()).toEqual([])
    expect(sessionStorage).toHaveLength(0)
  })

  it.each([
    ['a record', '104', () => openDeal('Delivery van')],
    ['a link’s card', '733', () => openStage('733')],
  ])('goes on with the directories that were opened in place of %s', async (_, id, open) => {
    const app = await open()
    await app.expectStage(id)
    await app.ask('SOURCE')
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'SOURCE')
    leave()
    const again = await open()
    await expect.element(again.get('directory-items')).toHaveAttribute('data-entity-id', 'SOURCE')
    await expect.element(again.input).toHaveValue('SOURCE')
    expect(again.card.elements()).toEqual([])
  })

  it('goes on with the record’s own card over the directories', async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    await app.get('directory-open').click()
    await expect.element(app.get('directory-list')).toBeVisible()
    await app.input.fill('won')
    await expect.element(app.get('search-option').first()).toBeVisible()
    leave()
    const again = await openDeal('Delivery van')
    await expect.element(again.get('directory-list')).toBeVisible()
    await again.expectStage('104')
  })

  it('goes on with a directory that was opened by mouse', async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    await app.get('directory-open').click()
    await option('SOURCE').click()
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'SOURCE')
    leave()
    const again = await openDeal('Delivery van')
    await expect.element(again.get('directory-items')).toHaveAttribute('data-entity-id', 'SOURCE')
  })

  it('begins anew in a tab whose history says nothing any more', async () => {
    browseLong()
    await leaveWith('delivery v')
    portal.userOptions = {}
    const later = await openApp()
    await expect.element(later.get('directory-list')).toBeVisible()
    await expect.element(later.input).toHaveValue('')
  })

  it('begins anew if the app is opened for another pipeline', async () => {
    const app = await openAbove(1)
    await app.ask('733')
    await app.expectStage('733')
    leave()
    const other = await openAbove(0)
    await expect.element(other.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
    await expect.element(other.input).toHaveValue('')
  })

  it('begins anew if the app is opened for something else', async () => {
    await leaveWith('delivery v')
    const other = await openStage('733')
    await other.expectStage('733')
    await expect.element(other.input).toHaveValue('733')
  })

  it('begins anew if only the frame was closed', async () => {
    const app = await openApp()
    await app.ask('205')
    await app.expectStage('205')
    window.dispatchEvent(new PageTransitionEvent('pagehide'))
    expect(sessionStorage).toHaveLength(0)
  })

  it('keeps nothing if nothing was asked', async () => {
    const app = await openApp()
    await app.ask('205')
    await app.expectStage('205')
    await app.closeCard()
    await app.input.fill('')
    leave()
    expect(sessionStorage).toHaveLength(0)
  })

  it('does not replace what was kept for the app’s own reload', async () => {
    const app = await openApp()
    await signedOut(app, '205')
    await click(byTestId('stage-retry'))
    await expect.poll(() => app.host.reloads).toBe(1)
    leave()
    // Signing in takes other pages.
    browseOn()
    const again = await openApp()
    await again.expectStage('205')
  })
})
