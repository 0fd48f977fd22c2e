import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Stage } from '../crm/stage'

/** The directories of all items that the portal has sent. Its list of directories does not have every one of them. */
export const useSeenDirectoriesStore = defineStore('seen-directories', () => {
  /** ENTITY_IDs. */
  const entityIds = shallowRef<readonly string[]>([])

  function add(items: readonly Pick<Stage, 'entityId'>[]): void {
    const all = new Set([...entityIds.value, ...items.map(({ entityId }) => entityId)])
    if (all.size > entityIds.value.length) entityIds.value = [...all]
  }

  return { entityIds, add }
})
