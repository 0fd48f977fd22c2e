import { describe, expect, it, vi } from 'vitest'
import { RENEWS, REPEATED_AS_JSON, spoil, TOLD } from '../portal/faultExpectations'
import { fillAndSubmit, byTestId, click } from './dom'
import { openStage, portal } from './open'
import { expectErrorKind, failureNotice, reload } from './entryPoints'

/** Without the faults that the app hides by renewing the token. */
const FAULTS = TOLD.filter(([fault]) => !RENEWS.includes(fault))

const stageCalls = () => portal.log.filter(({ method }) => method === 'crm.status.get')

describe('recovers from every failure', () => {
  it.each(FAULTS)('%s is shown as %s; retry: %s', async (fault, kind, retry) => {
    // The countdown must not end while the test checks the notice.
    if (retry === 'wait') vi.useFakeTimers({ toFake: ['Date'] })
    spoil(portal, fault, 'crm.status.get')
    let app = await openStage('733')
    await expectErrorKind(kind)
    expect(app.all(byTestId('stage-card'))).toEqual([])
    expect(failureNotice()?.querySelector('h2')?.textContent).toBeTruthy()
    // The SDK must not repeat failed calls by itself. The app does, as JSON, if the portal may not understand forms.
    expect(stageCalls()).toHaveLength(REPEATED_AS_JSON.includes(fault) ? 2 : 1)
    expect(app.all(byTestId('stage-retry'))).toHaveLength(retry === 'never' ? 0 : 1)
    if (retry === 'never') await fillAndSubmit(byTestId('stage-id-input'), '733')
    else if (retry === 'reload') app = await reload(app, () => openStage('733'))
    else await click(byTestId('stage-retry'))
    await app.expectStage('733')
  })
})

it('shows that there is no item with this ID, and then accepts another ID', async () => {
  const app = await openStage('999999')
  await app.expectError('not-found')
  await app.ask('733')
  await app.expectStage('733')
})

it.each(['server-internal', 'network-drop', 'bad-json', 'access-denied'] as const)(
  'keeps the last card as stale after a failed refresh (%s)',
  async (fault) => {
    const app = await openStage('733')
    await app.expectStage('733')
    portal.addFault({ fault, method: 'crm.status.get' })
    await app.get('stage-refresh').click()
    await expect.element(app.error).toBeVisible()
    await expect.element(app.card).toHaveAttribute('data-stale', 'true')
    await expect.element(app.get('stage-field-STATUS_ID')).toHaveTextContent(/^DT1038_37:SUCCESS$/)
    await app.ask('733')
    await app.expectStage('733')
  },
)

it('keeps the last card, labeled with its ID, after a failure with another ID', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await app.ask('999999')
  await app.expectError('not-found')
  await expect.element(app.card).toHaveAttribute('data-stage-id', '733')
  await expect.element(app.card).toHaveTextContent('Earlier result for ID 733')
  await expect.element(app.input).toHaveValue('999999')
})

it('shows support details without any token', async () => {
  portal.addFault({ fault: 'request-unknown', method: 'crm.status.get' })
  const app = await openStage('733')
  const details = app.get('stage-error-details')
  await details.getByText('Details').click()
  const [call] = stageCalls()
  for (const text of ['crm.status.get', 'SOME_NEW_CODE', '400', call?.requestId ?? 'none']) {
    await expect.element(details.getByText(text, { exact: true })).toBeVisible()
  }
  const page = document.documentElement.outerHTML
  expect([...portal.tokens, ...portal.refreshTokens].filter((token) => page.includes(token))).toEqual([])
})
