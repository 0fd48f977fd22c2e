import type { FaultName } from '../portal/faults'
import { expect, test } from './fixtures'

// Each kind once, over HTTP. `test/portal` and `test/app` cover every error code for every launch.
const KINDS: [FaultName, string, 'ask' | 'wait' | 'reload' | 'never'][] = [
  ['not-found', 'not-found', 'never'],
  ['access-denied', 'access-denied', 'never'],
  ['plan', 'plan', 'never'],
  ['scope', 'scope', 'never'],
  ['auth-none', 'auth', 'reload'],
  ['limit-rate', 'limit', 'wait'],
  ['blocked', 'blocked', 'never'],
  ['portal-closed', 'portal-closed', 'never'],
  ['server-503-html', 'server', 'ask'],
  ['network-drop', 'network', 'ask'],
  ['network-cors', 'network', 'ask'],
  ['https', 'https', 'never'],
  ['bad-json', 'bad-answer', 'ask'],
  ['request-unknown', 'request', 'ask'],
]

test.describe('without reopening the app', () => {
  test.use({ ownContext: true })

  test('each kind of error is shown, and the app recovers', async ({ app, portal }) => {
    test.slow()
    await app.stopClock()
    await app.openStage('733')
    await app.expectStage('733')
    for (const [fault, kind, retry] of KINDS) {
      await test.step(fault, async () => {
        portal.addFault({ fault, method: 'crm.status.get' })
        await app.ask('734')
        await expect.soft(app.error, fault).toHaveAttribute('data-kind', kind)
        await expect.soft(app.error.getByRole('heading'), fault).not.toBeEmpty()
        await expect.soft(app.get('stage-retry'), fault).toHaveCount(retry === 'never' ? 0 : 1)
        portal.clearFaults()
        // After a reload, what was asked is asked again.
        await (retry === 'never' ? app.ask('733') : app.get('stage-retry').click())
        await app.expectStage(retry === 'never' ? '733' : '734')
      })
    }
  })
})

test('if the request before the interface fails, an error appears and a retry recovers', async ({ app, portal }) => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectError('server')
  await expect(app.card).toHaveCount(0)
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

test('a record type without stages shows an error; entering an ID still works', async ({ app }) => {
  await app.openRecord('CRM_CONTACT_LIST_MENU', { ID: '121' })
  await app.expectError('no-stage')
  await app.ask('733')
  await expect(app.card).toHaveAttribute('data-stage-id', '733')
})

test.describe('a lost connection', () => {
  test.use({ ownContext: true })

  test('is retried automatically when the browser is online again', async ({ app, context }) => {
    await app.openStage('733')
    await app.expectStage('733')
    // What comes after the card may fail as well, beside it.
    await expect(app.get('stage-usage')).toBeVisible()
    await expect(app.frame.locator('[data-testid="directory-item"][data-stage-id="733"]')).toBeVisible()
    const place = app.frame.locator('.browse-card')
    await context.setOffline(true)
    await app.ask('734')
    await expect(place.getByTestId('stage-error')).toHaveAttribute('data-kind', 'network')
    await place.getByTestId('stage-retry').click()
    await expect(place.getByTestId('stage-retry')).toHaveAttribute('aria-disabled', 'false')
    await expect(place.getByTestId('stage-error')).toHaveAttribute('data-kind', 'network')
    await context.setOffline(false)
    await app.expectStage('734')
  })
})

test.describe('an expired token', () => {
  test('is refreshed through the portal’s page, without an error', async ({ app, portal }) => {
    await app.openStage('733')
    await app.expectStage('733')
    portal.expireTokens()
    await app.ask('734')
    await app.expectStage('734')
    // Whichever question comes first has the token renewed, also one that was still to be asked after the first card.
    expect(portal.log.map(({ status }) => status)).toContain(401)
    await expect(app.frame.locator('[role="alert"][data-kind]')).toHaveCount(0)
  })

  test('shows an auth error if the new token fails, and a reload recovers', async ({ app, portal }) => {
    portal.addFault({ fault: 'auth-expired', method: 'crm.status.get', times: 2 })
    await app.openStage('733')
    await app.expectError('auth')
    await app.get('stage-retry').click()
    await app.expectStage('733')
  })
})

test.describe('a token that the portal’s page does not refresh', () => {
  test.use({ ownContext: true })

  test('shows an auth error after ten seconds', async ({ app, page, portal }) => {
    await page.clock.install()
    portal.settings.host = 'no-refresh'
    await app.openStage('733')
    await app.expectStage('733')
    portal.expireTokens()
    const frameMessage = app.waitForFrameMessage()
    await app.ask('734')
    await frameMessage
    await expect(app.get('stage-loading')).toBeVisible()
    await page.clock.runFor(10_500)
    await app.expectError('auth')
  })
})

test('reloading the portal’s page during a request', async ({ app, page, portal }) => {
  const held = portal.hold('crm.status.get')
  await app.openStage('733')
  const call = await held.next()
  held.off()
  await page.reload()
  call.release()
  await app.expectStage('733')
})

test('removing the frame during a request', async ({ app, page, portal, server }) => {
  const held = portal.hold('batch')
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  const call = await held.next()
  await page.getByTestId('app-frame').evaluate((frame) => frame.remove())
  call.release()
  held.off()
  await page.goto(`${server.portalOrigin}/crm/deal/`)
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
})
