import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { item, option } from './directories'
import { callCount } from './inspect'
import { openApp, portal } from './open'

describe('a large portal', () => {
  beforeEach(() => {
    portal.settings.size = 'huge'
  })

  it('lists 60 directories, and renders only the visible rows of 1,000 entries', async () => {
    const app = await openApp()
    await expect.poll(() => app.get('directory-option').elements()).toHaveLength(60)
    await option('SOURCE').click()
    await expect.element(app.get('directory-count')).toHaveTextContent(/^1,000 entries$/)
    expect(app.get('directory-item').elements().length).toBeGreaterThan(5)
    expect(app.get('directory-item').elements().length).toBeLessThan(60)
    item('501').element().focus()
    await userEvent.keyboard('{End}')
    const last = app.get('directory-item').filter({ hasText: 'Partner no. 993' })
    await expect.element(last).toHaveFocus()
    await expect.element(last).toBeInViewport()
    await userEvent.keyboard('{Enter}')
    await expect.element(app.get('stage-name')).toHaveTextContent(/^Partner no\. 993$/)
    await app.closeCard()
    await app.get('directory-filter').fill('no. 512')
    await expect.poll(() => app.get('directory-item').elements()).toHaveLength(1)
  })

  it('keeps the focused row in view, and not under the table’s header', async () => {
    const app = await openApp()
    await option('SOURCE').click()
    await expect.element(item('501')).toBeVisible()
    item('501').element().focus()
    const tableHeader = page.getByRole('rowgroup').first()
    const arrowUps = Array.from({ length: 14 }, () => 'ArrowUp')
    for (const key of ['End', 'Home', 'PageDown', 'PageDown', 'PageDown', ...arrowUps]) {
      await userEvent.keyboard(`{${key}}`)
      await expect
        .poll(
          () => {
            const [row, header, table] = [
              document.activeElement,
              tableHeader.element(),
              app.find('[role="grid"]').element(),
            ].map((element) => element?.getBoundingClientRect())
            return row && header && table && row.top >= header.bottom - 1 && row.bottom <= table.bottom + 1
          },
          { message: key },
        )
        .toBe(true)
    }
    await expect.element(app.find('[data-testid="directory-item"]:focus')).toHaveAttribute('aria-rowindex', '18')
  })

  it('shows a directory that the portal sends in pages', async () => {
    portal.settings.listPaging = true
    const app = await openApp()
    await option('DYNAMIC_1042_STAGE_102').click()
    await expect.poll(() => app.get('directory-item').elements()).toHaveLength(4)
  })
})

it('shows all items of a directory that comes in two pages', async () => {
  portal.settings.listPaging = true
  const [first] = portal.data.statuses.filter((row) => row.ENTITY_ID === 'SOURCE')
  if (!first) throw new Error('No item to copy')
  portal.data.statuses.push(
    ...Array.from({ length: 50 }, (_, index) => ({ ...first, ID: String(5_000 + index), STATUS_ID: `MORE_${index}` })),
  )
  const app = await openApp()
  await option('SOURCE').click()
  await expect.element(app.get('directory-count')).toHaveTextContent(/^56 entries$/)
  expect(callCount('crm.status.list')).toBe(2)
})

describe('on a narrow screen', () => {
  beforeEach(() => page.viewport(360, 800))
  afterEach(() => page.viewport(1280, 900))

  it('scrolls to the card below the table', async () => {
    const app = await openApp()
    await option('DEAL_STAGE').click()
    await item('103').click()
    await app.expectStage('103')
    await expect.element(app.get('stage-name')).toBeInViewport()
    const { scrollWidth, clientWidth } = document.documentElement
    expect(scrollWidth).toBe(clientWidth)
  })
})
