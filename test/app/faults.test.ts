import { describe, expect, it, vi } from 'vitest'
import { FAULTS } from '../portal/faults'
import { ANSWERED, spoil } from '../portal/faultExpectations'
import { marked, press, visible } from './hands'
import { portal, type App } from './open'
import { expectGood, expectKind, notice, reload, WAYS, type Way } from './ways'

/** After a failure: a person asks again in the way that is offered, or opens the app anew. */
async function recover(app: App, way: Way, group: string): Promise<void> {
  const retry = marked('stage-retry')
  if (group === 'auth') await reload(app, way.open)
  // A wrong shape may have passed for a right one: then there is nothing to ask again.
  else if (group !== 'bad-answer' && visible(retry)) await press(retry)
  else await way.open()
  await expectGood(way)
}

describe.each(Object.entries(WAYS))('%s: what went wrong is told, and then it works', (_title, way: Way) => {
  it.each(ANSWERED)('%s', async (fault) => {
    const { group } = FAULTS[fault]
    // A pause that counts down must not end while the notice is looked at.
    if (group === 'limit') vi.useFakeTimers({ toFake: ['Date'] })
    spoil(portal, fault, way.method)
    const app = await way.open()
    await expect.poll(() => portal.log.some((call) => call.fault === fault)).toBe(true)
    // A wrong shape may be right by chance, where another one was wanted: an empty list is a list.
    if (group !== 'bad-answer') {
      await expectKind(group)
      expect(notice()?.querySelector('h2')?.textContent).toBeTruthy()
    }
    portal.clearFaults()
    await recover(app, way, group)
  })
})
