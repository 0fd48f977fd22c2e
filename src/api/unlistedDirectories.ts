import { parseStages, type Stage } from '../crm/stage'
import type { Call } from '../portal/call'
import { valueAt } from '../portal/json'

/** Directories that portals have, and that `crm.status.entity.types` may leave out. */
const UNLISTED = ['INVOICE_STATUS', 'EVENT_TYPE', 'DEAL_STATE']

/**
 * Asks, in one request, for items of directories that the portal may have without listing them.
 * @param listed ENTITY_IDs that are known already
 * @returns items of each that exists, perhaps not all of them
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/how-to-call-rest-api/batch.html
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export async function fetchUnlisted(call: Call, listed: readonly string[]): Promise<Stage[]> {
  const commands = UNLISTED.filter((entityId) => !listed.includes(entityId)).map((entityId) => {
    const filter = new URLSearchParams({ 'filter[ENTITY_ID]': entityId })
    return [entityId, `crm.status.list?${filter}`]
  })
  if (commands.length === 0) return []
  const { value } = await call('batch', { halt: 0, cmd: Object.fromEntries(commands) as Record<string, string> })
  // A directory that cannot be read is not there for this person.
  return commands.flatMap(([entityId = '']) => parseStages(valueAt(value, 'result', entityId) ?? []))
}
