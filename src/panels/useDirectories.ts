import { useQuery } from '@pinia/colada'
import { computed, reactive, watch } from 'vue'
import { useDirectoryWords } from '../composables/useDirectoryWords'
import { nameOf, ownerOf } from '../crm/directory'
import { groupDirectories } from '../crm/directoryGroups'
import { DEAL } from '../crm/recordTypes'
import type { Stage } from '../crm/stage'
import { directoriesQuery, pipelinesQuery } from '../stores/queries'
import { useSeenDirectoriesStore } from '../stores/seenDirectories'

/** All directories of the portal, by group: those that it lists, and those that its items have told of. */
export function useDirectories() {
  const { fullName } = useDirectoryWords()
  const seen = useSeenDirectoriesStore()
  const query = reactive(useQuery(directoriesQuery))
  const pipelines = reactive(useQuery(() => pipelinesQuery(DEAL)))

  /** Undefined until they are known. Waits for the names of pipelines, but does without if they cannot be loaded. */
  const groups = computed(() => {
    if (!query.data || pipelines.isPending) return undefined
    return groupDirectories(query.data, pipelines.data ?? new Map(), seen.entityIds)
  })
  const names = computed(
    () => new Map(groups.value?.flatMap(({ entries }) => entries.map(({ entityId, name }) => [entityId, name]))),
  )
  /** ENTITY_IDs of the directories that the portal lists. */
  const listed = computed(() => query.data?.map(({ id }) => id) ?? [])

  /** The full name of a directory; if the portal does not say, one made from the ENTITY_ID. */
  function titleOf(entityId: string): string {
    return fullName(entityId, names.value.get(entityId) ?? nameOf(entityId, [], pipelines.data ?? new Map()))
  }

  return { query, groups, listed, titleOf }
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
