import { useQuery } from '@pinia/colada'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import { fetchAppCode } from '../crm/queries'
import { useSessionStore } from './session'

/** Links that open a stage's card in the portal. */
export const useLinkStore = defineStore('link', () => {
  const session = useSessionStore()
  const wanted = ref(false)
  const code = useQuery({
    key: ['app-code'],
    query: fetchAppCode,
    enabled: () => wanted.value,
    staleTime: Infinity,
    gcTime: false,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })

  /** Asks for what links need; called once a card is there, so as not to stand in its way. */
  function prepare(): void {
    wanted.value = true
  }

  /**
   * @param id of a stage
   * @returns the address, or null where the portal did not tell the app's code
   */
  function to(id: number): string | null {
    if (session.state.status !== 'ready' || !code.data.value) return null
    return `${session.state.connection.origin}/marketplace/view/${encodeURIComponent(code.data.value)}/?params[id]=${id}`
  }

  return { prepare, to }
})
