import { useDocumentVisibility } from '@vueuse/core'
import { defineStore } from 'pinia'
import { watch } from 'vue'
import { fetchAppOptions, saveAppOption } from '../api/appOptions'
import { hasRoom } from '../crm/appOptions'
import { PortalError } from '../portal/errors'
import type { Row } from '../portal/json'
import { useAppOptionsStore } from './appOptions'
import { useSessionStore } from './session'

/**
 * `full`: there is no room for the value. `left`: nothing was to be changed. `lost`: the portal has taken the value, and
 * has another one.
 */
export type ChangeOutcome = 'saved' | 'full' | 'left' | 'lost'

/** How long options count as new. */
const FRESH_MS = 5 * 60_000

/** Changes of what administrators keep in the app for everybody, made here or elsewhere. Loaded after the card. */
export const useOptionChangesStore = defineStore('option-changes', () => {
  const session = useSessionStore()
  const options = useAppOptionsStore()
  let last: Promise<unknown> = Promise.resolve()
  /** The handshake has brought them a moment ago. */
  let asked = Date.now()

  /** Reading and changing wait for each other, so that no older answer replaces a newer one. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }

  /**
   * Changes an option. It is read again right before, because others change it too, and right after, because the portal's
   * word that it was saved proves nothing.
   * @param next makes the new value of the present one, which is unchecked; null to leave it
   * @throws PortalError
   */
  function change(name: string, next: (now: unknown) => string | null): Promise<ChangeOutcome> {
    return inTurn(() => readAndWrite(name, next))
  }

  async function readAndWrite(name: string, next: (now: unknown) => string | null): Promise<ChangeOutcome> {
    try {
      const all = await readAll()
      const now = options.read(name)
      const value = next(now)
      if (value === null || value === now) return 'left'
      if (!hasRoom(all, name, value)) return 'full'
      await saveAppOption((await session.connected()).call, name, value)
      await readAll()
      return options.read(name) === value ? 'saved' : 'lost'
    } catch (error) {
      throw PortalError.from(error)
    }
  }

  async function readAll(): Promise<Row> {
    asked = Date.now()
    const all = await fetchAppOptions((await session.connected()).call)
    options.learn(all)
    return all
  }

  /** Asks what others have changed, unless that was asked a moment ago. Nobody waits for it, so failures are not told. */
  async function refresh(): Promise<void> {
    if (Date.now() - asked < FRESH_MS) return
    asked = Date.now()
    await inTurn(readAll).catch(() => undefined)
  }

  // Frames can stay open for days, behind other tabs.
  watch(useDocumentVisibility(), (visibility) => visibility === 'visible' && void refresh())

  return { change, refresh }
})
