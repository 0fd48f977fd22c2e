import { ownerOf } from './directory'
import { recordTypeOf, type RecordTypeName } from './recordTypes'
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

/** The types that the documentation names for the automation designer. */
const WITH_AUTOMATION: readonly RecordTypeName[] = ['lead', 'deal', 'invoice', 'smart']

/**
 * The path of the portal's page with a pipeline's robots and triggers, which the REST API cannot read.
 * @param entityId of the pipeline, such as `DEAL_STAGE_5`
 * @returns such as `/crm/deal/automation/5/`; null for plain lists and for types whose page is not known
 * @see https://apidocs.bitrix24.com/api-reference/widgets/crm/robot-designer-toolbar.html
 */
export function automationPath(entityId: string): string | null {
  const owner = ownerOf(entityId)
  if (owner.type === 'list' || !WITH_AUTOMATION.includes(owner.type)) return null
  const section = recordTypeOf(owner.entityTypeId)?.section
  return section ? `/crm/${section}/automation/${owner.pipelineId}/` : null
}
