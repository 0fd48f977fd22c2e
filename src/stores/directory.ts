import { useQuery } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { directoryOf, nameOf } from '../crm/directory'
import { dealPipelines, directoryTypes } from './directoryQueries'

/** What the directory of the shown stage is called. Comes after the card, and never stands in its way. */
export const useDirectoryStore = defineStore('directory', () => {
  /** The directory that `name` is about. */
  const entityId = ref<string | null>(null)
  const types = useQuery(() => ({ ...directoryTypes, enabled: entityId.value !== null }))
  const ofDeals = computed(() => entityId.value !== null && directoryOf(entityId.value).type === 'deal')
  const pipelines = useQuery(() => ({ ...dealPipelines, enabled: ofDeals.value }))

  /** Words for the directory; null while they are on their way. Where the portal refused, what its code tells. */
  const name = computed(() => {
    if (entityId.value === null || types.asyncStatus.value === 'loading') return null
    if (ofDeals.value && pipelines.asyncStatus.value === 'loading') return null
    return nameOf(entityId.value, types.data.value ?? [], pipelines.data.value ?? new Map())
  })

  /** Says which directory is to be named; asks again for what an earlier question did not bring. */
  function describe(asked: string): void {
    entityId.value = asked
    if (types.error.value) void types.refetch()
    if (ofDeals.value && pipelines.error.value) void pipelines.refetch()
  }

  return { entityId, name, describe }
})
