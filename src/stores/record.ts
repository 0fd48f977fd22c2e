import { useQuery } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { stepsOf } from '../crm/pipeline'
import { fetchItems, fetchRecord } from '../crm/queries'
import type { RecordStage } from '../crm/record'
import { PortalError } from '../portal/errors'

export type RecordState =
  | { status: 'idle' | 'pending' }
  | { status: 'error'; error: PortalError; busy: boolean }
  | { status: 'success'; answer: RecordStage }

interface Wanted {
  entityTypeId: number
  id: number
}

/** The record that the app was opened from, its stage, and the pipeline that the stage stands in. */
export const useRecordStore = defineStore('record', () => {
  const wanted = shallowRef<Wanted | null>(null)
  const once = { staleTime: Infinity, gcTime: false, refetchOnWindowFocus: false, refetchOnReconnect: false } as const

  const record = useQuery<RecordStage, Error>({
    ...once,
    key: () => ['record', wanted.value?.entityTypeId ?? 0, wanted.value?.id ?? 0],
    query: () => fetchRecord(wanted.value?.entityTypeId ?? 0, wanted.value?.id ?? 0),
    enabled: () => wanted.value !== null,
  })

  const state = computed<RecordState>(() => {
    if (wanted.value === null) return { status: 'idle' }
    const { status, data, error } = record.state.value
    if (status === 'success') return { status, answer: data }
    if (status === 'error')
      return { status, error: PortalError.from(error), busy: record.asyncStatus.value === 'loading' }
    return { status: 'pending' }
  })

  const entityId = computed(() => record.data.value?.stage.entityId ?? null)
  const pipeline = useQuery({
    ...once,
    key: () => ['items', entityId.value ?? ''],
    query: () => fetchItems(entityId.value ?? ''),
    enabled: () => entityId.value !== null,
  })
  /** The way through the pipeline; empty until it comes, and when it does not come: the card stands without it. */
  const steps = computed(() => stepsOf(pipeline.data.value ?? []))

  /** Asks for a record and its stage. */
  function show(entityTypeId: number, id: number): void {
    wanted.value = { entityTypeId, id }
  }

  /** Asks again. */
  async function retry(): Promise<void> {
    if (record.asyncStatus.value !== 'loading') await record.refetch()
  }

  return { state, steps, show, retry }
})
