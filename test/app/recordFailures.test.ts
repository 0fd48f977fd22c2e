import { describe, expect, it, vi } from 'vitest'
import { openRecord, portal } from './open'
import { paramsOf } from './inspect'

describe('explains a record without a stage, and keeps the ID field', () => {
  it.each([
    ['a contact', 'CRM_CONTACT_LIST_MENU', { ID: '121' }, 'no-stage', 'This item has no stages'],
    ['a company', 'CRM_COMPANY_DETAIL_TAB', { ID: '141' }, 'no-stage', 'This item has no stages'],
    ['an activity', 'CRM_ACTIVITY_LIST_MENU', { ID: '1' }, 'no-stage', 'This item has no stages'],
    ['a deleted record', 'CRM_DEAL_LIST_MENU', { ID: '99999' }, 'not-found', 'This item no longer exists'],
    ['an invalid ID', 'CRM_DEAL_LIST_MENU', { ID: 'abc' }, 'not-found', 'No item specified'],
    ['an ID of zero', 'CRM_DEAL_LIST_MENU', { ID: '0' }, 'not-found', 'No item specified'],
  ])('%s', async (_, placement, options, kind, words) => {
    const app = await openRecord(placement, options)
    await app.expectError(kind)
    await expect.element(app.error.getByRole('heading')).toHaveTextContent(new RegExp(`^${words}$`))
    await app.ask('733')
    await expect.element(app.card).toHaveAttribute('data-stage-id', '733')
  })

  it('a deleted stage', async () => {
    portal.data.statuses = portal.data.statuses.filter((row) => row.ID !== '101')
    const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
    await app.expectError('no-stage')
    await expect.element(app.error.getByRole('heading')).toHaveTextContent(/^This item’s stage was deleted$/)
  })

  it('a record that the user may not read', async () => {
    portal.data.denied = [21]
    const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
    await app.expectError('access-denied')
    await expect.element(app.error.getByRole('heading')).toHaveTextContent(/^You don’t have access to this item$/)
  })
})

it.each(['server-internal', 'network-drop', 'bad-null', 'bad-html', 'limit-rate'] as const)(
  'recovers from a failed batch: %s',
  async (fault) => {
    // Stops the clock, so that no countdown ends in an automatic retry.
    vi.setSystemTime(Date.now())
    portal.addFault({ fault, method: 'batch' })
    const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
    await expect.element(app.error).toBeVisible()
    await app.get('stage-retry').click()
    await app.expectStage('101')
  },
)

it('does not ask twice if the connection comes back during a retry', async () => {
  portal.addFault({ fault: 'network-drop', method: 'batch' })
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectError('network')
  const held = portal.hold('batch')
  await app.get('stage-retry').click()
  const call = await held.next()
  await expect.element(app.get('stage-retry')).toHaveAttribute('aria-disabled', 'true')
  window.dispatchEvent(new Event('online'))
  call.release()
  await app.expectStage('101')
  expect(paramsOf('batch')).toHaveLength(2)
})

it('keeps the card if the pipeline fails', async () => {
  portal.addFault({ fault: 'server-internal', method: 'crm.status.list' })
  const app = await openRecord('CRM_DEAL_LIST_MENU', { ID: '21' })
  await app.expectStage('101')
  await expect.poll(() => portal.log.find(({ method }) => method === 'crm.status.list')?.status).toBe(500)
  expect(app.get('pipeline-stage').elements()).toEqual([])
  await app.expectStage('101')
})
