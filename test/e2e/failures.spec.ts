import type { FaultName } from '../portal/faults'
import { expect, test } from './fixtures'

// Every code of every kind, at every way in, is tried in `test/portal` and `test/app`: here each kind once, over the wire.
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

test.describe('in one opened page', () => {
  test.use({ own: true })

  test('each kind of failure is told, and the app works again once its cause is gone', async ({ app, portal }) => {
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
        // A reload brings back what the link names.
        const [again, id] =
          retry === 'never'
            ? [app.ask('733'), '733']
            : [app.get('stage-retry').click(), retry === 'reload' ? '733' : '734']
        await again
        await app.expectStage(id)
      })
    }
  })
})

test('the first question of all, which goes out before the interface is there, fails and is asked again', async ({
  app,
  portal,
}) => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.get' })
  await app.openStage('733')
  await app.expectError('server')
  await expect(app.card).toHaveCount(0)
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

test('a record without stages', async ({ app }) => {
  await app.openRecord('CRM_CONTACT_LIST_MENU', { ID: '121' })
  await app.expectError('no-stage')
  await app.ask('733')
  await expect(app.card).toHaveAttribute('data-stage-id', '733')
})

test.describe('the connection is lost', () => {
  test.use({ own: true })

  test('and comes back: asked again by itself', async ({ app, context }) => {
    await app.openStage('733')
    await app.expectStage('733')
    await context.setOffline(true)
    await app.ask('734')
    await app.expectError('network')
    await app.get('stage-retry').click()
    await expect(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'false')
    await app.expectError('network')
    await context.setOffline(false)
    await app.expectStage('734')
  })
})

test.describe('a token that expires', () => {
  test('is renewed unseen by the portal’s page', async ({ app, portal }) => {
    await app.openStage('733')
    await app.expectStage('733')
    portal.expireTokens()
    await app.ask('734')
    await app.expectStage('734')
    expect(portal.log.filter(({ params }) => params.id === 734).map(({ status }) => status)).toEqual([401, 200])
  })

  test('and stays refused asks for a reload, which helps', async ({ app, portal }) => {
    portal.addFault({ fault: 'auth-expired', method: 'crm.status.get', times: 2 })
    await app.openStage('733')
    await app.expectError('auth')
    await app.get('stage-retry').click()
    await app.expectStage('733')
  })
})

test.describe('a token that the portal’s page does not renew', () => {
  test.use({ own: true })

  test('asks for a reload after ten seconds', async ({ app, page, portal }) => {
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
})

test('the portal’s page is loaded anew in mid-request', async ({ app, page, portal }) => {
  const held = portal.hold('crm.status.get')
  await app.openStage('733')
  const question = await held.next()
  held.off()
  await page.reload()
  question.release()
  await app.expectStage('733')
})

test('the frame is closed in mid-request', async ({ app, page, portal, world }) => {
  const held = portal.hold('batch')
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  const question = await held.next()
  await page.getByTestId('app-frame').evaluate((frame) => frame.remove())
  question.release()
  held.off()
  await page.goto(`${world.portalOrigin}/crm/deal/`)
  await app.openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
})
