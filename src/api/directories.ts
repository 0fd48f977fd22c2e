import { parseDirectories, parsePipelines, type Directory } from '../crm/directory'
import type { Call } from '../portal/call'

/**
 * Asks for the portal's directories.
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-types.html
 */
export async function fetchDirectories(call: Call): Promise<Directory[]> {
  return parseDirectories((await call('crm.status.entity.types')).value)
}

/**
 * Asks for the names of a record type's pipelines.
 * @param entityTypeId 2 for deals
 * @returns names by pipeline ID; 0 is the main pipeline of deals
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-list.html
 */
export async function fetchPipelines(call: Call, entityTypeId: number): Promise<Map<number, string>> {
  return parsePipelines((await call('crm.category.list', { entityTypeId })).value)
}
