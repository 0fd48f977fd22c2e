import { ownerOf } from './directory'
import { recordTypeOf } from './recordTypes'
import type { Stage } from './stage'

/** A value that automation rules and API calls need, under the name that it has there. */
export interface AutomationValue {
  name: string
  /** Text for codes, numbers for IDs. */
  value: string | number
}

/**
 * What automation needs of an item: its code under each name that it has on records of its type (`STAGE_ID` in
 * `crm.deal.*`, `stageId` in `crm.item.*`), the type's number, the pipeline's ID, and the item's own codes.
 * @param stage a stage or a value of a plain list
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html
 */
export function automationValues({ id, entityId, statusId }: Stage): AutomationValue[] {
  const owner = ownerOf(entityId)
  const own = [
    { name: 'ENTITY_ID', value: entityId },
    { name: 'ID', value: id },
  ]
  if (owner.type === 'list') return [{ name: 'STATUS_ID', value: statusId }, ...own]
  const { older, directory } = recordTypeOf(owner.entityTypeId) ?? {}
  const hasPipelines = directory?.pipelines !== 'none'
  return [
    { name: 'stageId', value: statusId },
    ...(older ? [{ name: older.field, value: statusId }] : []),
    { name: 'entityTypeId', value: owner.entityTypeId },
    ...(hasPipelines ? [{ name: 'categoryId', value: owner.pipelineId }] : []),
    ...own,
  ]
}

/** The same values as one JSON object. */
export function automationObject(stage: Stage): string {
  return JSON.stringify(Object.fromEntries(automationValues(stage).map(({ name, value }) => [name, value])), null, 2)
}
