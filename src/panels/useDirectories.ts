import { useQuery } from '@pinia/colada'
import { computed, reactive, watch } from 'vue'
import { useDirectoryWords } from '../composables/useDirectoryWords'
import { nameOf, ownerOf } from '../crm/directory'
import { groupDirectories } from '../crm/directoryGroups'
import { DEAL } from '../crm/recordTypes'
import type { Stage } from '../crm/stage'
import { directoriesQuery, pipelinesQuery } from '../stores/queries'

/** All directories of the portal, by group. */
export function useDirectories() {
  const { fullName } = useDirectoryWords()
  const query = reactive(useQuery(directoriesQuery))
  const pipelines = reactive(useQuery(() => pipelinesQuery(DEAL)))

  /** Undefined until they are known. Waits for the names of pipelines, but does without if they cannot be loaded. */
  const groups = computed(() => {
    if (!query.data || pipelines.isPending) return undefined
    return groupDirectories(query.data, pipelines.data ?? new Map())
  })
  const entries = computed(() => groups.value?.flatMap((group) => group.entries) ?? [])

  /** The full name of a directory; its ENTITY_ID if the portal does not list it. */
  function titleOf(entityId: string): string {
    const entry = entries.value.find((candidate) => candidate.entityId === entityId)
    return entry ? fullName(entityId, entry.name) : entityId
  }

  return { query, groups, entries, titleOf }
}

/**
 * The full name of a stage's directory, for a card that must not wait for it.
 * @param stage null as long as nothing should be asked
 * @returns null until it is known; if the portal does not say, a name made from the ENTITY_ID
 */
export function useDirectoryTitle(stage: () => Stage | null) {
  const { fullName } = useDirectoryWords()
  const isDeal = computed(() => ownerOf(stage()?.entityId ?? '').type === 'deal')
  const directories = useQuery(() => ({ ...directoriesQuery, enabled: stage() !== null }))
  const pipelines = useQuery(() => ({ ...pipelinesQuery(DEAL), enabled: isDeal.value }))

  // What could not be loaded for one card is asked for again with the next.
  watch(stage, () => {
    if (directories.error.value) void directories.refetch()
    if (isDeal.value && pipelines.error.value) void pipelines.refetch()
  })

  return computed(() => {
    const entityId = stage()?.entityId
    const loading = directories.isLoading.value || (isDeal.value && pipelines.isLoading.value)
    if (entityId === undefined || loading) return null
    return fullName(entityId, nameOf(entityId, directories.data.value ?? [], pipelines.data.value ?? new Map()))
  })
}
