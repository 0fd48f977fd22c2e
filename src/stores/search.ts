import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { fetchEverything, type Progress } from '../crm/listing'
import { search } from '../crm/search'
import type { Stage } from '../crm/stage'
import { PortalError } from '../portal/errors'

export type SearchState =
  | { status: 'idle' }
  | { status: 'loading'; progress: Progress }
  | { status: 'error'; error: PortalError }
  | { status: 'done'; found: Stage[] }

/** Items over all directories. They are loaded with the first search, and kept while the page is open. */
export const useSearchStore = defineStore('search', () => {
  const query = ref<string | null>(null)
  const everything = shallowRef<Stage[] | null>(null)
  const progress = shallowRef<Progress>({ items: 0, of: null })
  const error = shallowRef<PortalError | null>(null)
  let loading: AbortController | null = null

  const state = computed<SearchState>(() => {
    if (query.value === null) return { status: 'idle' }
    if (everything.value) return { status: 'done', found: search(query.value, everything.value) }
    return error.value ? { status: 'error', error: error.value } : { status: 'loading', progress: progress.value }
  })

  /**
   * Looks for items.
   * @param wanted what was typed
   * @param entityIds the portal's directories
   */
  async function find(wanted: string, entityIds: readonly string[]): Promise<void> {
    query.value = wanted
    if (everything.value || loading) return
    error.value = null
    progress.value = { items: 0, of: null }
    const mine = new AbortController()
    loading = mine
    try {
      const found = await fetchEverything(entityIds, (now) => (progress.value = now), mine.signal)
      if (!mine.signal.aborted) everything.value = [...found.values()].flat()
    } catch (thrown) {
      if (!mine.signal.aborted) error.value = PortalError.from(thrown)
    } finally {
      if (loading === mine) loading = null
    }
  }

  /** Ends the search, also while it is still loading. */
  function close(): void {
    loading?.abort()
    loading = null
    query.value = null
  }

  /** Has the next search load anew. */
  function forget(): void {
    everything.value = null
  }

  return { query, state, find, close, forget }
})
