import type { Locator } from '@playwright/test'
import { expect, test, type App } from './fixtures'
import { openDeal } from './states'

/** Presses Tab until an element has the focus, each step of which must be seen. */
async function tabTo(app: App, target: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await app.page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
    const unseen = await app.frame.locator('html').evaluate(() => {
      const focused = document.activeElement
      if (!focused || focused === document.body) return null
      const { outlineStyle, boxShadow } = getComputedStyle(focused)
      return outlineStyle === 'none' && boxShadow === 'none' ? focused.outerHTML.slice(0, 160) : null
    })
    expect(unseen, 'a focus that is not seen').toBeNull()
  }
  throw new Error('Tab does not get there')
}

test('from an ID to the card, its fields, its tools', async ({ app }) => {
  await app.open()
  await expect(app.get('directory-list')).toBeVisible()
  await tabTo(app, app.input)
  await app.page.keyboard.type('733')
  await app.page.keyboard.press('Enter')
  await app.expectStage('733')
  await expect(app.input).toBeFocused()
  await tabTo(app, app.get('code-toggle'))
  await app.page.keyboard.press('Enter')
  await expect(app.get('code-snippet')).toBeVisible()
  await expect(app.get('code-toggle')).toBeFocused()
  await expect(app.get('code-toggle')).toHaveAttribute('aria-expanded', 'true')
})

test('through the directories to an item', async ({ app }) => {
  await app.open()
  await expect(app.get('directory-list')).toBeVisible()
  await tabTo(app, app.get('directory-option').first())
  await app.page.keyboard.press('End')
  await expect(app.get('directory-option').last()).toBeFocused()
  await app.page.keyboard.press('Home')
  await app.page.keyboard.press('ArrowDown')
  await app.page.keyboard.press('Enter')
  await expect(app.get('directory-option').nth(1)).toHaveAttribute('aria-current', 'true')
  await expect(app.get('directory-option').nth(1)).toBeFocused()
  const item = app.get('directory-item').first()
  await tabTo(app, item)
  await app.page.keyboard.press('ArrowDown')
  const second = app.get('directory-item').nth(1)
  await expect(second).toBeFocused()
  await app.page.keyboard.press('Enter')
  await app.expectStage((await second.getAttribute('data-stage-id')) ?? '')
})

for (const [language, forward] of [['en', 'ArrowRight'], ['ar', 'ArrowLeft']] as const) {
  test(`along a record’s pipeline and back, ${language}`, async ({ app, portal }) => {
    portal.settings.language = language
    await openDeal(app, 'Delivery van')
    await app.expectStage('104')
    const arrows = app.get('pipeline-stage')
    await tabTo(app, arrows.and(app.frame.locator('[data-stage-id="104"]')))
    await app.page.keyboard.press(forward)
    await app.expectStage('105')
    await expect(arrows.and(app.frame.locator('[data-stage-id="105"]'))).toBeFocused()
    await tabTo(app, app.get('back-to-record'))
    await app.page.keyboard.press('Enter')
    await app.expectStage('104')
    await expect(app.get('back-to-record')).toHaveCount(0)
    await expect(app.card).toBeFocused()
  })
}

test('a retry that helps leads on to the card', async ({ app, portal }) => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.get', times: 2 })
  await app.openStage('733')
  await app.expectError('server')
  await app.get('stage-retry').focus()
  await app.page.keyboard.press('Enter')
  await expect.poll(() => portal.log.filter(({ method }) => method === 'crm.status.get').length).toBe(2)
  await expect(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'false')
  await expect(app.get('stage-retry')).toBeFocused()
  await app.page.keyboard.press('Enter')
  await app.expectStage('733')
  await expect(app.card).toBeFocused()
})

test('a refresh keeps the focus where it is', async ({ app, portal }) => {
  await app.openStage('733')
  await app.expectStage('733')
  const held = portal.hold('crm.status.get')
  await app.get('stage-refresh').focus()
  await app.page.keyboard.press('Enter')
  const question = await held.next()
  await expect(app.get('stage-refresh')).toHaveAttribute('aria-disabled', 'true')
  await app.page.keyboard.press('Enter')
  question.release()
  await expect(app.get('stage-refresh')).toHaveAttribute('aria-disabled', 'false')
  await expect(app.get('stage-refresh')).toBeFocused()
  held.off()
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(2)
})

test('into the settings and out again', async ({ app }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.get('settings-open').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.get('settings-screen').getByRole('heading').first()).toBeFocused()
  await tabTo(app, app.get('settings-close'))
  await app.page.keyboard.press('Enter')
  await expect(app.get('settings-open')).toBeFocused()
})

