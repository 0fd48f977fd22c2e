import { useQueryCache } from '@pinia/colada'
import type { RecordWithStage } from '../crm/record'
import { parseStages, type Stage } from '../crm/stage'
import { useUserOptionsStore } from './userOptions'

/**
 * What is known of a stage before the portal has answered: it came with a record or in a list, or its card was shown
 * last time. It bridges the wait and is never taken for the answer.
 */
export function knownStage(id: number): Stage | null {
  // Data is not typed by a key's beginning; `queries.ts` says what it is.
  const cached = useQueryCache()
  const records = cached
    .getEntries({ key: ['record'] })
    .map(({ state }) => state.value.data as RecordWithStage | undefined)
  const lists = cached.getEntries({ key: ['items'] }).map(({ state }) => state.value.data as Stage[] | undefined)
  const kept = parseStages(useUserOptionsStore().stages)
  return [...records.map((record) => record?.stage), ...lists.flat(), ...kept].find((stage) => stage?.id === id) ?? null
}
