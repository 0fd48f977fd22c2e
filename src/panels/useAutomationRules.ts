import { automationPath } from '../crm/automation'
import { openInPortal } from '../portal/frame'
import { useSessionStore } from '../stores/session'

/**
 * Opens the portal's page with a pipeline's automation rules.
 * @returns takes the pipeline's ENTITY_ID; does nothing for directories without such a page
 */
export function useAutomationRules(): (entityId: string) => Promise<void> {
  const session = useSessionStore()
  return async (entityId) => {
    const path = automationPath(entityId)
    if (path) await openInPortal(await session.connected(), path)
  }
}
