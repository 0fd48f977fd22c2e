import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openApp, portal } from './open'

it('never shows the answer for the previous ID', async () => {
  const app = await openApp()
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
  await expect.element(app.get('stage-field-ID')).toHaveTextContent(/^734$/)
})

it('never shows the failure of the previous ID', async () => {
  const app = await openApp()
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

it('sends one call if Enter is pressed repeatedly', async () => {
  const app = await openApp()
  const held = portal.hold('crm.status.get')
  await app.ask('733')
  await userEvent.keyboard('{Enter}{Enter}')
  ;(await held.next()).release()
  held.off()
  await app.expectStage('733')
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})
