import { watch, type Ref } from 'vue'
import type { DirectoryGroup } from '../crm/directoryGroups'
import { openedPipeline } from '../crm/pipelinePlacement'
import { useDirectoryStore } from '../stores/directory'
import { useSessionStore } from '../stores/session'
import { useStageStore } from '../stores/stage'

/**
 * Opens the directory that a page begins with: the pipeline that the portal's page was about, or the first of its record type;
 * on any other page, what was open last time.
 * @param groups all directories; undefined until they are known
 */
export function useOpenedPipeline(groups: Ref<readonly DirectoryGroup[] | undefined>): void {
  const session = useSessionStore()
  const stage = useStageStore()
  const directory = useDirectoryStore()
  const opened = session.connection && openedPipeline(session.connection.placement)
  if (!opened) return directory.restore()

  watch(
    groups,
    (known) => {
      // Whoever was faster has opened something else already.
      if (!known || stage.id !== null || directory.chosen !== null) return
      const { entries = [] } = known.find(({ entityTypeId }) => entityTypeId === opened.entityTypeId) ?? {}
      // The address may name a pipeline that the portal does not have.
      const first = entries.find(({ entityId }) => entityId === opened.entityId) ?? entries[0]
      if (first) directory.choose(first.entityId)
      else directory.restore()
    },
    { immediate: true },
  )
}
