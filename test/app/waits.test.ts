import { expect, it, vi } from 'vitest'
import { marked, stopTime, visible } from './hands'
import { openStage, portal } from './open'
import { goOffline, goOnline } from './portal'
import { reload, toldKind } from './ways'

const asked = () => portal.log.filter(({ method }) => method === 'crm.status.get')
const answered = () => portal.log.filter(({ status }) => status === 200).map(({ method }) => method)
/** What an element says now. */
const textOf = (mark: string) => visible(marked(mark))?.textContent?.trim()

it('a pause that the portal asks for counts down, and then asks by itself', async () => {
  stopTime()
  const app = await openStage('733')
  await app.expectStage('733')
  portal.addFault({ fault: 'limit-rate', method: 'crm.status.get' })
  await app.get('stage-refresh').click()
  await app.expectError('limit')
  expect(textOf('stage-countdown')).toBe('Trying again in 2 seconds')
  await vi.advanceTimersByTimeAsync(1_000)
  expect(textOf('stage-countdown')).toBe('Trying again in 1 second')
  expect(asked()).toHaveLength(2)
  await vi.advanceTimersByTimeAsync(1_000)
  await app.expectStage('733')
})

it('a pause lasts until the method’s time is free again, and can be stopped', async () => {
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
  expect(asked()).toHaveLength(2)
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

it('offline: says so, and asks again by itself once the connection is back', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  goOffline()
  await app.ask('734')
  await app.expectError('network')
  goOnline()
  await app.expectStage('734')
})

it('a portal that never answers a question is waited for half a minute, in words', async () => {
  stopTime()
  portal.addFault({ fault: 'network-hang', method: 'crm.status.get' })
  const app = await openStage('733')
  await expect.poll(asked).toHaveLength(1)
  await expect.element(app.get('stage-loading')).toBeVisible()
  await vi.advanceTimersByTimeAsync(1_500)
  expect(textOf('stage-loading')).toContain('Asking the portal…')
  await vi.advanceTimersByTimeAsync(6_000)
  expect(textOf('stage-loading')).toContain('Still waiting…')
  await vi.advanceTimersByTimeAsync(22_500)
  expect(toldKind()).toBe('network')
  await app.get('stage-retry').click()
  await app.expectStage('733')
})

it('a token that expires in mid-work is renewed unseen', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  // Else one of the questions that follow a card might be the one that has the token renewed.
  await expect.poll(answered).toEqual(expect.arrayContaining(['crm.status.entity.types', 'app.info']))
  portal.expireTokens()
  await app.ask('734')
  await app.expectStage('734')
  expect(portal.log.filter(({ params }) => params.id === 734).map(({ status }) => status)).toEqual([401, 200])
})

it.each(['auth-expired', 'auth-invalid'] as const)(
  'a token that stays refused (%s) asks for a reload, which helps',
  async (fault) => {
    portal.addFault({ fault, method: 'crm.status.get', times: 2 })
    const app = await openStage('733')
    await app.expectError('auth')
    const next = await reload(app, () => openStage('733'))
    await next.expectStage('733')
  },
)

it('a token that the portal’s page does not renew is told after ten seconds', async () => {
  stopTime()
  portal.settings.host = 'no-refresh'
  const app = await openStage('733')
  await app.expectStage('733')
  portal.expireTokens()
  await app.ask('734')
  await expect.poll(() => app.host.heard.some((message) => String(message).startsWith('refreshAuth'))).toBe(true)
  await expect.element(app.get('stage-loading')).toBeVisible()
  await vi.advanceTimersByTimeAsync(10_000)
  expect(toldKind()).toBe('auth')
})
