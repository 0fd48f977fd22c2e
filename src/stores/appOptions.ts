import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { readAppOption } from '../portal/appOptions'
import type { Row } from '../portal/json'
import { useSessionStore } from './session'

/** What administrators keep in the app for everybody. The portal has sent it with the handshake: reading asks nothing. */
export const useAppOptionsStore = defineStore('app-options', () => {
  const session = useSessionStore()
  /** All options, if they were asked for since then. */
  const newer = shallowRef<Row | null>(null)
  /** Portals take options from administrators only, and also call others administrators who may install apps. */
  const mayWrite = computed(() => session.connection?.isAdmin === true)

  /** The value of an option, unchecked; null if there is none. */
  function read(name: string): unknown {
    const { value } = newer
    if (value) return Object.hasOwn(value, name) ? value[name] : null
    return session.connection && readAppOption(session.connection, name)
  }

  function learn(all: Row): void {
    newer.value = all
  }

  return { mayWrite, read, learn }
})
