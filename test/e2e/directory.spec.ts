import type { Locator } from '@playwright/test'
import { expect, test, type App } from './fixtures'

const option = (app: App, entityId: string): Locator => app.frame.locator(`[data-testid="directory-option"][data-entity-id="${entityId}"]`)
const item = (app: App, id: string): Locator => app.frame.locator(`[data-testid="directory-item"][data-stage-id="${id}"]`)
const search = (app: App): Locator => app.get('directory-search')
const cellsOf = (app: App, column: number): Promise<string[]> =>
  app.frame.locator(`[data-testid="directory-item"] > :nth-child(${column})`).allInnerTexts()

async function find(app: App, text: string): Promise<void> {
  await search(app).fill(text)
  await search(app).press('Enter')
}

test.describe('the directories', () => {
  test('are grouped as people think of them, with search over names and codes', async ({ app, portal }) => {
    const rent = portal.data.directories.find(({ ID }) => ID === 'DYNAMIC_1038_STAGE_37')
    if (rent) rent.IS_ENABLED = false
    await app.open()
    const list = app.get('directory-list')
    await expect(list.getByRole('heading')).toHaveText(['Leads', 'Deals', 'Equipment', 'Invoices', 'Quotes', 'Lists'])
    await expect(list.getByRole('region', { name: 'Deals' }).getByTestId('directory-option')).toContainText(['General', 'Rent'])
    await expect(option(app, 'DYNAMIC_1038_STAGE_37')).toContainText('switched off')
    await expect(option(app, 'DEAL_STAGE')).not.toContainText('switched off')
    await search(app).fill('sou')
    await expect(app.get('directory-option')).toHaveText([/Sources/])
    await search(app).fill('dynamic_1038')
    await expect(app.get('directory-option')).toHaveText([/General/])
    await search(app).fill('deals')
    await expect(app.get('directory-option')).toHaveCount(2)
    await search(app).fill('nowhere')
    await expect(app.get('directory-none')).toContainText('Press Enter')
  })

  test('with the mouse: a directory, its strip, its items, a card', async ({ app, portal }) => {
    await app.open()
    await option(app, 'DEAL_STAGE').click()
    await expect(app.get('directory-items').getByRole('heading', { name: 'Deal stages, General' })).toBeVisible()
    await expect(app.get('pipeline-stage')).toHaveCount(8)
    expect(await cellsOf(app, 2)).toEqual(['NEW', 'PREPARATION', 'PREPAYMENT_INVOICE', 'EXECUTING', 'FINAL_INVOICE', 'WON', 'LOSE', 'APOLOGY'])
    await expect(item(app, '106')).toContainText('Deal won')
    await expect(item(app, '106')).toContainText('Won')
    await expect(item(app, '101').getByTestId('item-system')).toBeVisible()
    await expect(item(app, '104').getByTestId('item-system')).toHaveCount(0)
    await item(app, '104').click()
    await app.expectStage('104')
    await expect(item(app, '104')).toHaveAttribute('aria-selected', 'true')
    await expect(app.frame.locator('[data-testid="pipeline-stage"][aria-current="true"]')).toHaveAttribute('data-stage-id', '104')
    expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toEqual([expect.objectContaining({ params: { id: 104 } })])
  })

  test('with the keyboard alone', async ({ app, page }) => {
    await app.open()
    await search(app).focus()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Tab')
    await expect(option(app, 'STATUS')).toBeFocused()
    await page.keyboard.press('ArrowDown')
    await expect(option(app, 'DEAL_STAGE')).toBeFocused()
    await page.keyboard.press('End')
    await expect(option(app, 'CALL_LIST')).toBeFocused()
    await page.keyboard.press('Home')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await expect(item(app, '101')).toBeVisible()
    await item(app, '101').focus()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await expect(item(app, '103')).toBeFocused()
    await page.keyboard.press('Enter')
    await app.expectStage('103')
    await expect(item(app, '103')).toBeFocused()
    await page.keyboard.press('End')
    await expect(item(app, '108')).toBeFocused()
    await page.keyboard.press('Space')
    await app.expectStage('108')
  })

  test('sorted by column, three ways, and filtered', async ({ app }) => {
    await app.open()
    await option(app, 'DEAL_STAGE').click()
    const byName = app.frame.locator('[data-sort="name"]')
    const first = ['New', 'Prepare documents', 'Prepayment invoice', 'Making it', 'Final invoice', 'Deal won', 'Deal lost', 'Analyze failure']
    const names = async () => (await cellsOf(app, 1)).map((text) => text.split('\n')[0])
    await expect.poll(names).toEqual(first)
    await byName.click()
    await expect(app.frame.getByRole('columnheader', { name: 'Name' })).toHaveAttribute('aria-sort', 'ascending')
    await expect.poll(names).toEqual(first.toSorted())
    await byName.click()
    await expect.poll(names).toEqual(first.toSorted().toReversed())
    await byName.click()
    await expect.poll(names).toEqual(first)
    await app.get('directory-filter').fill('deal')
    await expect(app.get('directory-count')).toHaveText('2 of 8 items')
    await app.get('directory-filter').fill('zzz')
    await expect(app.get('directory-items')).toContainText('No item matches the filter.')
  })

  test('a list is no pipeline: no strip, no meaning', async ({ app }) => {
    await app.open()
    await option(app, 'SOURCE').click()
    await expect(app.get('directory-item')).toHaveCount(6)
    await expect(app.get('pipeline-stage')).toHaveCount(0)
    await expect(app.get('findings')).toHaveCount(0)
  })

  test('an empty one says so', async ({ app, portal }) => {
    portal.data.directories.push({ ID: 'EMPTY', NAME: 'Nothing yet' })
    await app.open()
    await option(app, 'EMPTY').click()
    await expect(app.get('directory-items')).toContainText('This directory has no items.')
  })

  test('what was open is found again', async ({ app, page }) => {
    await app.open()
    await option(app, 'DEAL_STAGE_1').click()
    await item(app, '203').click()
    await app.expectStage('203')
    await expect.poll(() => JSON.stringify(app.world.portal.userOptions)).toContain('203')
    await page.reload()
    await app.expectStage('203')
    await expect(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE_1')
  })

  for (const [name, kept] of Object.entries({
    'something odd': { entityId: 7, stageId: 'x', form: {} },
    'what is too long for the app’s own': { entityId: 'DEAL_STAGE_1', stageId: 733, form: 'x'.repeat(20_000) },
  })) {
    test(`${name} in the portal’s memory is forgotten`, async ({ app, portal }) => {
      portal.userOptions = { stageCard: JSON.stringify(kept) }
      await app.open()
      await expect(app.get('directory-list')).toBeVisible()
      await expect(app.get('directory-items')).toHaveCount(0)
      await expect(app.card).toHaveCount(0)
      await option(app, 'DEAL_STAGE').click()
      await expect.poll(() => portal.userOptions.stageCard).toBe('{"entityId":"DEAL_STAGE","stageId":null,"form":null,"theme":null,"stages":[]}')
    })
  }

  test('from a record’s card, and back', async ({ app, portal }) => {
    const deal = portal.data.records.find((record) => record.title === 'Delivery van')
    await app.open(`/marketplace/app/stage-card/?placement=CRM_DEAL_LIST_MENU&options=${encodeURIComponent(JSON.stringify({ ID: String(deal?.id) }))}`)
    await app.expectStage('104')
    await app.get('directory-open').click()
    await expect(app.get('directory-items')).toHaveAttribute('data-entity-id', 'DEAL_STAGE')
    await app.expectStage('104')
    await app.get('directory-open').click()
    await expect(app.get('record-title')).toHaveText('Delivery van')
    await app.expectStage('104')
  })
})

test.describe('the search over everything', () => {
  test('a number is an ID', async ({ app, portal }) => {
    await app.open()
    await find(app, '733')
    await app.expectStage('733')
    expect(portal.log.map(({ method }) => method)).not.toContain('crm.status.list')
  })

  for (const [text, ids] of [['C1:WON', ['205']], ['dt1038_37:', ['730', '731', '732', '733', '734']], ['analyze', ['108']]] as const) {
    test(`finds ${text}`, async ({ app }) => {
      await app.open()
      await find(app, text)
      await expect(app.get('search-results')).toContainText(`${ids.length} item`)
      expect(await app.get('directory-item').evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.stageId))).toEqual(ids)
      await item(app, ids[0]).click()
      await app.expectStage(ids[0])
    })
  }

  test('says in which directory, and when there is nothing', async ({ app }) => {
    await app.open()
    await find(app, 'success')
    await expect(item(app, '733')).toContainText('Equipment, General')
    await find(app, 'no such thing')
    await expect(app.get('search-results')).toContainText('Nothing in any directory is called “no such thing”')
    await app.get('search-close').click()
    await expect(app.get('search-results')).toHaveCount(0)
    await expect(search(app)).toHaveValue('')
  })

  test('loads with progress, can be cancelled, and then works', async ({ app, portal }) => {
    portal.settings.listPaging = true
    const pages = portal.hold('crm.status.list')
    await app.open()
    await find(app, 'call')
    ;(await pages.next()).release()
    await expect(app.get('search-results')).toContainText(`Items so far: 50 of ${portal.data.statuses.length}`)
    const second = await pages.next()
    expect(second.params).toMatchObject({ start: 50 })
    await app.get('search-close').click()
    second.release()
    await expect(app.get('search-results')).toHaveCount(0)
    pages.off()
    await find(app, 'call')
    await expect(item(app, '501')).toBeVisible()
  })

  test('a failure is told, and trying again helps', async ({ app, portal }) => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
    await app.open()
    await find(app, 'call')
    await expect(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
    await app.get('directory-error').getByTestId('stage-retry').click()
    await expect(item(app, '501')).toBeVisible()
  })
})

