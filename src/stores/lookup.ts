import { useQuery, useQueryCache } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, reactive, shallowRef, watch } from 'vue'
import type { Progress } from '../api/allItems'
import { knownStages } from './allKnownStages'
import { allItemsQuery, directoriesQuery } from './queries'
import { useSearchStore } from './search'

const NO_PROGRESS: Progress = { items: 0, total: null }

/** What is known of the portal's items, and the way to know all of them. Not part of the first card. */
export const useLookupStore = defineStore('lookup', () => {
  const cache = useQueryCache()
  const search = useSearchStore()

  const directories = reactive(useQuery(directoriesQuery))
  const progress = shallowRef(NO_PROGRESS)
  const options = computed(() => ({
    ...allItemsQuery({
      entityIds: (directories.data ?? []).map(({ id }) => id),
      onProgress: (now) => (progress.value = now),
    }),
    enabled: false, // asked for by `loadAll` alone
  }))
  const all = reactive(useQuery(() => options.value))

  const items = computed(() => [...knownStages().values()])
  /** Whether all items of all directories are known. */
  const complete = computed(() => all.data !== undefined)
  /** The first thing that could not be loaded. */
  const failed = computed(() => [directories, all].find((query) => query.error !== null && !query.isLoading) ?? null)
  const loading = computed(() => directories.isLoading || all.isLoading)

  /**
   * Loads all items of all directories, unless they are known and not too old.
   * @returns whether they are known now
   */
  async function loadAll(): Promise<boolean> {
    if (!all.isLoading) progress.value = NO_PROGRESS
    await directories.refresh()
    if (directories.error) return false
    await all.refresh()
    return all.data !== undefined && all.error === null
  }

  /** Whether all items are known, as they were a short while ago. */
  function isFresh(): boolean {
    return cache.getEntries({ key: options.value.key, exact: true, status: 'success', stale: false }).length > 0
  }

  /** Stops loading. What is asked next must not wait for what is still on its way. */
  function stop(): void {
    cache.cancelQueries({ key: options.value.key, exact: true })
  }

  // Whoever ends a search does not want the rest.
  watch(
    () => search.question,
    (question) => question || stop(),
  )

  return { directories, all, progress, items, complete, failed, loading, loadAll, isFresh, stop }
})
