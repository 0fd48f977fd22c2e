import { expect, it } from 'vitest'
import { userEvent } from 'vitest/browser'
import { openApp, portal } from './open'

it('late answers never overwrite a later question', async () => {
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

it('a late failure never overwrites a later answer', async () => {
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

it('impatience sends one question, not many', async () => {
  const app = await openApp()
  const held = portal.hold('crm.status.get')
  await app.ask('733')
  await userEvent.keyboard('{Enter}{Enter}')
  ;(await held.next()).release()
  held.off()
  await app.expectStage('733')
  expect(portal.log.filter(({ method }) => method === 'crm.status.get')).toHaveLength(1)
})
