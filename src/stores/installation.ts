import { useQuery } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { changesFor, type Change } from '../crm/placement'
import { fetchSetup, makeChange, type Setup } from '../crm/queries'
import { loadMessages, LANGUAGES } from '../locales'
import { createTexts } from '../locales/i18n'
import { PortalError } from '../portal/errors'
import { handlerAddress } from '../portal/install'

export type SetupState =
  | { status: 'pending' }
  | { status: 'error'; error: PortalError; busy: boolean }
  | { status: 'success'; setup: Setup }

/** A change that the portal refused. */
export interface Refused {
  change: Change
  error: PortalError
}

/** Where the portal shows the app, and changes to it. */
export const useInstallationStore = defineStore('installation', () => {
  const handler = handlerAddress()
  /** How often the list was opened: each time it is asked for anew, since others change it, too. */
  const openings = ref(0)
  const query = useQuery<Setup, Error>({
    key: () => ['setup', openings.value],
    query: fetchSetup,
    enabled: () => openings.value > 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  })
  const state = computed<SetupState>(() => {
    const { status, data, error } = query.state.value
    if (status === 'success') return { status, setup: data }
    if (status === 'error')
      return { status, error: PortalError.from(error), busy: query.asyncStatus.value === 'loading' }
    return { status: 'pending' }
  })

  /** How far the changes are; null when none are made. */
  const progress = ref<{ done: number; of: number } | null>(null)
  const refused = shallowRef<Refused[]>([])

  /** Asks where the app is shown now; what became of earlier changes is over. */
  function open(): void {
    openings.value += 1
    refused.value = []
  }

  /**
   * Makes the portal show the app in the wanted places and in no other, one change after the other.
   * @returns whether every change was made; those that were not are in `refused`
   */
  async function apply(wanted: ReadonlySet<string>): Promise<boolean> {
    if (state.value.status !== 'success' || progress.value !== null) return false
    const { bindings, places } = state.value.setup
    const changes = changesFor(bindings, wanted, handler, places)
    const failed: Refused[] = []
    refused.value = []
    progress.value = { done: 0, of: changes.length }
    try {
      const titles = await titlesOfPlaces()
      for (const [at, change] of changes.entries()) {
        await makeChange(change, handler, titles).catch((error: unknown) =>
          failed.push({ change, error: PortalError.from(error) }),
        )
        progress.value = { done: at + 1, of: changes.length }
      }
      // After a success the installer must be finished at once; whoever stays asks for the new state.
      if (failed.length > 0) await query.refetch()
    } finally {
      progress.value = null
    }
    refused.value = failed
    return failed.length === 0
  }

  return { state, handler, progress, refused, open, apply, retry: () => query.refetch() }
})

async function titlesOfPlaces(): Promise<Record<string, string>> {
  const entries = await Promise.all(
    LANGUAGES.map(
      async (language) =>
        [language, createTexts(language, await loadMessages(language)).global.t('place.title')] as const,
    ),
  )
  return Object.fromEntries(entries)
}
