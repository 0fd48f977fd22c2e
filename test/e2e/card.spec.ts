import { savedSettings } from '../portal/userOptions'
import { App, expect, test } from './fixtures'

test('a link to a stage requests it first, and once', async ({ app, portal }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.input).toHaveValue('733')
  expect(portal.log[0]).toMatchObject({ method: 'crm.status.get', params: { id: '733' } })
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})

test('a copied link opens the stage’s card', async ({ app, page, server }) => {
  await app.openStage('734')
  await app.expectStage('734')
  await app.get('copy').and(app.frame.locator('[data-copies="link"]')).click()
  await app.input.fill('')
  await app.input.press('ControlOrMeta+V')
  const link = await app.input.inputValue()
  expect(link).toBe(`${server.portalOrigin}/marketplace/view/stage-card/?params[id]=734`)
  await page.goto(link)
  await app.expectStage('734')
})

test('a record’s card takes two round trips', async ({ app, portal }) => {
  const batch = portal.hold('batch')
  const get = portal.hold('crm.status.get')
  const list = portal.hold('crm.status.list')
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  const batchCall = await batch.next()
  expect(portal.log.map(({ method }) => method)).toEqual(['batch'])
  batchCall.release()
  // The stage and its pipeline are requested in parallel.
  const [stageCall, pipelineCall] = await Promise.all([get.next(), list.next()])
  stageCall.release()
  await app.expectStage('101')
  pipelineCall.release()
  await expect(app.get('pipeline-stage')).toHaveCount(8)
})

test('a remembered stage shows a placeholder card before the answer', async ({ app, page, portal }) => {
  await app.open()
  await app.ask('733')
  await app.expectStage('733')
  await expect.poll(() => String(portal.userOptions.stageCard_stages)).toContain('"ID":"733"')
  const held = portal.hold('crm.status.get')
  await page.goto('about:blank')
  await app.openStage('733')
  await held.next()
  await expect(app.get('stage-name')).toHaveText('Success')
  await expect(app.card).toHaveAttribute('aria-busy', 'true')
  held.off()
  await app.expectStage('733')
})

test('no layout shift when the card replaces the skeleton', async ({ app, portal }) => {
  const held = portal.hold('crm.status.get')
  await app.openStage('733')
  // Wait for the style sheet: layout happens before it arrives, only painting waits.
  await expect(app.get('stage-loading')).toHaveCSS('overflow', 'hidden')
  const skeleton = await app.get('stage-loading').boundingBox()
  // The height of the skeleton or the card, in every animation frame.
  const heights = await app.frame.locator('main').evaluateHandle((main) => {
    const recorded: number[] = []
    const record = () => {
      recorded.push(
        main.querySelector('[data-testid="stage-card"], [data-testid="stage-loading"]')?.getBoundingClientRect()
          .height ?? 0,
      )
      requestAnimationFrame(record)
    }
    record()
    return recorded
  })
  ;(await held.next()).release()
  await expect(app.get('stage-refresh')).toBeVisible()
  await expect(app.get('raw-json-toggle')).toBeVisible()
  await expect(app.get('stage-directory')).not.toBeEmpty()
  const card = await app.card.boundingBox()
  expect(card?.y).toBe(skeleton?.y)
  expect(card?.width).toBe(skeleton?.width)
  const recorded = await heights.jsonValue()
  expect(Math.max(...recorded) - Math.min(...recorded)).toBeLessThanOrEqual(2)
})

test('the frame grows to the height of the page', async ({ app, page }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await expect
    .poll(() => app.frame.locator('html').evaluate((html) => html.scrollHeight - innerHeight))
    .toBeLessThanOrEqual(0)
  expect((await page.getByTestId('app-frame').boundingBox())?.height).toBeGreaterThan(900)
})

test('the frame shrinks with the page, without a scroll bar of its own', async ({ app, page }) => {
  const frameHeight = async () => (await page.getByTestId('app-frame').boundingBox())?.height ?? 0
  const emptySpace = () =>
    app.frame.locator('main').evaluate((main) => innerHeight - main.getBoundingClientRect().height)
  await app.openRecord('CRM_CONTACT_LIST_MENU', { ID: '1' })
  await app.expectError('no-stage')
  await expect.poll(emptySpace).toBeLessThanOrEqual(1)
  const low = await frameHeight()
  await app.clickWhenSettled(app.get('settings-open'))
  await expect(app.get('placement-toggle').first()).toBeVisible()
  await expect.poll(frameHeight).toBeGreaterThan(low + 300)
  await app.clickWhenSettled(app.get('settings-close'))
  await app.expectError('no-stage')
  await expect.poll(frameHeight).toBe(low)
  expect(await app.frame.locator('html').evaluate((html) => html.scrollHeight - innerHeight)).toBeLessThanOrEqual(0)
})

test('on a narrow screen, choosing a directory item scrolls to its card', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await app.open()
  await app.frame.locator('[data-testid="directory-option"][data-entity-id="DEAL_STAGE"]').click()
  await app.clickWhenSettled(app.frame.locator('[data-testid="directory-item"][data-stage-id="103"]'))
  await app.expectStage('103')
  await expect(app.get('stage-name')).toBeInViewport()
})

test('print shows the card without inputs and buttons', async ({ app, page }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await page.emulateMedia({ media: 'print' })
  await expect(app.card).toBeVisible()
  await expect(app.get('stage-field-STATUS_ID')).toBeVisible()
  await expect(app.input).toBeHidden()
  await expect(app.get('stage-refresh')).toBeHidden()
  await expect(app.get('theme-toggle')).toBeHidden()
})

test('a malicious color causes no request', async ({ app, portal, page }) => {
  const requests: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('evil.example')) requests.push(request.url())
  })
  portal.addFault({ fault: 'odd-color', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-swatch')).toHaveCSS('background-image', 'none')
  expect(requests).toEqual([])
})

test('two tabs show different stages and share user options without conflict', async ({
  app,
  context,
  portal,
  server,
}) => {
  await app.open()
  const otherTab = new App(await context.newPage(), { ...server, portal })
  await otherTab.open()
  await app.ask('733')
  await otherTab.ask('734')
  await app.expectStage('733')
  await otherTab.expectStage('734')
  await app.clickWhenSettled(app.get('theme-toggle'))
  await expect(app.get('theme-toggle')).toHaveAttribute('data-theme', 'dark')
  await otherTab.ask('301')
  await otherTab.expectStage('301')
  // Each tab has saved what was changed in it, and left the rest alone.
  await expect.poll(() => savedSettings(portal)).toMatchObject({ theme: 'dark', stageId: 301 })
  await app.get('stage-refresh').click()
  await app.expectStage('733')
  await otherTab.page.close()
})

/** How much wider and higher than its window a page is. */
function overflow(): { right: number; down: number } {
  const { scrollWidth, clientWidth, scrollHeight, clientHeight } = document.documentElement
  return { right: scrollWidth - clientWidth, down: scrollHeight - clientHeight }
}

for (const width of [1280, 1440, 1920]) {
  test(`at ${width} px neither the page nor the frame has a scroll bar of its own`, async ({ app, page }) => {
    await page.setViewportSize({ width, height: 900 })
    await app.openStage('104')
    await app.expectStage('104')
    await expect(app.get('stage-oldest').locator('[data-record-id]').first()).toBeVisible()
    const frame = await app.contentFrame()
    // The portal's page scrolls down, as it does for all its pages.
    await expect.poll(() => frame.evaluate(overflow)).toEqual({ right: 0, down: 0 })
    expect((await page.evaluate(overflow)).right).toBe(0)
  })
}
