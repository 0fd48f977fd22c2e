import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import { connect, reconnect, type Connection } from '../portal/connect'
import { PortalError } from '../portal/errors'

export type SessionState =
  | { status: 'connecting' }
  | { status: 'ready'; connection: Connection }
  | { status: 'failed'; error: PortalError; retrying: boolean }

/** Whether the portal has answered, and how it opened the app. */
export const useSessionStore = defineStore('session', () => {
  const state = shallowRef<SessionState>({ status: 'connecting' })

  async function follow(connection: Promise<Connection>): Promise<void> {
    try {
      state.value = { status: 'ready', connection: await connection }
    } catch (error) {
      state.value = { status: 'failed', error: PortalError.from(error), retrying: false }
    }
  }

  /** Waits for the handshake that `main.ts` has started. */
  function open(): Promise<void> {
    return follow(connect())
  }

  /** Starts a new handshake after a failed one. */
  function retry(): Promise<void> {
    if (state.value.status === 'failed') state.value = { ...state.value, retrying: true }
    return follow(reconnect())
  }

  return { state, open, retry }
})
