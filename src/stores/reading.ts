import { useQueryCache, type UseQueryEntry } from '@pinia/colada'
import { defineStore } from 'pinia'
import { computed, getCurrentScope, shallowRef, watch } from 'vue'
import type { PortalError } from '../portal/errors'
import { useLifeStore, type PipelineRef } from './life'
import { lifeQuery, type Life } from './lifeQueries'

/** A history that was asked for: what `QueryNotice` needs, and the figures. */
export interface LifeReading {
  data: Life | undefined
  error: PortalError | null
  asyncStatus: 'idle' | 'loading'
  /** Reads it anew. */
  refetch: () => Promise<void>
  /** Reads on where it ended early; null if it was read to its end, or cannot be read on. */
  goOn: (() => Promise<void>) | null
}

/**
 * The pipeline whose history a person has asked for. The reading can take minutes, so it belongs to no component: it goes
 * on while the person looks at other stages. Asking for another pipeline ends it, since there is one reading at a time.
 */
export const useReadingStore = defineStore('reading', () => {
  const cache = useQueryCache()
  const life = useLifeStore()
  const scope = getCurrentScope()
  const asked = shallowRef<PipelineRef | null>(null)
  const entry = shallowRef<UseQueryEntry<Life, PortalError> | null>(null)

  const reading = computed((): LifeReading | null => {
    if (!entry.value) return null
    const { state, asyncStatus } = entry.value
    const { data, error } = state.value
    return { data, error, asyncStatus: asyncStatus.value, refetch, goOn: data?.history.rest ? goOn : null }
  })

  /** Asks for a pipeline's history of the chosen period, unless it is known and not too old. */
  function ask(pipeline: PipelineRef): void {
    asked.value = pipeline
    const before = entry.value
    const next = cache.ensure({ ...lifeQuery({ ...pipeline, days: life.days }), enabled: true })
    if (before && before !== next) cache.untrack(before, scope)
    cache.track(next, scope)
    entry.value = next
    void cache.refresh(next).catch(() => undefined) // The entry has the error.
  }

  async function refetch(): Promise<void> {
    if (entry.value) await cache.fetch(entry.value).catch(() => undefined)
  }

  async function goOn(): Promise<void> {
    if (!entry.value?.options || !asked.value) return
    const { options, state } = entry.value
    const { query } = lifeQuery({ ...asked.value, days: life.days, known: state.value.data?.history })
    await cache.fetch(entry.value, { ...options, query }).catch(() => undefined)
  }

  /** The reading of a pipeline; null if it was not asked for, or another one was since. */
  function of({ entityTypeId, pipelineId }: PipelineRef): LifeReading | null {
    const { value } = asked
    return value?.entityTypeId === entityTypeId && value.pipelineId === pipelineId ? reading.value : null
  }

  watch(
    () => life.days,
    () => asked.value && ask(asked.value),
  )

  return { ask, of }
})
