import { expect, it, vi } from 'vitest'
import { submitField, waitForVisible, waitForField, byTestId } from './dom'
import { openApp, portal } from './open'
import { seeded } from '../seeded'

/** Number of changes between IDs. */
const SWITCHES = import.meta.env.VITE_SOAK ? 1_000 : 100

it(`${SWITCHES} switches between IDs, answered in random order, end on the last ID`, { timeout: 60_000 }, async () => {
  vi.useFakeTimers()
  const random = seeded(7)
  portal.settings.size = 'huge'
  const app = await openApp()
  await waitForVisible(byTestId('directory-list'))
  const held = portal.hold('crm.status.get')
  const answer = async (): Promise<void> => {
    const { release } = await held.next()
    setTimeout(release, Math.floor(random() * 700))
    return answer()
  }
  void answer()
  const ids = Array.from({ length: SWITCHES }, () => String(100_000 + Math.floor(random() * 900)))
  const field = await waitForField(byTestId('stage-id-input'))
  for (const [index, id] of ids.entries()) {
    await submitField(field, id)
    // A pause from time to time lets a call start.
    vi.advanceTimersByTime(index % 40 === 39 ? 260 : 4)
    await scheduler.yield()
  }
  await vi.advanceTimersByTimeAsync(2_000)
  const last = ids.at(-1) ?? ''
  await app.expectStage(last)
  held.off()
  await app.get('stage-refresh').click()
  await app.expectStage(last)
  // Portals answer two calls a second, so the app must not ask for the stages in between.
  expect(portal.log.filter(({ method }) => method === 'crm.status.get').length).toBeLessThan(SWITCHES / 10)
})
