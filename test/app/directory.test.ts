import { describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { columnTexts, item, option } from './directories'
import { waitForFrames, callCount } from './inspect'
import { openApp, openDeal, portal, type App } from './open'

const textsOf = (selector: string): string[] =>
  [...document.querySelectorAll<HTMLElement>(selector)].map((element) => element.innerText)
/** The names in the table, without the badges that follow them in the cell. */
const itemNames = (): (string | undefined)[] => columnTexts(1).map((text) => text.split('\n')[0])
const OPTIONS = '[data-testid="directory-option"]'

describe('the first visit', () => {
  it.each([
    [0, (app: App) => expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'STATUS')],
    [1, (app: App) => app.expectStage('205')],
    [2, (app: App) => expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'SOURCE')],
  ])('shows examples of this portal, and finds number %i', async (index, expectFound) => {
    const app = await openApp()
    await expect.poll(() => textsOf('[data-testid="example"] bdi')).toEqual(['Lead stages', 'C1:WON', 'SOURCE'])
    await app.get('example').nth(index).click()
    await expectFound(app)
    expect(app.get('first-visit').elements()).toEqual([])
  })
})

describe('the list of directories', () => {
  it('groups the directories by type of record', async () => {
    const smart = portal.data.directories.find(({ ID }) => ID === 'DYNAMIC_1038_STAGE_37')
    if (smart) smart.IS_ENABLED = false
    const app = await openApp()
    await expect
      .poll(() => textsOf('[data-testid="directory-list"] h2'))
      .toEqual(['Leads', 'Deals', 'Equipment', 'Invoices', 'Estimates', 'Dropdowns'])
    expect(textsOf(`section[aria-label="Deals"] ${OPTIONS} > bdi`)).toEqual(['General', 'Rent'])
    await expect.element(app.get('directory-list').getByRole('region', { name: 'Deals' })).toBeVisible()
    await expect.element(app.get('directory-list').getByRole('heading', { name: 'Deals' })).toBeVisible()
    await expect.element(option('DYNAMIC_1038_STAGE_37')).toHaveTextContent('disabled')
    await expect.element(option('DEAL_STAGE')).not.toHaveTextContent('disabled')
  })

  it('opens a card from the pipeline above the items', async () => {
    const app = await openApp()
    await option('DEAL_STAGE').click()
    await page.getBySelector('[data-testid="pipeline-stage"][data-stage-id="103"]').click()
    await app.expectStage('103')
    await expect.element(item('103')).toHaveAttribute('aria-selected', 'true')
  })

  it('opens a directory, its pipeline, its items and a card by mouse', async () => {
    const app = await openApp()
    await option('DEAL_STAGE').click()
    await expect.element(page.getByRole('heading', { name: 'Deal stages, General' })).toBeVisible()
    await expect.poll(() => app.get('pipeline-stage').elements()).toHaveLength(8)
    expect(columnTexts(2)).toEqual([
      'NEW',
      'PREPARATION',
      'PREPAYMENT_INVOICE',
      'EXECUTING',
      'FINAL_INVOICE',
      'WON',
      'LOSE',
      'APOLOGY',
    ])
    await expect.element(item('106')).toHaveTextContent('Deal won')
    await expect.element(item('106').getByText('Won', { exact: true })).toBeVisible()
    await expect.element(item('101').getByTestId('item-system')).toBeVisible()
    expect(item('104').getByTestId('item-system').elements()).toEqual([])
    await item('104').click()
    await app.expectStage('104')
    await expect.element(item('104')).toHaveAttribute('aria-selected', 'true')
    await expect
      .element(page.getBySelector('[data-testid="pipeline-stage"][aria-current="true"]'))
      .toHaveAttribute('data-stage-id', '104')
    expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toEqual([
      expect.objectContaining({ params: { id: '104' } }),
    ])
  })

  it('opens a directory and a card by keyboard', async () => {
    const app = await openApp()
    await expect.element(option('DEAL_STATE')).toBeVisible()
    await app.get('stage-id-input').click()
    await userEvent.keyboard('{Tab}{Tab}')
    await expect.element(option('STATUS')).toHaveFocus()
    await userEvent.keyboard('{ArrowDown}')
    await expect.element(option('DEAL_STAGE')).toHaveFocus()
    await userEvent.keyboard('{End}')
    await expect.element(option('DEAL_STATE')).toHaveFocus()
    await userEvent.keyboard('{Home}{ArrowDown}{Enter}')
    await expect.element(item('101')).toBeVisible()
    item('101').element().focus()
    await userEvent.keyboard('{ArrowDown}{ArrowDown}')
    await expect.element(item('103')).toHaveFocus()
    await userEvent.keyboard('{Enter}')
    await app.expectStage('103')
    await expect.poll(() => document.activeElement?.contains(app.card.element())).toBe(true)
    await userEvent.keyboard('{Escape}')
    await expect.element(item('103')).toHaveFocus()
    await userEvent.keyboard('{End}')
    await expect.element(item('108')).toHaveFocus()
    await userEvent.keyboard(' ')
    await app.expectStage('108')
  })

  it('shows no pipeline and no findings for a plain list', async () => {
    const app = await openApp()
    await option('SOURCE').click()
    await expect.poll(() => app.get('directory-item').elements()).toHaveLength(6)
    expect(app.get('pipeline-stage').elements()).toEqual([])
    expect(app.get('findings').elements()).toEqual([])
  })

  it('says that a directory is empty', async () => {
    portal.data.directories.push({ ID: 'EMPTY', NAME: 'Nothing yet' })
    const app = await openApp()
    await option('EMPTY').click()
    await expect.element(app.get('directory-items')).toHaveTextContent('This list is empty.')
  })

  it('opens from a record’s card and leads back to it', async () => {
    const app = await openDeal('Delivery van')
    await app.expectStage('104')
    await app.get('directory-open').click()
    await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
    await app.expectStage('104')
    await app.get('directory-open').click()
    await expect.element(app.get('record-title')).toHaveTextContent('Delivery van')
    await app.expectStage('104')
    // The card's header has already asked for both.
    expect([callCount('crm.status.entity.types'), callCount('crm.category.list')]).toEqual([1, 1])
  })

  it('asks once for the list and once for each directory’s items', async () => {
    const app = await openApp()
    for (const entityId of ['SOURCE', 'INDUSTRY', 'SOURCE', 'INDUSTRY']) {
      await option(entityId).click()
      await expect.element(app.get('directory-items')).toHaveAttribute('data-entity-id', entityId)
      await expect.poll(() => app.get('directory-item').elements().length).toBeGreaterThan(0)
    }
    expect([
      callCount('crm.status.entity.types'),
      callCount('crm.category.list'),
      callCount('crm.status.list'),
    ]).toEqual([1, 1, 2])
  })

  it('waits for the names of deal pipelines', async () => {
    const pipelines = portal.hold('crm.category.list')
    const app = await openApp()
    const call = await pipelines.next()
    await expect.poll(() => portal.log.find(({ method }) => method === 'crm.status.entity.types')?.status).toBe(200)
    await waitForFrames(4)
    expect(app.get('directory-list').elements()).toEqual([])
    call.release()
    await expect.poll(() => textsOf(`section[aria-label="Deals"] ${OPTIONS} > bdi`)).toEqual(['General', 'Rent'])
  })

  it('uses the portal’s names if it denies the names of deal pipelines', async () => {
    portal.addFault({ fault: 'access-denied', method: 'crm.category.list' })
    const app = await openApp()
    await expect
      .poll(() => textsOf(`section[aria-label="Deals"] ${OPTIONS} > bdi`))
      .toEqual(['General deal stages', 'Rent deal stages'])
    expect(app.get('directory-error').elements()).toEqual([])
  })
})

