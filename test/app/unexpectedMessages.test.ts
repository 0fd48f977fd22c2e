import { describe, expect, it } from 'vitest'
import { UNEXPECTED_MESSAGES } from '../portal/unexpectedMessages'
import { fillAndSubmit, waitForVisible, byTestId, findVisible } from './dom'
import { openApp, openStage, portal } from './open'
import { expectNoPollution } from './hostileData'
import { messageKey, postToApp } from './portal'

expectNoPollution()

describe('ignores unexpected messages from the portal’s page', () => {
  it.each(Object.entries(UNEXPECTED_MESSAGES))('%s', async (_title, messages) => {
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
    for (const message of Object.values(UNEXPECTED_MESSAGES).flat()) postToApp(message)
    expect(app.all(byTestId('theme-toggle'))).toEqual([])
    postToApp(`${messageKey(app.host.received[0])}:${JSON.stringify(app.host.opening.init)}`)
    await app.expectStage('733')
  })
})
