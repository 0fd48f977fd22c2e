import { useQuery } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { catalogueOf, type CatalogueEntry, type CatalogueGroup } from '../crm/catalogue'
import { fetchItems } from '../crm/queries'
import type { Stage } from '../crm/stage'
import { PortalError } from '../portal/errors'
import { dealPipelines, directoryTypes } from './directoryQueries'

export type Loaded<T> =
  | { status: 'pending' }
  | { status: 'error'; error: PortalError; busy: boolean }
  | { status: 'success'; data: T; busy: boolean }

const A_MINUTE = 60_000

/** All directories of the portal, and the items of the chosen one. */
export const useCatalogueStore = defineStore('catalogue', () => {
  const types = useQuery(directoryTypes)
  const pipelines = useQuery(dealPipelines)

  const groups = computed<Loaded<CatalogueGroup[]>>(() => {
    const { status, data, error } = types.state.value
    const busy = types.asyncStatus.value === 'loading'
    if (status === 'error') return { status, error: PortalError.from(error), busy }
    // Names of pipelines are worth waiting for, but not worth failing for.
    if (status === 'pending' || pipelines.state.value.status === 'pending') return { status: 'pending' }
    return { status, data: catalogueOf(data, pipelines.data.value ?? new Map()), busy }
  })

  const entries = computed(() =>
    groups.value.status === 'success' ? groups.value.data.flatMap((group) => group.entries) : [],
  )

  function entryOf(entityId: string): CatalogueEntry | undefined {
    return entries.value.find((entry) => entry.entityId === entityId)
  }

  const chosen = ref<string | null>(null)
  const query = useQuery<Stage[], Error>(() => ({
    key: ['items', chosen.value ?? ''],
    query: () => fetchItems(chosen.value ?? ''),
    enabled: chosen.value !== null,
    staleTime: A_MINUTE,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  }))
  const items = computed<Loaded<Stage[]>>(() => {
    const { status, data, error } = query.state.value
    const busy = query.asyncStatus.value === 'loading'
    if (status === 'success') return { status, data, busy }
    return status === 'error' ? { status, error: PortalError.from(error), busy } : { status }
  })

  /** Shows the items of a directory. */
  function choose(entityId: string): void {
    chosen.value = entityId
  }

  /** Asks for the directories again. */
  async function retry(): Promise<void> {
    await types.refetch()
  }

  /** Asks for the chosen directory's items again. */
  async function refresh(): Promise<void> {
    if (chosen.value !== null && query.asyncStatus.value !== 'loading') await query.refetch()
  }

  return { groups, entries, entryOf, chosen, items, choose, retry, refresh }
})
