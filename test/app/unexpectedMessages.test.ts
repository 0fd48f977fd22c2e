import { describe, expect, it } from 'vitest'
import { fillAndSubmit, waitForVisible, byTestId, findVisible } from './dom'
import { openApp, openStage, portal } from './open'
import { expectNoPollution } from './hostileData'
import { messageKey, postToApp } from './portal'

/** Messages that are not replies to the app. */
const UNEXPECTED: Record<string, unknown[]> = {
  'malformed strings': [
    '',
    ':',
    '::::',
    ' ',
    '\u0000',
    'getInitData',
    'refreshAuth',
    '\ud800',
    '<img src=x onerror=alert(1)>',
    'javascript:alert(1)',
  ],
  'invalid JSON': [
    'no-such-key:{',
    'no-such-key:undefined',
    'no-such-key:{"a":}',
    'no-such-key:[1,',
    'no-such-key:NaN',
    'no-such-key:{"a":1}}',
    ':{',
  ],
  'unknown keys': [
    'no-such-key:{}',
    'no-such-key:',
    '__proto__:{"polluted":true}',
    'constructor:{}',
    'toString:1',
    'hasOwnProperty:',
    'undefined:1',
    'null:null',
    '00000000-0000-4000-8000-000000000000:{"AUTH_ID":"x"}',
  ],
  'values that are not strings': [
    null,
    0,
    1,
    true,
    [],
    {},
    [[['x:{}']]],
    { id: 'x', args: {} },
    { method: 'getInitData', callback: 'x' },
    new Date(0),
  ],
  'huge strings': [
    'x'.repeat(5_000_000),
    ':'.repeat(5_000_000),
    `no-such-key:"${'x'.repeat(5_000_000)}"`,
    `no-such-key:${'['.repeat(1_000_000)}`,
  ],
}
/** Second replies to the app's first message. `KEY` stands for the message's callback key, which has been used. */
const USED_KEYS = [
  'KEY:{"AUTH_ID":"stolen","LANG":"de","INSTALL":true}',
  'KEY:',
  'KEY:{',
  'KEY:null',
  'KEY:"x"',
  'KEY:{"polluted":true}',
]

expectNoPollution()

describe('ignores unexpected messages from the portal’s page', () => {
  it.each(Object.entries({ ...UNEXPECTED, 'used keys': USED_KEYS }))('%s', async (_title, messages) => {
    const app = await openApp()
    await waitForVisible(byTestId('directory-list'))
    const key = messageKey(app.host.received[0])
    expect(key).not.toBe('')
    for (const message of messages) postToApp(typeof message === 'string' ? message.replace('KEY', key) : message)
    await fillAndSubmit(byTestId('stage-id-input'), '733')
    await app.expectStage('733')
    expect(document.documentElement.lang).toBe('en')
    expect(findVisible(byTestId('theme-toggle'))).toBeDefined()
    expect(portal.log.map(({ status }) => status)).not.toContain(401)
  })

  it('before the reply to the handshake', async () => {
    portal.settings.host = 'silent'
    const app = await openStage('733')
    await expect.poll(() => app.host.received).toHaveLength(1)
    for (const message of [...Object.values(UNEXPECTED).flat(), ...USED_KEYS]) postToApp(message)
    expect(app.all(byTestId('theme-toggle'))).toEqual([])
    postToApp(`${messageKey(app.host.received[0])}:${JSON.stringify(app.host.opening.init)}`)
    await app.expectStage('733')
  })
})
