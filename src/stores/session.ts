import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { launchOf } from '../crm/launch'
import { connect, type Connection } from '../portal/connect'
import { PortalError } from '../portal/errors'
import { reloadPortal } from '../portal/frame'
import { proven } from '../portal/proven'
import { sleep } from '../portal/timers'

/** Milliseconds that keeping may take at most: a portal that does not answer must not prevent a reload. */
const KEEPING_MS = 2_000

export type SessionState =
  | { status: 'pending' }
  | { status: 'success'; connection: Connection }
  | { status: 'error'; error: PortalError; busy: boolean }

/** The connection to the portal, and how the portal opened the app. */
export const useSessionStore = defineStore('session', () => {
  const state = shallowRef<SessionState>({ status: 'pending' })
  const connection = computed(() => (state.value.status === 'success' ? state.value.connection : null))
  const launch = computed(() => connection.value && launchOf(connection.value))
  let handshake = new Promise<Connection>(() => undefined)

  /** Waits for a handshake that has already been started. */
  async function open(started: Promise<Connection>): Promise<void> {
    handshake = started
    try {
      state.value = { status: 'success', connection: await started }
    } catch (error) {
      state.value = { status: 'error', error: PortalError.from(error), busy: false }
    }
  }

  /** Starts a new handshake after a failed one. */
  function retry(): Promise<void> {
    if (state.value.status === 'error') state.value = { ...state.value, busy: true }
    return open(import.meta.env.VITE_PORTAL_HOSTS === '*' ? connect().then(proven) : connect())
  }

  /**
   * The connection, once the portal has answered.
   * @throws PortalError if the handshake fails
   */
  function connected(): Promise<Connection> {
    return handshake
  }

  const keepers: (() => Promise<void>)[] = []

  /** @param keep keeps what must outlive a reload */
  function onReload(keep: () => Promise<void>): void {
    keepers.push(keep)
  }

  /** Reloads the portal's page, after everything that must outlive it has been kept. */
  async function reload(): Promise<void> {
    await Promise.race([Promise.allSettled(keepers.map((keep) => keep())), sleep(KEEPING_MS)])
    await reloadPortal(connection.value)
  }

  return { state, connection, launch, open, retry, connected, reload, onReload }
})
