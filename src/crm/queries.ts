import { call } from '../portal/call'
import { parseDirectoryTypes, parsePipelines, type DirectoryType } from './directory'
import { parseStage, type Stage } from './stage'

export interface StageAnswer {
  stage: Stage
  /** How long the portal worked on it, in seconds; null where it does not say. */
  seconds: number | null
}

const started = new Map<number, Promise<StageAnswer>>()

/**
 * Asks for one directory item, or takes up the question that {@link startStage} has asked.
 * @param id 1 to 2147483647
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-get.html
 */
export function fetchStage(id: number): Promise<StageAnswer> {
  const answer = started.get(id) ?? askForStage(id)
  started.delete(id)
  return answer
}

/** Asks for an item before the interface is there to show it; {@link fetchStage} then takes it up, once. */
export function startStage(id: number): void {
  const answer = askForStage(id)
  // A failure is told by whoever takes the answer up.
  answer.catch(() => undefined)
  started.set(id, answer)
}

async function askForStage(id: number): Promise<StageAnswer> {
  const { value, seconds } = await call('crm.status.get', { id })
  return { stage: parseStage(value, id), seconds }
}

/**
 * Asks for the portal's directories.
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-entity-types.html
 */
export async function fetchDirectoryTypes(): Promise<DirectoryType[]> {
  return parseDirectoryTypes((await call('crm.status.entity.types')).value)
}

/**
 * Asks for the names of a record type's pipelines.
 * @param entityTypeId 2 for deals
 * @returns names by pipeline ID; 0 is the main one of deals
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-list.html
 */
export async function fetchPipelines(entityTypeId: number): Promise<Map<number, string>> {
  return parsePipelines((await call('crm.category.list', { entityTypeId })).value)
}
