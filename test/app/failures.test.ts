import { describe, expect, it, vi } from 'vitest'
import { RENEWS, TOLD } from '../portal/faultExpectations'
import { enter, marked, press } from './hands'
import { openStage, portal } from './open'
import { expectKind, notice, reload } from './ways'

/** A token that is refused once is renewed unseen. */
const FAULTS = TOLD.filter(([fault]) => !RENEWS.includes(fault))

const asked = () => portal.log.filter(({ method }) => method === 'crm.status.get')

describe('every failure is told, and the app works again once its cause is gone', () => {
  it.each(FAULTS)('%s is told as %s; asking again: %s', async (fault, kind, retry) => {
    // A pause that counts down must not end while the notice is looked at.
    if (retry === 'wait') vi.useFakeTimers({ toFake: ['Date'] })
    portal.addFault({ fault, method: 'crm.status.get' })
    let app = await openStage('733')
    await expectKind(kind)
    expect(app.all(marked('stage-card'))).toEqual([])
    expect(notice()?.querySelector('h2')?.textContent).toBeTruthy()
    // One attempt alone: the SDK repeats nothing behind the person's back.
    expect(asked()).toHaveLength(1)
    expect(app.all(marked('stage-retry'))).toHaveLength(retry === 'never' ? 0 : 1)
    if (retry === 'never') await enter(marked('stage-id-input'), '733')
    else if (retry === 'reload') app = await reload(app, () => openStage('733'))
    else await press(marked('stage-retry'))
    await app.expectStage('733')
  })
})

it('a number that no item has is told, and another can be asked for', async () => {
  const app = await openStage('999999')
  await app.expectError('not-found')
  await app.ask('733')
  await app.expectStage('733')
})

it.each(['server-internal', 'network-drop', 'bad-json', 'access-denied'] as const)(
  'a refresh that fails (%s) leaves the last good card to be seen',
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

it('another question that fails leaves the last good card, marked as such', async () => {
  const app = await openStage('733')
  await app.expectStage('733')
  await app.ask('999999')
  await app.expectError('not-found')
  await expect.element(app.card).toHaveAttribute('data-stage-id', '733')
  await expect.element(app.card).toHaveTextContent('Last answer, for ID 733')
  await expect.element(app.input).toHaveValue('999999')
})

it('the details tell what support needs, and no token', async () => {
  portal.addFault({ fault: 'request-unknown', method: 'crm.status.get' })
  const app = await openStage('733')
  const details = app.get('stage-error-details')
  await details.getByText('Details').click()
  const [call] = asked()
  for (const text of ['crm.status.get', 'SOME_NEW_CODE', '400', call?.requestId ?? 'none']) {
    await expect.element(details.getByText(text, { exact: true })).toBeVisible()
  }
  const page = document.documentElement.outerHTML
  expect([...portal.tokens, ...portal.refreshTokens].filter((token) => page.includes(token))).toEqual([])
})
