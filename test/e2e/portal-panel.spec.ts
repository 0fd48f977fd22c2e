import { expect, test } from './fixtures'

test('the portal’s start page leads to the app and a stage', async ({ app, page }) => {
  await app.open('/')
  await page.getByRole('navigation', { name: 'Portal' }).getByRole('link', { name: 'Stage Card' }).click()
  await app.ask('733')
  await app.expectStage('733')
})

test('the panel makes the next call fail', async ({ app, page }) => {
  await app.open()
  await page.getByText('Break things').click()
  await page.getByLabel('fails as').selectOption('server-internal')
  await page.getByRole('button', { name: 'Once' }).click()
  await expect(page.getByTestId('portal-panel')).toContainText('crm.status.get: server-internal')
  await page.getByText('Break things').click()
  await app.ask('733')
  await app.expectError('server')
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

test('the panel changes the user’s language', async ({ app, page }) => {
  await app.open()
  await page.getByText('Break things').click()
  await page.getByLabel('User’s language').selectOption('de')
  await expect(app.frame.getByLabel('Phase, Listenwert oder Liste suchen')).toBeVisible()
})
