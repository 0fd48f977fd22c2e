import { describe, expect, it } from 'vitest'
import { enter, find, marked, visible } from './hands'
import { openApp, openStage, portal } from './open'
import { expectNoHarm } from './outcome'
import { keyOf, say } from './portal'

/** What nobody has asked for. In strings, `KEY` stands for the key of the app's first message. */
const JUNK: Record<string, unknown[]> = {
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
  'no strings': [
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
/** The app's first message was answered: its key is used up. */
const USED = [
  'KEY:{"AUTH_ID":"stolen","LANG":"de","INSTALL":true}',
  'KEY:',
  'KEY:{',
  'KEY:null',
  'KEY:"x"',
  'KEY:{"polluted":true}',
]

expectNoHarm()

describe('what the portal’s page says unasked is nothing to the app', () => {
  it.each(Object.entries({ ...JUNK, 'keys that were used': USED }))('%s', async (_kind, messages) => {
    const app = await openApp()
    await find(marked('directory-list'))
    const key = keyOf(app.host.heard[0])
    expect(key).not.toBe('')
    for (const message of messages) say(typeof message === 'string' ? message.replace('KEY', key) : message)
    await enter(marked('stage-id-input'), '733')
    await app.expectStage('733')
    expect(document.documentElement.lang).toBe('en')
    expect(visible(marked('theme-toggle'))).toBeDefined()
    expect(portal.log.map(({ status }) => status)).not.toContain(401)
  })

  it('before its true answer', async () => {
    portal.settings.host = 'silent'
    const app = await openStage('733')
    await expect.poll(() => app.host.heard).toHaveLength(1)
    for (const message of [...Object.values(JUNK).flat(), ...USED]) say(message)
    expect(app.all(marked('theme-toggle'))).toEqual([])
    say(`${keyOf(app.host.heard[0])}:${JSON.stringify(app.host.opening.init)}`)
    await app.expectStage('733')
  })
})
