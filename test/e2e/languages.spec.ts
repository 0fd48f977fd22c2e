import { expect, test } from './fixtures'
import { loadTexts, textOf } from './texts'
import { openDeal } from './states'

// `test/app` covers the other scripts.
for (const [language, theme, width] of [
  ['en', 'light', 1280],
  ['ar', 'dark', 360],
] as const) {
  test(`main user flows: ${language}, ${theme} theme, ${width} px`, async ({ app, page, portal }) => {
    const texts = loadTexts(language)
    portal.settings.language = language
    portal.userOptions = { stageCard: JSON.stringify({ theme }) }
    await page.setViewportSize({ width, height: 900 })

    // Enter an ID.
    await app.open()
    const root = app.frame.locator('html')
    await expect(root).toHaveAttribute('lang', language)
    await expect(root).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
    await expect(root).toHaveClass(new RegExp(String.raw`\b${theme}\b`))
    await app.ask('733')
    await app.expectStage('733')
    await expect(app.get('stage-semantics')).toHaveText(textOf(texts, 'semantics.success'))
    await expect(app.card).toContainText(textOf(texts, 'colorName.green'))

    // Open an item of a directory.
    await app.get('card-close').click()
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await app.clickWhenSettled(app.frame.locator('[data-testid="directory-item"][data-stage-id="302"]'))
    await app.expectStage('302')

    // Enter an invalid ID and an unknown ID.
    await app.ask('-1')
    await expect(app.input).toHaveAccessibleDescription(textOf(texts, 'search.refused.negative'))
    await app.ask('999999')
    await expect(app.error.getByRole('heading')).toHaveText(textOf(texts, 'failure.kind.not-found.title'))

    // Open the app from a record's menu, and show another stage of the pipeline.
    await openDeal(app, 'Delivery van')
    await app.expectStage('104')
    await expect(app.get('stage-semantics')).toHaveText(textOf(texts, 'semantics.process'))
    await app.frame.locator('[data-testid="pipeline-stage"][data-stage-id="106"]').click()
    await app.expectStage('106')

    // Recover from an error.
    portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
    await app.get('stage-refresh').click()
    await app.expectError('server')
    await expect(app.get('stage-retry')).toHaveText(textOf(texts, 'failure.retry'))
    await app.get('stage-retry').click()
    await app.expectStage('106')
  })
}

test('the app uses the user’s new language after a reload', async ({ app, page, portal }) => {
  await app.openStage('733')
  await expect(app.get('stage-semantics')).toHaveText('Won')
  portal.settings.language = 'ja'
  await page.reload()
  await expect(app.get('stage-semantics')).toHaveText(textOf(loadTexts('ja'), 'semantics.success'))
})

test('what was asked is asked again in the user’s new language', async ({ app, page }) => {
  await app.open()
  await app.ask('C1:')
  await app.expectStage('201')
  await page.evaluate(() => (location.href = `/auth/?user_lang=ja&backurl=${encodeURIComponent(location.pathname)}`))
  await expect(app.frame.locator('html')).toHaveAttribute('lang', 'ja')
  await app.expectStage('201')
  await expect(app.input).toHaveValue('C1:')
  await expect(app.get('search-results').getByTestId('directory-item')).toHaveCount(6)
})

test('what was typed outlives a reload, but does not come back at a later opening', async ({ app, page, server }) => {
  await app.open()
  await app.ask('205')
  await app.expectStage('205')
  await app.input.fill('delivery v')
  await page.reload()
  await app.expectStage('205')
  await expect(app.input).toHaveValue('delivery v')
  await page.goto(`${server.portalOrigin}/crm/deal/`)
  await app.open()
  await expect(app.get('directory-list')).toBeVisible()
  await expect(app.input).toHaveValue('')
})

test('only the file of the user’s language is loaded', async ({ app, page, portal }) => {
  const loadedLanguages: string[] = []
  page.on('request', (request) => {
    const [, code] = /\/assets\/([a-z]{2})-[\w-]+\.js$/.exec(request.url()) ?? []
    if (code) loadedLanguages.push(code)
  })
  portal.settings.language = 'pl'
  await app.openStage('733')
  await expect(app.get('stage-semantics')).toHaveText(textOf(loadTexts('pl'), 'semantics.success'))
  // The texts of what comes after the card are a second file.
  expect([...new Set(loadedLanguages)]).toEqual(['pl'])
})
