import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { item, option } from './directories'
import { timesAsked } from './inspect'
import { openApp, portal } from './open'

describe('a portal that has grown for years', () => {
  beforeEach(() => {
    portal.settings.size = 'huge'
  })

  it('has 60 directories, and a list of 1 000 of which only what is in view is drawn', async () => {
    const app = await openApp()
    await expect.poll(() => app.get('directory-option').elements()).toHaveLength(60)
    await option('SOURCE').click()
    await expect.element(app.get('directory-count')).toHaveTextContent(/^1,000 items$/)
    expect(app.get('directory-item').elements().length).toBeGreaterThan(5)
    expect(app.get('directory-item').elements().length).toBeLessThan(60)
    item('501').element().focus()
    await userEvent.keyboard('{End}')
    const last = app.get('directory-item').filter({ hasText: 'Partner no. 993' })
    await expect.element(last).toHaveFocus()
    await expect.element(last).toBeInViewport()
    await userEvent.keyboard('{Enter}')
    await expect.element(app.get('stage-name')).toHaveTextContent(/^Partner no\. 993$/)
    await app.get('directory-filter').fill('no. 512')
    await expect.poll(() => app.get('directory-item').elements()).toHaveLength(1)
  })

  it('never hides the row that the keyboard is at: not under the table’s head either', async () => {
    const app = await openApp()
    await option('SOURCE').click()
    await expect.element(item('501')).toBeVisible()
    item('501').element().focus()
    const head = page.getByRole('rowgroup').first()
    const upwards = Array.from({ length: 14 }, () => 'ArrowUp')
    for (const key of ['End', 'Home', 'PageDown', 'PageDown', 'PageDown', ...upwards]) {
      await userEvent.keyboard(`{${key}}`)
      await expect
        .poll(
          () => {
            const [row, above, table] = [
              document.activeElement,
              head.element(),
              app.find('[role="grid"]').element(),
            ].map((one) => one?.getBoundingClientRect())
            return row && above && table && row.top >= above.bottom - 1 && row.bottom <= table.bottom + 1
          },
          { message: key },
        )
        .toBe(true)
    }
    await expect.element(app.find('[data-testid="directory-item"]:focus')).toHaveAttribute('aria-rowindex', '18')
  })

  it('sends a directory in pages', async () => {
    portal.settings.listPaging = true
    const app = await openApp()
    await option('DYNAMIC_1042_STAGE_102').click()
    await expect.poll(() => app.get('directory-item').elements()).toHaveLength(4)
  })
})

it('a directory that comes in two pages is whole', async () => {
  portal.settings.listPaging = true
  const [first] = portal.data.statuses.filter((row) => row.ENTITY_ID === 'SOURCE')
  if (!first) throw new Error('No item to copy')
  portal.data.statuses.push(
    ...Array.from({ length: 50 }, (_, at) => ({ ...first, ID: String(5_000 + at), STATUS_ID: `MORE_${at}` })),
  )
  const app = await openApp()
  await option('SOURCE').click()
  await expect.element(app.get('directory-count')).toHaveTextContent(/^56 items$/)
  expect(timesAsked('crm.status.list')).toBe(2)
})

describe('on a narrow screen', () => {
  beforeEach(() => page.viewport(360, 800))
  afterEach(() => page.viewport(1280, 900))

  it('the card comes below, and into view', async () => {
    const app = await openApp()
    await option('DEAL_STAGE').click()
    await item('103').click()
    await app.expectStage('103')
    await expect.element(app.get('stage-name')).toBeInViewport()
    const { scrollWidth, clientWidth } = document.documentElement
    expect(scrollWidth).toBe(clientWidth)
  })
})