test.describe('failures of the directory', () => {
  test('the list of directories', async ({ app, portal }) => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.entity.types' })
    await app.open()
    await expect(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
    await app.get('directory-error').getByTestId('stage-retry').click()
    await expect(app.get('directory-list')).toBeVisible()
  })

  test('a directory’s items', async ({ app, portal }) => {
    portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
    await app.open()
    await option(app, 'SOURCE').click()
    await expect(app.get('directory-error')).toHaveAttribute('data-kind', 'server')
    await app.get('directory-error').getByTestId('stage-retry').click()
    await expect(item(app, '501')).toBeVisible()
  })

  test('a part of the app that cannot be loaded', async ({ app, page }) => {
    await page.route(/\/assets\/DirectoryPanel-/, (route) => route.abort())
    await app.open()
    await expect(app.get('load-failure')).toContainText('could not be loaded')
    await app.ask('733')
    await app.expectStage('733')
  })
})

test.describe('what is worth a look', () => {
  test('is pointed out, with the items', async ({ app }) => {
    await app.open()
    await option(app, 'QUOTE_STATUS').click()
    const similar = app.frame.locator('[data-testid="finding"][data-kind="similar-colours"]')
    await expect(similar).toContainText('Sent to client')
    await similar.getByRole('button', { name: 'Sent to client' }).click()
    await app.expectStage('302')
  })

  test('is quiet when all is well', async ({ app }) => {
    await app.open()
    await option(app, 'DEAL_STAGE').click()
    await expect(item(app, '101')).toBeVisible()
    await expect(app.get('findings')).toHaveCount(0)
  })
})

