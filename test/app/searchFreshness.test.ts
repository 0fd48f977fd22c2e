import { describe, expect, it, vi } from 'vitest'
import { userEvent } from 'vitest/browser'
import { foundItem, item, option } from './directories'
import { callCount, paramsOf } from './inspect'
import { openApp, portal, type App } from './open'

const LISTING = 'crm.status.list'
const MINUTES = 60_000

async function find(app: App, text: string): Promise<void> {
  await app.get('stage-id-input').fill(text)
  await userEvent.keyboard('{Enter}')
}

/** Renames an item in the portal, as another person would. */
function rename(id: string, name: string): void {
  const row = portal.data.statuses.find(({ ID }) => ID === id)
  if (!row) throw new Error(`No item ${id}`)
  row.NAME = name
}

describe('the search over all items', () => {
  it('loads the items again after a directory was refreshed', async () => {
    const app = await openApp()
    await option('SOURCE').click()
    await find(app, 'call')
    await expect.element(foundItem('501')).toBeVisible()
    rename('501', 'Telephone')
    await option('SOURCE').click()
    await expect.poll(() => app.get('search-results').elements()).toEqual([])
    const before = callCount(LISTING)
    await app.get('directory-refresh').click()
    await expect.element(item('501')).toHaveTextContent('Telephone')
    await find(app, 'telephone')
    await expect.element(app.get('search-results')).toHaveTextContent('Telephone')
    await expect.poll(() => callCount(LISTING)).toBeGreaterThan(before + 1)
  })

  it('shows old items at once and replaces them when they are older than five minutes', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const app = await openApp()
    await find(app, 'client')
    await expect.element(foundItem('505')).toBeVisible()
    await app.closeCard()
    await app.get('search-close').click()
    rename('505', 'Known client')
    vi.setSystemTime(Date.now() + 6 * MINUTES)
    const pages = portal.hold(LISTING)
    await find(app, 'client')
    const question = await pages.next()
    await expect.element(foundItem('505')).toHaveTextContent('Existing client')
    await expect.element(foundItem('505')).not.toHaveTextContent('Known client')
    await expect.element(app.find('[data-testid="search-results"] progress')).toBeVisible()
    question.release()
    pages.off()
    await expect.element(foundItem('505')).toHaveTextContent('Known client')
    await expect.poll(() => app.all('[data-testid="search-results"] progress')).toEqual([])
  })

  it('does not ask again within five minutes', async () => {
    const app = await openApp()
    await find(app, 'call')
    await expect.element(foundItem('501')).toBeVisible()
    await app.closeCard()
    await app.get('search-close').click()
    await find(app, 'success')
    await expect.element(foundItem('733')).toBeVisible()
    expect(paramsOf(LISTING).filter(({ filter }) => !JSON.stringify(filter)?.includes('ENTITY_ID'))).toHaveLength(1)
  })
})