test('from a record to all directories, a search, and out of it', async ({ app }) => {
  await openDeal(app, 'Delivery van')
  await app.expectStage('104')
  await app.get('directory-open').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.frame.getByRole('region', { name: 'Directories' })).toBeFocused()
  await tabTo(app, app.get('directory-search'))
  await app.page.keyboard.type('won')
  await app.page.keyboard.press('Enter')
  await expect(app.get('directory-item').first()).toBeVisible()
  await tabTo(app, app.get('search-close'))
  await app.page.keyboard.press('Enter')
  await expect(app.get('directory-search')).toBeFocused()
})

test('installing, with a refusal on the way', async ({ app, portal }) => {
  portal.settings.installing = true
  portal.addFault({ fault: 'request-unknown', method: 'placement.bind' })
  await app.open()
  await expect(app.get('placement-toggle').first()).toBeVisible()
  await app.get('install-finish').focus()
  await app.page.keyboard.press('Enter')
  await expect(app.get('install-error')).toBeVisible()
  await expect(app.get('install-finish')).toBeFocused()
})

/** Collects what screen readers are told, from before the app starts. */
async function listen(app: App): Promise<() => Promise<string[]>> {
  await app.page.addInitScript(() => {
    const told: string[] = []
    Object.assign(window, { told })
    const regions = '[role="status"], [role="alert"]'
    const words = new WeakMap<Element, string>()
    new MutationObserver((changes) => {
      const changed = new Set<Element>()
      for (const { target, addedNodes } of changes) {
        const element = target instanceof Element ? target : target.parentElement
        const region = element?.closest(regions)
        if (region) changed.add(region)
        for (const node of addedNodes) {
          if (!(node instanceof Element)) continue
          // What comes together with its words is told only where it is an alert.
          for (const alert of [node, ...node.querySelectorAll('*')].filter((one) => one.matches('[role="alert"]'))) changed.add(alert)
        }
      }
      for (const region of changed) {
        const heading = region.querySelector('h2')
        const text = ((heading ?? region).textContent ?? '').trim()
        if (text !== '' && words.get(region) !== text) told.push(text)
        words.set(region, text)
      }
    }).observe(document, { subtree: true, childList: true, characterData: true })
  })
  return () => app.frame.locator('html').evaluate(() => (window as unknown as { told: string[] }).told.splice(0))
}

test('loading, results and errors are told once', async ({ app, page, portal }) => {
  const told = await listen(app)
  await page.clock.install()
  const held = portal.hold('crm.status.get')
  await app.openStage('733')
  const question = await held.next()
  await page.clock.runFor(1_200)
  await expect(app.get('stage-loading')).toContainText('Asking the portal…')
  question.release()
  await app.expectStage('733')
  held.off()
  expect(await told()).toEqual(['Asking the portal…', 'Stage found: Success'])

  await app.get('stage-refresh').click()
  await app.expectStage('733')
  await expect.poll(told).toEqual(['Stage found: Success'])

  await app.ask('999999')
  await app.expectError('not-found')
  expect(await told()).toEqual(['There is no such item'])

  await app.ask('734')
  await app.expectStage('734')
  expect(await told()).toEqual(['Stage found: Failed'])

  await app.get('copy').and(app.frame.locator('[data-copies="ID"]')).click()
  await expect.poll(told).toEqual(['Copied'])
})

test('a directory’s loading and size are told', async ({ app, portal }) => {
  const told = await listen(app)
  await app.open()
  await expect(app.get('directory-list')).toBeVisible()
  await told()
  const held = portal.hold('crm.status.list')
  await app.frame.locator('[data-entity-id="SOURCE"]').click()
  const question = await held.next()
  await expect(app.get('directory-count')).toHaveText('Loading the items…')
  question.release()
  held.off()
  await expect(app.get('directory-count')).toHaveText('6 items')
  expect((await told()).at(-1)).toBe('6 items')
})

test('forced colours: what is chosen is still seen, and kanban colours stay', async ({ app, page }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  await openDeal(app, 'Delivery van')
  await app.expectStage('104')
  await expect(app.get('stage-swatch')).toHaveCSS('background-color', 'rgb(71, 228, 194)')
  await expect(app.frame.locator('[data-testid="pipeline-stage"][aria-current="true"]')).toHaveCSS('outline-style', 'solid')
})

test('reduced motion: nothing moves for longer than a blink', async ({ app, page, portal }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' })
  portal.hold('crm.status.get')
  await app.openStage('733')
  await expect(app.get('stage-loading')).toBeVisible()
  const moving = await app.frame.locator('html').evaluate(() => document.getAnimations().map((animation) => Number(animation.effect?.getComputedTiming().endTime)))
  expect(moving.filter((milliseconds) => milliseconds > 10)).toEqual([])
})
