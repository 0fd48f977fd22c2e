import { expect, it, vi } from 'vitest'
import { byTestId, stopTime, findVisible } from './dom'
import { openStage, portal } from './open'
import { goOffline, goOnline } from './portal'
import { reload, errorKind } from './entryPoints'

const stageCalls = () => portal.log.filter(({ method }) => method === 'crm.status.get')
/** What is asked for after a card. */
const LATER = ['crm.status.entity.types', 'app.info', 'batch', 'crm.item.list']
const answeredMethods = () => portal.log.filter(({ status }) => status === 200).map(({ method }) => method)
/** The text of a visible element now, without waiting. */
const textOf = (testId: string) => findVisible(byTestId(testId))?.textContent?.trim()

it('counts down after a rate limit, and then asks again by itself', async () => {
  stopTime()
  const app = await openStage('733')
  await app.expectStage('733')
  portal.addFault({ fault: 'limit-rate', method: 'crm.status.get' })
  await app.get('stage-refresh').click()
  await app.expectError('limit')
  expect(textOf('stage-countdown')).toBe('Trying again in 2 seconds')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(textOf('stage-countdown')).toBe('Trying again in 1 second')
  expect(stageCalls()).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1_000)
  await app.expectStage('733')
})

it('counts down to the reset of the operating limit, and can be stopped', async () => {
  stopTime()
  portal.settings.operatingResetIn = 300
  const app = await openStage('733')
  await app.expectStage('733')
  portal.addFault({ fault: 'limit-operating', method: 'crm.status.get' })
  await app.get('stage-refresh').click()
  await expect.element(app.get('stage-countdown')).toHaveTextContent(/^Trying again in 5 minutes$/)
  await app.get('stage-stop').click()
  await expect.element(app.get('stage-countdown')).not.toBeInTheDocument()
  await vi.advanceTimersByTimeAsync(400_000)
  expect(stageCalls()).toHaveLength(2)
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

it('shows that it is offline, and asks again once the connection is back', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  goOffline()
  await app.ask('734')
  await app.expectError('network')
  goOnline()
  await app.expectStage('734')
})

it('times out after half a minute, and says that it is waiting until then', async () => {
  stopTime()
  portal.addFault({ fault: 'network-hang', method: 'crm.status.get' })
  const app = await openStage('733')
  await expect.poll(stageCalls).toHaveLength(1)
  await expect.element(app.get('stage-loading')).toBeVisible()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(textOf('stage-loading')).toContain('Waiting for Bitrix24…')
  await vi.advanceTimersByTimeAsync(6_000)
  expect(textOf('stage-loading')).toContain('Still waiting…')
  await vi.advanceTimersByTimeAsync(22_500)
  expect(errorKind()).toBe('network')
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

it('renews an expired token without a notice', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  // Otherwise one of the calls that follow a card could renew the token first.
  await expect.poll(answeredMethods).toEqual(expect.arrayContaining(LATER))
  // Typing asks for the names of pipelines.
  await app.input.fill('7')
  await expect.poll(answeredMethods).toContain('crm.category.list')
  portal.expireTokens()
  await app.ask('734')
  await app.expectStage('734')
  expect(portal.log.filter(({ params }) => params.id === '734').map(({ status }) => status)).toEqual([401, 200])
})

it.each(['auth-expired', 'auth-invalid'] as const)(
  'asks for a reload if the token stays refused (%s), and the reload succeeds',
  async (fault) => {
    portal.addFault({ fault, method: 'crm.status.get', times: 2 })
    const app = await openStage('733')
    await app.expectError('auth')
    const next = await reload(app, () => openStage('733'))
    await next.expectStage('733')
  },
)

it('shows after ten seconds that the token was not renewed', async () => {
  stopTime()
  portal.settings.host = 'no-refresh'
  const app = await openStage('733')
  await app.expectStage('733')
  portal.expireTokens()
  await app.ask('734')
  await expect.poll(() => app.host.received.some((message) => String(message).startsWith('refreshAuth'))).toBe(true)
  await expect.element(app.get('stage-loading')).toBeVisible()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(errorKind()).toBe('auth')
})
