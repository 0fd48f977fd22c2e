import { App, expect, test } from './fixtures'

test('a link to a stage: it is asked for before anything else', async ({ app, portal }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.input).toHaveValue('733')
  expect(portal.log[0]).toMatchObject({ method: 'crm.status.get', params: { id: 733 } })
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})

test('a link to a stage can be copied, and opens its card', async ({ app, page, world }) => {
  await app.openStage('734')
  await app.expectStage('734')
  await app.get('copy').and(app.frame.locator('[data-copies="link"]')).click()
  await app.input.fill('')
  await app.input.press('ControlOrMeta+V')
  const link = await app.input.inputValue()
  expect(link).toBe(`${world.portalOrigin}/marketplace/view/stage-card/?params[id]=734`)
  await page.goto(link)
  await app.expectStage('734')
})

test('two round trips from a record to its card, and no more', async ({ app, portal }) => {
  const batch = portal.hold('batch')
  const get = portal.hold('crm.status.get')
  const list = portal.hold('crm.status.list')
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  const first = await batch.next()
  expect(portal.log.map(({ method }) => method)).toEqual(['batch'])
  first.release()
  // The stage and its pipeline are asked for side by side: neither waits for the other's answer.
  const [stage, pipeline] = await Promise.all([get.next(), list.next()])
  stage.release()
  await app.expectStage('101')
  pipeline.release()
  await expect(app.get('pipeline-stage')).toHaveCount(8)
})

test('a stage that was seen before is there before the answer, at the next opening', async ({ app, page, portal }) => {
  await app.open()
  await app.ask('733')
  await app.expectStage('733')
  await expect.poll(() => String(portal.userOptions.stageCard)).toContain('"ID":"733"')
  const held = portal.hold('crm.status.get')
  await page.goto('about:blank')
  await app.openStage('733')
  await held.next()
  await expect(app.get('stage-name')).toHaveText('Success')
  await expect(app.card).toHaveAttribute('aria-busy', 'true')
  held.off()
  await app.expectStage('733')
})

test('nothing moves when the card comes, nor when what follows it does', async ({ app, portal }) => {
  const held = portal.hold('crm.status.get')
  await app.openStage('733')
  // The style sheet holds back the first paint, not the first layout.
  await expect(app.get('stage-loading')).toHaveCSS('overflow', 'hidden')
  const skeleton = await app.get('stage-loading').boundingBox()
  // Of whatever stands in the card's place, in every frame.
  const heights = await app.frame.locator('main').evaluateHandle((main) => {
    const seen: number[] = []
    const look = () => {
      seen.push(
        main.querySelector('[data-testid="stage-card"], [data-testid="stage-loading"]')?.getBoundingClientRect()
          .height ?? 0,
      )
      requestAnimationFrame(look)
    }
    look()
    return seen
  })
  ;(await held.next()).release()
  await expect(app.get('stage-refresh')).toBeVisible()
  await expect(app.get('raw-json-toggle')).toBeVisible()
  await expect(app.get('stage-directory')).not.toBeEmpty()
  const card = await app.card.boundingBox()
  expect(card?.y).toBe(skeleton?.y)
  expect(card?.width).toBe(skeleton?.width)
  const seen = await heights.jsonValue()
  expect(Math.max(...seen) - Math.min(...seen)).toBeLessThanOrEqual(2)
})

test('the portal gives the frame the height that the page needs', async ({ app, page }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await expect
    .poll(() => app.frame.locator('html').evaluate((html) => html.scrollHeight - innerHeight))
    .toBeLessThanOrEqual(0)
  expect((await page.getByTestId('app-frame').boundingBox())?.height).toBeGreaterThan(900)
})

test('on a narrow screen the card comes below a directory, and into view', async ({ app, page }) => {
  await page.setViewportSize({ width: 360, height: 800 })
  await app.open()
  await app.frame.locator('[data-testid="directory-option"][data-entity-id="DEAL_STAGE"]').click()
  await app.frame.locator('[data-testid="directory-item"][data-stage-id="103"]').click()
  await app.expectStage('103')
  await expect(app.get('stage-name')).toBeInViewport()
})

test('a printed card is a card, not a screen', async ({ app, page }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await page.emulateMedia({ media: 'print' })
  await expect(app.card).toBeVisible()
  await expect(app.get('stage-field-STATUS_ID')).toBeVisible()
  await expect(app.input).toBeHidden()
  await expect(app.get('stage-refresh')).toBeHidden()
  await expect(app.get('theme-toggle')).toBeHidden()
})

test('a hostile color fetches nothing', async ({ app, portal, page }) => {
  const foreign: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('evil.example')) foreign.push(request.url())
  })
  portal.addFault({ fault: 'odd-color', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectStage('733')
  await expect(app.get('stage-swatch')).toHaveCSS('background-image', 'none')
  expect(foreign).toEqual([])
})

test('two tabs: each has its own stage, and what is remembered breaks neither', async ({
  app,
  context,
  portal,
  world,
}) => {
  await app.open()
  const other = new App(await context.newPage(), { ...world, portal })
  await other.open()
  await app.ask('733')
  await other.ask('734')
  await app.expectStage('733')
  await other.expectStage('734')
  await app.get('theme-toggle').click()
  await other.ask('301')
  await other.expectStage('301')
  await app.get('stage-refresh').click()
  await app.expectStage('733')
  await other.page.close()
})
