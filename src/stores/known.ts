import { useQueryCache } from '@pinia/colada'
import { computed } from 'vue'
import type { RecordStage } from '../crm/record'
import { parseStages, type Stage } from '../crm/stage'
import { useMemoryStore } from './memory'

/**
 * What is known of a stage while the portal is still asked for it: it came with a record or in a list, or its card was
 * shown some other time. It bridges the wait, and is never taken for the answer.
 * @returns looks a stage up by its ID, once: not for computed values; null where nothing is known of it
 */
export function useKnownStages(): (id: number) => Stage | null {
  const cache = useQueryCache()
  const memory = useMemoryStore()
  const remembered = computed(() => parseStages(memory.memory.stages))

  return (id) => {
    const records = cache
      .getEntries({ key: ['record'] })
      .map(({ state }) => (state.value.data as RecordStage | undefined)?.stage)
    const lists = cache
      .getEntries({ key: ['items'] })
      .flatMap(({ state }) => (state.value.data as Stage[] | undefined) ?? [])
    return [...records, ...lists, ...remembered.value].find((stage) => stage?.id === id) ?? null
  }
}
