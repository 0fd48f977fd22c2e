import { useQuery } from '@pinia/colada'
import { computed, reactive } from 'vue'
import { useDirectoryWords } from '../composables/useDirectoryWords'
import { nameOf } from '../crm/directory'
import { groupDirectories } from '../crm/directoryGroups'
import { DEAL } from '../crm/recordTypes'
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
  /** The full name of a directory; if the portal does not say, one made from the ENTITY_ID. */
  function titleOf(entityId: string): string {
    return fullName(entityId, names.value.get(entityId) ?? nameOf(entityId, [], pipelines.data ?? new Map()))
  }

  return { query, groups, titleOf }
}