test.describe('taking a directory along', () => {
  for (const [form, start] of [['csv', '\uFEFFID,ENTITY_ID'], ['json', '[\n  {'], ['markdown', '| ID | ENTITY_ID']] as const) {
    test(`copied as ${form}`, async ({ app, page }) => {
      await page.context().grantPermissions(['clipboard-read'])
      await app.open()
      await option(app, 'DEAL_STAGE').click()
      await app.get('copy').and(app.frame.locator(`[data-copies="${form}"]`)).click()
      await expect(app.get('directory-items')).toContainText('Copied')
      const copied = await page.evaluate(() => navigator.clipboard.readText())
      expect(copied.startsWith(start)).toBe(true)
      expect(copied).toContain('PREPAYMENT_INVOICE'.replaceAll('_', form === 'markdown' ? String.raw`\_` : '_'))
    })
  }

  test('as a file', async ({ app, page }) => {
    await app.open()
    await option(app, 'DEAL_STAGE').click()
    const [download] = await Promise.all([page.waitForEvent('download'), app.get('directory-download').click()])
    expect(download.suggestedFilename()).toBe('DEAL_STAGE.csv')
    const chunks: Buffer[] = []
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    expect(text.split('\r\n')).toHaveLength(10)
    expect(text.startsWith('\uFEFFID,')).toBe(true)
  })
})

test.describe('a portal that has grown for years', () => {
  test.beforeEach(({ portal }) => {
    portal.settings.size = 'huge'
  })

  test('60 directories, and a list of 1 000 of which only what is in view is drawn', async ({ app, page }) => {
    await app.open()
    await expect(app.get('directory-option')).toHaveCount(60)
    await option(app, 'SOURCE').click()
    await expect(app.get('directory-count')).toHaveText('1,000 items')
    expect(await app.get('directory-item').count()).toBeLessThan(60)
    await item(app, '501').focus()
    await page.keyboard.press('End')
    const last = app.get('directory-item').filter({ hasText: 'Partner no. 993' })
    await expect(last).toBeFocused()
    await expect(last).toBeInViewport()
    await page.keyboard.press('Enter')
    await expect(app.get('stage-name')).toHaveText('Partner no. 993')
    await app.get('directory-filter').fill('no. 512')
    await expect(app.get('directory-item')).toHaveCount(1)
  })

  test('in pages', async ({ app, portal }) => {
    portal.settings.listPaging = true
    await app.open()
    await option(app, 'DYNAMIC_1042_STAGE_102').click()
    await expect(app.get('directory-item')).toHaveCount(4)
  })
})

test('on a narrow screen the card comes below, and into view', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await app.open()
  await option(app, 'DEAL_STAGE').click()
  await item(app, '103').click()
  await app.expectStage('103')
  await expect(app.get('stage-name')).toBeInViewport()
  const overflow = await app.frame.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
  expect(overflow).toBe(0)
})
