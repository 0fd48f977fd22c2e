import { defineStore } from 'pinia'
import { fetchAppOptions, saveAppOption } from '../api/appOptions'
import { hasRoom } from '../crm/appOptions'
import { PortalError } from '../portal/errors'
import { useAppOptionsStore } from './appOptions'
import { useSessionStore } from './session'

/** `full`: there is no room for the value. `left`: nothing was to be changed. */
export type ChangeOutcome = 'saved' | 'full' | 'left'

/** Changes of what administrators keep in the app for everybody. Loaded only for that. */
export const useOptionChangesStore = defineStore('option-changes', () => {
  const session = useSessionStore()
  const options = useAppOptionsStore()
  let last: Promise<unknown> = Promise.resolve()

  /**
   * Changes an option. It is read again right before, because others change it too. One change waits for the one before.
   * @param next makes the new value of the present one, which is unchecked; null to leave it
   * @throws PortalError
   */
  function change(name: string, next: (now: unknown) => string | null): Promise<ChangeOutcome> {
    const turn = last.then(() => readAndWrite(name, next))
    last = turn.catch(() => undefined)
    return turn
  }

  async function readAndWrite(name: string, next: (now: unknown) => string | null): Promise<ChangeOutcome> {
    try {
      const { call } = await session.connected()
      const all = await fetchAppOptions(call)
      const now = Object.hasOwn(all, name) ? all[name] : null
      options.learn(name, now)
      const value = next(now)
      if (value === null || value === now) return 'left'
      if (!hasRoom(all, name, value)) return 'full'
      await saveAppOption(call, name, value)
      options.learn(name, value)
      return 'saved'
    } catch (error) {
      throw PortalError.from(error)
    }
  }

  return { change }
})
