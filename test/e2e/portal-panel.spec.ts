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

test('the panel lets somebody else change a stage', async ({ app, page, portal }) => {
  await app.open()
  await app.ask('733')
  await app.expectStage('733')
  await page.getByText('Break things').click()
  await page.getByRole('button', { name: 'Somebody else changes a stage now' }).click()
  await expect.poll(() => portal.data.statuses.find(({ ID }) => ID === '730')?.NAME).toBe('Start (2)')
})

test('the panel makes a later call fail', async ({ app, page }) => {
  await app.open()
  await page.getByText('Break things').click()
  await page.getByLabel('fails as').selectOption('server-internal')
  await page.getByLabel('after as many good ones').fill('1')
  await page.getByRole('button', { name: 'Once' }).click()
  await expect(page.getByTestId('portal-panel')).toContainText('crm.status.get: server-internal, after 1')
  await page.getByText('Break things').click()
  await app.ask('733')
  await app.expectStage('733')
  await app.ask('734')
  await app.expectError('server')
})

test('the panel changes the user’s language', async ({ app, page }) => {
  await app.open()
  await page.getByText('Break things').click()
  await page.getByLabel('User’s language').selectOption('de')
  await expect(app.frame.getByLabel('Phase, Listenwert oder Liste suchen')).toBeVisible()
})
