import { kanbanPaths } from '../crm/life/kanban'
import { openInPortal } from '../portal/frame'
import { useSessionStore } from '../stores/session'

/**
 * Opens a pipeline's Kanban in the portal.
 * @returns takes the pipeline's ENTITY_ID; does nothing for directories without a Kanban
 */
export function useKanban(): (entityId: string) => Promise<void> {
  const session = useSessionStore()
  return async (entityId) => {
    const paths = kanbanPaths(entityId)
    if (paths) await openInPortal(await session.connected(), paths.path, paths.olderPath)
  }
}
