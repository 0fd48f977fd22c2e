import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import { readAppOption } from '../portal/appOptions'
import { useSessionStore } from './session'

/** What administrators keep in the app for everybody. The portal has sent it with the handshake: reading asks nothing. */
export const useAppOptionsStore = defineStore('app-options', () => {
  const session = useSessionStore()
  /** Values that were saved or read since then. */
  const newer = shallowReactive(new Map<string, unknown>())
  /** Portals take options from administrators only, and also call others administrators who may install apps. */
  const mayWrite = computed(() => session.connection?.isAdmin === true)

  /** The value of an option, unchecked; null if there is none. */
  function read(name: string): unknown {
    return newer.has(name) ? newer.get(name) : session.connection && readAppOption(session.connection, name)
  }

  function learn(name: string, value: unknown): void {
    newer.set(name, value)
  }

  return { mayWrite, read, learn }
})
