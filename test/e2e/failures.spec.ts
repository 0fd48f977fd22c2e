import type { FaultName } from '../portal/faults'
import { expect, test } from './fixtures'

/** Every error of the portal, what a person is told apart, and whether asking again is offered. */
const FAULTS: [FaultName, string, 'ask' | 'wait' | 'reload' | 'never'][] = [
  ['not-found', 'not-found', 'never'],
  ['not-found-documented', 'not-found', 'never'],
  ['not-found-code', 'not-found', 'never'],
  ['not-found-entity', 'not-found', 'never'],
  ['access-denied', 'access-denied', 'never'],
  ['access-denied-code', 'access-denied', 'never'],
  ['access-credentials', 'access-denied', 'never'],
  ['access-user', 'access-denied', 'never'],
  ['access-extranet', 'access-denied', 'never'],
  ['plan', 'plan', 'never'],
  ['scope', 'scope', 'never'],
  ['auth-none', 'auth', 'reload'],
  ['limit-rate', 'limit', 'wait'],
  ['limit-operating', 'limit', 'wait'],
  ['blocked', 'blocked', 'never'],
  ['portal-closed', 'portal-closed', 'never'],
  ['server-internal', 'server', 'ask'],
  ['server-unexpected', 'server', 'ask'],
  ['server-html', 'server', 'ask'],
  ['server-503-html', 'server', 'ask'],
  ['request-html', 'server', 'ask'],
  ['https', 'https', 'never'],
  ['request-batch', 'request', 'ask'],
  ['request-manifest', 'request', 'ask'],
  ['request-method', 'request', 'ask'],
  ['request-unknown', 'request', 'ask'],
  ['soft-error', 'request', 'ask'],
  ['network-drop', 'network', 'ask'],
  ['network-cors', 'network', 'ask'],
  ['bad-null', 'bad-answer', 'ask'],
  ['bad-false', 'bad-answer', 'ask'],
  ['bad-array', 'bad-answer', 'ask'],
  ['bad-object', 'bad-answer', 'ask'],
  ['bad-string', 'bad-answer', 'ask'],
  ['bad-number', 'bad-answer', 'ask'],
  ['bad-other-id', 'bad-answer', 'ask'],
  ['bad-json', 'bad-answer', 'ask'],
  ['bad-html', 'bad-answer', 'ask'],
  ['bad-empty', 'bad-answer', 'ask'],
  ['bad-no-time', 'bad-answer', 'ask'],
  ['no-content', 'bad-answer', 'ask'],
]

test.describe('every failure is told, and the app works again once its cause is gone', () => {
  for (const [fault, kind, retry] of FAULTS) {
    test(`${fault}: ${kind}`, async ({ app, portal }) => {
      if (retry === 'wait') await app.stopClock()
      portal.addFault({ fault, method: 'crm.status.get' })
      await app.openStage('733')
      await app.expectError(kind)
      await expect(app.card).toHaveCount(0)
      await expect(app.error.getByRole('heading')).not.toBeEmpty()
      // One attempt alone: the SDK repeats nothing behind the person's back.
      expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
      await expect(app.get('stage-retry')).toHaveCount(retry === 'never' ? 0 : 1)
      if (retry === 'never') await app.ask('733')
      else await app.get('stage-retry').click()
      await app.expectStage('733')
    })
  }
})

test('a number that no item has', async ({ app }) => {
  await app.openStage('999999')
  await app.expectError('not-found')
  await app.ask('733')
  await app.expectStage('733')
})

test.describe('a failed refresh leaves the last good card to be seen', () => {
  for (const fault of ['server-internal', 'network-drop', 'bad-json', 'access-denied'] as const) {
    test(fault, async ({ app, portal }) => {
      await app.openStage('733')
      await app.expectStage('733')
      portal.addFault({ fault, method: 'crm.status.get' })
      await app.get('stage-refresh').click()
      await expect(app.error).toBeVisible()
      await expect(app.card).toHaveAttribute('data-stale', 'true')
      await expect(app.get('stage-field-STATUS_ID')).toHaveText('DT1038_37:SUCCESS')
      await app.ask('733')
      await app.expectStage('733')
    })
  }
})

test('another question that fails leaves the last good card, marked as such', async ({ app }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await app.ask('999999')
  await app.expectError('not-found')
  await expect(app.card).toHaveAttribute('data-stage-id', '733')
  await expect(app.card).toContainText('Last answer, for ID 733')
  await expect(app.input).toHaveValue('999999')
})

