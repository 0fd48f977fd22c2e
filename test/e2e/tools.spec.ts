import { expect, test } from './fixtures'

test.describe('for integrators', () => {
  test('the raw answer, in colours, to be copied, with the request’s ID', async ({ app, page, portal }) => {
    await page.context().grantPermissions(['clipboard-read'])
    await app.openStage('733')
    await expect(app.get('raw-json')).toHaveCount(0)
    await app.get('raw-json-toggle').click()
    await expect(app.get('raw-json-toggle')).toHaveAttribute('aria-expanded', 'true')
    const text = await app.get('raw-json').innerText()
    expect(JSON.parse(text)).toMatchObject({ result: { ID: '733', STATUS_ID: 'DT1038_37:SUCCESS' }, time: {} })
    await expect(app.get('raw-json').locator('.code-attr').first()).toHaveText('"result"')
    const requestId = portal.log.find(({ method }) => method === 'crm.status.get')?.requestId ?? 'none'
    await expect(app.get('request-id')).toContainText(requestId)
    await app.frame.locator('[data-testid="copy"][data-copies="json"]').click()
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(text)
    await app.get('raw-json-toggle').click()
    await expect(app.get('raw-json')).toHaveCount(0)
  })

  test('code for this very item, and the choice of its form is remembered', async ({ app, page, portal }) => {
    await page.context().grantPermissions(['clipboard-read'])
    await app.openStage('733')
    await app.get('code-toggle').click()
    await expect(app.get('code-snippet')).toHaveAttribute('data-language', 'curl-webhook')
    await expect(app.get('code-snippet')).toContainText('{"id":733}')
    await app.get('code-form').selectOption({ label: 'Python (b24pysdk)' })
    await expect(app.get('code-snippet')).toContainText('client.crm.status.get(')
    await app.get('code-task').selectOption({ label: 'Find the records in this stage' })
    await expect(app.get('code-snippet')).toContainText('"stageId": "DT1038_37:SUCCESS"')
    await app.frame.locator('[data-testid="copy"][data-copies="code"]').click()
    const copied = await page.evaluate(() => navigator.clipboard.readText())
    expect(copied).toBe(await app.get('code-snippet').innerText())
    for (const token of portal.tokens) expect(copied).not.toContain(token)
    await expect.poll(() => JSON.stringify(portal.userOptions)).toContain('python')
    await page.reload()
    await app.get('code-toggle').click()
    await expect(app.get('code-snippet')).toHaveAttribute('data-language', 'python')
  })

  test('a list’s value can only be read', async ({ app }) => {
    await app.openStage('501')
    await app.get('code-toggle').click()
    await expect(app.get('code-snippet')).toContainText('"id":501')
    await expect(app.get('code-task')).toHaveCount(0)
  })

  test('what cannot be loaded is told', async ({ app, page }) => {
    await page.route(/\/assets\/(CodePanel|HighlightedCode)-/, (route) => route.abort())
    await app.openStage('733')
    await app.get('code-toggle').click()
    await expect(app.get('load-failure')).toBeVisible()
    await app.expectStage('733')
  })
})
