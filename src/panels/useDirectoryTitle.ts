import { useQuery } from '@pinia/colada'
import { computed, watch } from 'vue'
import { useDirectoryWords } from '../composables/useDirectoryWords'
import { nameOf, ownerOf } from '../crm/directory'
import { DEAL } from '../crm/recordTypes'
import type { Stage } from '../crm/stage'
import { directoriesQuery, pipelinesQuery } from '../stores/queries'

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