describe('a directory’s items', () => {
  it('are sorted by a column in three ways, and filtered', async () => {
    const app = await openApp()
    await option('DEAL_STAGE').click()
    const byName = page.getBySelector('[data-sort="name"]')
    const original = [
      'New',
      'Prepare documents',
      'Prepayment invoice',
      'Making it',
      'Final invoice',
      'Deal won',
      'Deal lost',
      'Analyze failure',
    ]
    await expect.poll(itemNames).toEqual(original)
    await byName.click()
    await expect.element(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
    await expect.poll(itemNames).toEqual(original.toSorted())
    await byName.click()
    await expect.poll(itemNames).toEqual(original.toSorted().toReversed())
    await byName.click()
    await expect.poll(itemNames).toEqual(original)
    await app.get('directory-filter').fill('deal')
    await expect.poll(() => textsOf('[data-testid="directory-count"]')).toEqual(['2 of 8 entries'])
    await app.get('directory-filter').fill('zzz')
    await expect.element(app.get('directory-items')).toHaveTextContent('Nothing matches the filter.')
  })

  it('are refreshed on click, with one call at a time', async () => {
    const app = await openApp()
    await option('SOURCE').click()
    await expect.element(item('501')).toBeVisible()
    const row = portal.data.statuses.find(({ ID }) => ID === '501')
    if (row) row.NAME = 'Phone'
    const held = portal.hold('crm.status.list')
    await app.get('directory-refresh').click()
    const call = await held.next()
    await app.get('directory-refresh').click()
    call.release()
    await expect.element(item('501')).toHaveTextContent('Phone')
    expect(callCount('crm.status.list')).toBe(2)
  })
})

describe('a pipeline’s automation rules', () => {
  it.each([
    ['STATUS', '/crm/lead/automation/0/'],
    ['DEAL_STAGE_1', '/crm/deal/automation/1/'],
    ['DYNAMIC_1038_STAGE_37', '/crm/type/1038/automation/37/'],
  ])('open from the head of %s', async (entityId, path) => {
    const app = await openApp()
    await option(entityId).click()
    await app.get('directory-automation').click()
    await expect.poll(() => app.host.openedPaths).toEqual([`${path}?IFRAME=Y&IFRAME_TYPE=SIDE_SLIDER`])
  })

  it.each(['SOURCE', 'QUOTE_STATUS'])('are not offered for %s, which has no page of them', async (entityId) => {
    const app = await openApp()
    await option(entityId).click()
    await expect.element(app.get('directory-refresh')).toBeVisible()
    expect(app.get('directory-automation').elements()).toEqual([])
  })
})

describe('findings in a directory', () => {
  it('name the items, which open on click', async () => {
    const app = await openApp()
    await option('QUOTE_STATUS').click()
    const similar = page.getBySelector('[data-testid="finding"][data-kind="similar-colors"]')
    await expect.element(similar).toHaveTextContent('Sent to client')
    await similar.getByRole('button', { name: 'Sent to client' }).click()
    await app.expectStage('302')
  })

  it('are absent if there is nothing to report', async () => {
    const app = await openApp()
    await option('DEAL_STAGE').click()
    await expect.element(item('101')).toBeVisible()
    expect(app.get('findings').elements()).toEqual([])
  })
})

describe('shows a failure and recovers by a retry', () => {
  it('for the list of directories', async () => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.entity.types' })
    const app = await openApp()
    await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
    await app.get('directory-error').getByTestId('stage-retry').click()
    await expect.element(app.get('directory-list')).toBeVisible()
  })

  it('for a directory’s items', async () => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
    const app = await openApp()
    await option('SOURCE').click()
    await expect.element(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
    await app.get('directory-error').getByTestId('stage-retry').click()
    await expect.element(item('501')).toBeVisible()
  })
})
