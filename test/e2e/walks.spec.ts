import { expect, test } from './fixtures'
import { loadTexts, textOf } from './texts'
import { openDeal } from './states'

// All the ways of writing are in `test/app`.
for (const [language, theme, width] of [
  ['en', 'light', 1280],
  ['ar', 'dark', 360],
] as const) {
  test(`the main walks: ${language}, ${theme}, ${width} px`, async ({ app, page, portal }) => {
    const texts = loadTexts(language)
    portal.settings.language = language
    portal.userOptions = { stageCard: JSON.stringify({ theme }) }
    await page.setViewportSize({ width, height: 900 })

    // An ID, typed.
    await app.open()
    const root = app.frame.locator('html')
    await expect(root).toHaveAttribute('lang', language)
    await expect(root).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
    await expect(root).toHaveClass(new RegExp(String.raw`\b${theme}\b`))
    await app.ask('733')
    await app.expectStage('733')
    await expect(app.get('stage-semantics')).toHaveText(textOf(texts, 'semantics.success'))
    await expect(app.card).toContainText(textOf(texts, 'colorName.green'))

    // A directory's item.
    await app.frame.locator('[data-entity-id="QUOTE_STATUS"]').first().click()
    await app.frame.locator('[data-testid="directory-item"][data-stage-id="302"]').click()
    await app.expectStage('302')

    // A mistake, and an ID that there is not.
    await app.ask('abc')
    await expect(app.input).toHaveAccessibleDescription(textOf(texts, 'ask.refused.no-number'))
    await app.ask('999999')
    await expect(app.error.getByRole('heading')).toHaveText(textOf(texts, 'failure.kind.not-found.title'))

    // A record's menu, and another stage of its pipeline.
    await openDeal(app, 'Delivery van')
    await app.expectStage('104')
    await expect(app.get('stage-semantics')).toHaveText(textOf(texts, 'semantics.process'))
    await app.frame.locator('[data-testid="pipeline-stage"][data-stage-id="106"]').click()
    await app.expectStage('106')

    // A failure, and its end.
    portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
    await app.get('stage-refresh').click()
    await app.expectError('server')
    await expect(app.get('stage-retry')).toHaveText(textOf(texts, 'failure.retry'))
    await app.get('stage-retry').click()
    await app.expectStage('106')
  })
}

test('a portal that switches its language: the next opening speaks it', async ({ app, page, portal }) => {
  await app.openStage('733')
  await expect(app.get('stage-semantics')).toHaveText('Won')
  portal.settings.language = 'ja'
  await page.reload()
  await expect(app.get('stage-semantics')).toHaveText(textOf(loadTexts('ja'), 'semantics.success'))
})

test('no other language is loaded', async ({ app, page, portal }) => {
  const spoken: string[] = []
  page.on('request', (request) => {
    const [, code] = /\/assets\/([a-z]{2})-[\w-]+\.js$/.exec(request.url()) ?? []
    if (code) spoken.push(code)
  })
  portal.settings.language = 'pl'
  await app.openStage('733')
  await expect(app.get('stage-semantics')).toHaveText(textOf(loadTexts('pl'), 'semantics.success'))
  expect(spoken).toEqual(['pl'])
})
