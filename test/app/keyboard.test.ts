import { expect, it } from 'vitest'
import { page, userEvent, type Locator } from 'vitest/browser'
import { callCount } from './inspect'
import { openApp, openDeal, openStage, portal } from './open'

const GET = 'crm.status.get'

/** The focused element, if it has no visible focus style. */
function invisibleFocus(): string | null {
  const focused = document.activeElement
  if (!focused || focused === document.body) return null
  const { outlineStyle, boxShadow } = getComputedStyle(focused)
  return outlineStyle === 'none' && boxShadow === 'none' ? focused.outerHTML.slice(0, 160) : null
}

/** Presses Tab until an element has the focus. The focus must be visible at each step. */
async function tabTo(target: Locator): Promise<void> {
  for (let steps = 0; steps < 60; steps += 1) {
    await userEvent.tab()
    expect(invisibleFocus(), 'an invisible focus').toBeNull()
    if (target.element() === document.activeElement) return
  }
  throw new Error('Tab does not reach the element')
}

/** A stage in the pipeline. */
const pipelineStage = (id: string): Locator =>
  page.getBySelector(`[data-testid="pipeline-stage"][data-stage-id="${id}"]`)

/** Presses Tab once. A group with roving focus is a single tab stop, so Tab must leave it. */
async function tabOutOf(group: string): Promise<void> {
  expect(document.activeElement?.closest(group)).not.toBeNull()
  await userEvent.tab()
  expect(document.activeElement?.closest(group)).toBeNull()
}

async function focusAndPress(target: Locator, keys: string): Promise<void> {
  target.element().focus()
  await userEvent.keyboard(keys)
}

it('leads from the ID field to the card and its code snippet', async () => {
  const app = await openApp()
  await expect.element(app.get('directory-list')).toBeVisible()
  await tabTo(app.input)
  await userEvent.keyboard('733{Enter}')
  await app.expectStage('733')
  await expect.element(app.input).toHaveFocus()
  await expect.element(app.get('code-toggle')).toBeVisible()
  await tabTo(app.get('code-toggle'))
  await userEvent.keyboard('{Enter}')
  await expect.element(app.get('code-snippet')).toBeVisible()
  await expect.element(app.get('code-toggle')).toHaveFocus()
  await expect.element(app.get('code-toggle')).toHaveAttribute('aria-expanded', 'true')
})

it('leads through the directories to an item', async () => {
  const app = await openApp()
  await expect.element(app.get('directory-list')).toBeVisible()
  await tabTo(app.get('directory-option').first())
  await userEvent.keyboard('{End}')
  await expect.element(app.get('directory-option').last()).toHaveFocus()
  await userEvent.keyboard('{Home}{ArrowDown}{Enter}')
  await expect.element(app.get('directory-option').nth(1)).toHaveAttribute('aria-current', 'true')
  await expect.element(app.get('directory-option').nth(1)).toHaveFocus()
  const items = app.get('directory-item')
  await expect.element(items.first()).toBeVisible()
  await tabOutOf('[data-testid="directory-list"]')
  await tabTo(items.first())
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(items.nth(1)).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await app.expectStage('102')
  await expect.element(items.nth(1)).toHaveAttribute('data-stage-id', '102')
  await userEvent.keyboard('{Escape}')
  await expect.element(items.nth(1)).toHaveFocus()
  await tabOutOf('[role="grid"]')
})

it('closes the card over results first with Escape in the field, then the results', async () => {
  const app = await openApp()
  await app.ask('C1:')
  await app.expectStage('201')
  await expect.element(app.get('search-results')).toHaveTextContent(/6 results/)
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => app.card.elements()).toEqual([])
  await expect.element(app.get('search-results')).toHaveTextContent(/6 results/)
  await expect.element(app.input).toHaveValue('C1:')
  await expect.element(app.input).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => app.get('search-results').elements()).toEqual([])
  await expect.element(app.input).toHaveValue('')
  await expect.element(app.input).toHaveFocus()
})

it('closes the list of suggestions before the card over results', async () => {
  const app = await openApp()
  await app.ask('C1:')
  await app.expectStage('201')
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(app.get('search-list')).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => app.get('search-list').elements()).toEqual([])
  await app.expectStage('201')
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => app.card.elements()).toEqual([])
  await expect.element(app.input).toHaveValue('C1:')
})

