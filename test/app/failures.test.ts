import { describe, expect, it, vi } from 'vitest'
import type { FaultName } from '../portal/faults'
import { enter, marked, press } from './hands'
import { openStage, portal } from './open'
import { expectKind, notice, reload } from './ways'

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
