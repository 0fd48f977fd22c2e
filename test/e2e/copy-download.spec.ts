import { expect, test } from './fixtures'

test.describe('copy buttons write to the clipboard', () => {
  test.use({ ownContext: true })

  test.beforeEach(async ({ context }) => {
    await context.grantPermissions(['clipboard-read'])
  })

  test('a directory as CSV, JSON and Markdown', async ({ app, page }) => {
    await app.open()
    await app.frame.locator('[data-testid="directory-option"][data-entity-id="DEAL_STAGE"]').click()
    for (const [format, start] of [
      ['csv', '\uFEFFID,ENTITY_ID'],
      ['json', '[\n  {'],
      ['markdown', '| ID | ENTITY_ID'],
    ] as const) {
      await app.get('export-format').selectOption(format)
      await app
        .get('copy')
        .and(app.frame.locator(`[data-copies="${format}"]`))
        .click()
      const copied = async (): Promise<string> => page.evaluate(() => navigator.clipboard.readText())
      await expect.poll(async () => (await copied()).slice(0, start.length), format).toBe(start)
      expect(await copied()).toContain(
        'PREPAYMENT_INVOICE'.replaceAll('_', format === 'markdown' ? String.raw`\_` : '_'),
      )
    }
    await expect(app.get('directory-items')).toContainText('Copied')
  })

  test('raw JSON and code; the code format is kept after a reload', async ({ app, page, portal }) => {
    await app.openStage('733')
    await app.get('raw-json-toggle').click()
    const text = await app.get('raw-json').innerText()
    await app.frame.locator('[data-testid="copy"][data-copies="json"]').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
    await app.get('code-toggle').click()
    await app.get('code-form').selectOption({ label: 'Python (b24pysdk)' })
    await expect(app.get('code-snippet')).toContainText('client.crm.status.get(')
    await app.frame.locator('[data-testid="copy"][data-copies="code"]').click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(await app.get('code-snippet').innerText())
    for (const token of portal.tokens) expect(copied).not.toContain(token)
    await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('python')
    await page.reload()
    await app.expectStage('733')
    await app.clickWhenSettled(app.get('code-toggle'))
    await expect(app.get('code-snippet')).toHaveAttribute('data-language', 'python')
  })
})

test('a directory downloads as a CSV file', async ({ app, page }) => {
  await app.open()
  await app.frame.locator('[data-testid="directory-option"][data-entity-id="DEAL_STAGE"]').click()
  const [download] = await Promise.all([page.waitForEvent('download'), app.get('directory-download').click()])
  expect(download.suggestedFilename()).toBe('DEAL_STAGE.csv')
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  expect(text.split('\r\n')).toHaveLength(10)
  expect(text.startsWith('\uFEFFID,')).toBe(true)
})

test('a directory downloads as constants', async ({ app, page }) => {
  await app.open()
  await app.frame.locator('[data-testid="directory-option"][data-entity-id="DEAL_STAGE"]').click()
  await app.get('export-format').selectOption('typescript')
  const [download] = await Promise.all([page.waitForEvent('download'), app.get('directory-download').click()])
  expect(download.suggestedFilename()).toBe('DEAL_STAGE.ts')
})