it('closes the results with Escape in a record’s view, and keeps the card, which lies over nothing', async () => {
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
  await app.ask('success')
  await expect.element(app.get('search-results')).toHaveTextContent(/result/)
  await expect.element(app.card).toBeVisible()
  await userEvent.keyboard('{Escape}')
  await expect.poll(() => app.get('search-results').elements()).toEqual([])
  await expect.element(app.input).toHaveValue('')
  await expect.element(app.card).toBeVisible()
})

it.each([
  ['en', 'ArrowRight', 'ArrowLeft'],
  ['ar', 'ArrowLeft', 'ArrowRight'],
])('moves along a record’s pipeline by arrow keys, and back to the record: %s', async (language, forward, back) => {
  portal.settings.language = language
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
  await expect.element(pipelineStage('104')).toBeVisible()
  await tabTo(pipelineStage('104'))
  await userEvent.keyboard(`{${forward}}`)
  await app.expectStage('105')
  await expect.element(pipelineStage('105')).toHaveFocus()
  await userEvent.keyboard(`{${back}}`)
  await app.expectStage('104')
  await expect.element(pipelineStage('104')).toHaveFocus()
  await userEvent.keyboard('{End}')
  await expect.element(pipelineStage('108')).toHaveFocus()
  await userEvent.keyboard(`{Home}{${forward}}`)
  await app.expectStage('102')
  await tabOutOf('nav')
  await tabTo(app.get('back-to-record'))
  await userEvent.keyboard('{Enter}')
  await app.expectStage('104')
  await expect.poll(() => app.get('back-to-record').elements()).toEqual([])
  await expect.element(app.card).toHaveFocus()
})

it('moves the focus to the card once a retry succeeds', async () => {
  portal.addFault({ fault: 'server-internal', method: GET, times: 2 })
  const app = await openStage('733')
  await app.expectError('server')
  await focusAndPress(app.get('stage-retry'), '{Enter}')
  await expect.poll(() => callCount(GET)).toBe(2)
  await expect.element(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'false')
  await expect.element(app.get('stage-retry')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await app.expectStage('733')
  await expect.element(app.card).toHaveFocus()
})

it('keeps the focus on the refresh button', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await expect.element(app.get('stage-refresh')).toBeVisible()
  const held = portal.hold(GET)
  await focusAndPress(app.get('stage-refresh'), '{Enter}')
  const call = await held.next()
  await expect.element(app.get('stage-refresh')).toHaveAttribute('aria-disabled', 'true')
  await userEvent.keyboard('{Enter}')
  call.release()
  await expect.element(app.get('stage-refresh')).toHaveAttribute('aria-disabled', 'false')
  await expect.element(app.get('stage-refresh')).toHaveFocus()
  held.off()
  expect(callCount(GET)).toBe(2)
})

it('leads into the settings and back', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await focusAndPress(app.get('settings-open'), '{Enter}')
  await expect.element(app.get('settings-screen').getByRole('heading').first()).toHaveFocus()
  await tabTo(app.get('settings-close'))
  await userEvent.keyboard('{Enter}')
  await expect.element(app.get('settings-open')).toHaveFocus()
})

it('leads from a record to all directories, into a search and out of it', async () => {
  const app = await openDeal('Delivery van')
  await app.expectStage('104')
  await focusAndPress(app.get('directory-open'), '{Enter}')
  await expect.element(page.getByRole('region', { name: 'Statuses and dropdowns' })).toHaveFocus()
  await tabTo(app.get('stage-id-input'))
  await userEvent.keyboard('won{Enter}')
  await expect.element(app.get('search-results').getByTestId('directory-item').first()).toBeVisible()
  // The best result's card lies over the others.
  await tabTo(app.get('results-open'))
  await userEvent.keyboard('{Enter}')
  await tabTo(app.get('search-close'))
  await userEvent.keyboard('{Enter}')
  await expect.element(app.get('stage-id-input')).toHaveFocus()
})

it('keeps the focus on the installer’s button after a refused placement', async () => {
  portal.settings.installing = true
  portal.addFault({ fault: 'request-unknown', method: 'placement.bind' })
  const app = await openApp()
  await expect.element(app.get('placement-toggle').first()).toBeVisible()
  await focusAndPress(app.get('install-finish'), '{Enter}')
  await expect.element(app.get('install-error')).toBeVisible()
  await expect.element(app.get('install-finish')).toHaveFocus()
})
