import { defineStore } from 'pinia'
import { ref } from 'vue'
import { useStageStore } from './stage'
import { useUserOptionsStore } from './userOptions'

/** The directory whose items are shown. */
export const useDirectoryStore = defineStore('directory', () => {
  const stage = useStageStore()
  const options = useUserOptionsStore()
  /** ENTITY_ID. */
  const chosen = ref<string | null>(null)
  /** Whether the directories were opened, in place of a record or a link's card; a page shows them anyway. */
  const browsing = ref(false)

  function choose(entityId: string): void {
    chosen.value = entityId
  }

  /** Opens the directory and the stage that were open last time, unless something else is open already. */
  function restore(): void {
    if (stage.id !== null || chosen.value !== null) return
    if (options.entityId) chosen.value = options.entityId
    if (options.stageId !== null) void stage.show(options.stageId)
  }

  /** Keeps what is open for next time. */
  function keep(): void {
    const entityId = chosen.value ?? options.entityId
    const stageId = stage.id === null ? null : stage.state.status === 'success' ? stage.id : options.stageId
    void options.keep({ entityId, stageId })
  }

  return { chosen, browsing, choose, restore, keep }
})