test('the details tell what support needs, and no token', async ({ app, portal }) => {
  portal.addFault({ fault: 'request-unknown', method: 'crm.status.get' })
  await app.openStage('733')
  await app.get('stage-error-details').locator('summary').click()
  const call = portal.log.find(({ method }) => method === 'crm.status.get')
  const details = app.get('stage-error-details')
  for (const text of ['crm.status.get', 'SOME_NEW_CODE', '400', call?.requestId ?? 'none']) await expect(details).toContainText(text)
  for (const token of portal.tokens) await expect(app.frame.locator('html')).not.toContainText(token)
})

test('a pause that the portal asks for counts down, and then asks by itself', async ({ app, portal }) => {
  await app.stopClock()
  portal.addFault({ fault: 'limit-rate', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectError('limit')
  await expect(app.get('stage-countdown')).toContainText('Trying again in')
  await app.stopClock(3_000)
  await app.expectStage('733')
})

test('a pause lasts until the method’s time is free again, and can be stopped', async ({ app, page, portal }) => {
  await page.clock.install()
  portal.settings.operatingResetIn = 300
  await app.openStage('733')
  await app.expectStage('733')
  portal.addFault({ fault: 'limit-operating', method: 'crm.status.get' })
  await app.get('stage-refresh').click()
  await expect(app.get('stage-countdown')).toHaveText('Trying again in 5 minutes')
  await app.get('stage-stop').click()
  await expect(app.get('stage-countdown')).toHaveCount(0)
  await page.clock.runFor(400_000)
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(2)
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

test('offline: says so, and asks again by itself once the connection is back', async ({ app, context }) => {
  await app.openStage('733')
  await app.expectStage('733')
  await context.setOffline(true)
  await app.ask('734')
  await app.expectError('network')
  await context.setOffline(false)
  await app.expectStage('734')
})

test('a portal that never answers a question', async ({ app, page, portal }) => {
  await page.clock.install()
  portal.addFault({ fault: 'network-hang', method: 'crm.status.get' })
  await app.openStage('733')
  await expect(app.get('stage-loading')).toBeVisible()
  await page.clock.runFor(1_500)
  await expect(app.get('stage-loading')).toContainText('Asking the portal…')
  await page.clock.runFor(6_000)
  await expect(app.get('stage-loading')).toContainText('Still waiting…')
  await page.clock.runFor(30_000)
  await app.expectError('network')
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

test('a token that expires in mid-work is renewed unseen', async ({ app, portal }) => {
  await app.openStage('733')
  await app.expectStage('733')
  portal.expireTokens()
  await app.ask('734')
  await app.expectStage('734')
  expect(portal.log.filter(({ params }) => params.id === 734).map(({ status }) => status)).toEqual([401, 200])
})

for (const fault of ['auth-expired', 'auth-invalid'] as const) {
  test(`a token that stays refused (${fault}) asks for a reload, which helps`, async ({ app, portal }) => {
    portal.addFault({ fault, method: 'crm.status.get', times: 2 })
    await app.openStage('733')
    await app.expectError('auth')
    await app.get('stage-retry').click()
    await app.expectStage('733')
  })
}

test('a token that the host page does not renew', async ({ app, page, portal }) => {
  await page.clock.install()
  portal.settings.host = 'no-refresh'
  await app.openStage('733')
  await app.expectStage('733')
  portal.expireTokens()
  const hostAsked = app.hostAsked()
  await app.ask('734')
  await hostAsked
  await expect(app.get('stage-loading')).toBeVisible()
  await page.clock.runFor(10_500)
  await app.expectError('auth')
})

test('late answers never overwrite a later question', async ({ app, portal }) => {
  await app.open()
  const held = portal.hold('crm.status.get')
  await app.ask('733')
  const first = await held.next()
  await app.ask('734')
  const second = await held.next()
  second.release()
  await app.expectStage('734')
  first.release()
  held.off()
  await app.get('stage-refresh').click()
  await app.expectStage('734')
  await expect(app.get('stage-field-ID')).toHaveText('734')
})

test('a late failure never overwrites a later answer', async ({ app, portal }) => {
  await app.open()
  const held = portal.hold('crm.status.get')
  await app.ask('733')
  const first = await held.next()
  await app.ask('734')
  ;(await held.next()).release()
  await app.expectStage('734')
  first.fail('server-internal')
  held.off()
  await app.get('stage-refresh').click()
  await app.expectStage('734')
})

test('impatience sends one question, not many', async ({ app, portal }) => {
  await app.open()
  const held = portal.hold('crm.status.get')
  await app.ask('733')
  await app.input.press('Enter')
  await app.input.press('Enter')
  ;(await held.next()).release()
  held.off()
  await app.expectStage('733')
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})
