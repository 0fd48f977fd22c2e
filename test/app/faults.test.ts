import { describe, expect, it, vi } from 'vitest'
import { FAULTS } from '../portal/faults'
import { ANSWERED, spoil } from '../portal/faultExpectations'
import { byTestId, click, findVisible } from './dom'
import { portal, type App } from './open'
import { expectLoaded, expectErrorKind, failureNotice, reload, ENTRY_POINTS, type EntryPoint } from './entryPoints'

/** Recovers from a failure as a user does: by the offered retry or reload, or by opening the app again. */
async function recover(app: App, entryPoint: EntryPoint, group: string): Promise<void> {
  const retry = byTestId('stage-retry')
  if (group === 'auth') await reload(app, entryPoint.open)
  // An answer of a wrong shape may have been accepted. Then there is no retry.
  else if (group !== 'bad-answer' && findVisible(retry)) await click(retry)
  else await entryPoint.open()
  await expectLoaded(entryPoint)
}

describe.each(Object.entries(ENTRY_POINTS))('%s: shows the failure and recovers', (_title, entryPoint: EntryPoint) => {
  it.each(ANSWERED)('%s', async (fault) => {
    const { group } = FAULTS[fault]
    // The countdown must not end while the test checks the notice.
    if (group === 'limit') vi.useFakeTimers({ toFake: ['Date'] })
    spoil(portal, fault, entryPoint.method)
    const app = await entryPoint.open()
    await expect.poll(() => portal.log.some((call) => call.fault === fault)).toBe(true)
    // A wrong shape may be valid for another method. An empty list, for example, is a valid list.
    if (group !== 'bad-answer') {
      await expectErrorKind(group)
      expect(failureNotice()?.querySelector('h2')?.textContent).toBeTruthy()
    }
    portal.clearFaults()
    await recover(app, entryPoint, group)
  })
})
