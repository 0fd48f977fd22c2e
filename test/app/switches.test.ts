import { expect, it, vi } from 'vitest'
import { fillIn, find, findField, marked } from './hands'
import { openApp, portal } from './open'
import { seeded } from '../seeded'

/** How often another ID is asked for. */
const SWITCHES = import.meta.env.VITE_SOAK ? 1_000 : 100

it(
  `${SWITCHES} switches between IDs, answered in shuffled order: the last asked is the one shown`,
  { timeout: 60_000 },
  async () => {
    vi.useFakeTimers()
    const chance = seeded(7)
    portal.settings.size = 'huge'
    const app = await openApp()
    await find(marked('directory-list'))
    const held = portal.hold('crm.status.get')
    const answer = async (): Promise<void> => {
      const { release } = await held.next()
      setTimeout(release, Math.floor(chance() * 700))
      return answer()
    }
    void answer()
    const ids = Array.from({ length: SWITCHES }, () => String(100_000 + Math.floor(chance() * 900)))
    const field = await findField(marked('stage-id-input'))
    for (const [at, id] of ids.entries()) {
      await fillIn(field, id)
      // Now and then a pause in which a question goes out.
      vi.advanceTimersByTime(at % 40 === 39 ? 260 : 4)
      await scheduler.yield()
    }
    await vi.advanceTimersByTimeAsync(2_000)
    const last = ids.at(-1) ?? ''
    await app.expectStage(last)
    held.off()
    await app.get('stage-refresh').click()
    await app.expectStage(last)
    // Portals answer two questions a second: only what is looked at may be asked for.
    expect(portal.log.filter(({ method }) => method === 'crm.status.get').length).toBeLessThan(SWITCHES / 10)
  },
)
