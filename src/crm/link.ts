import { ownerOf } from './directory'
import { recordTypeOf, type RecordTypeName } from './recordTypes'

/**
 * The address that opens a stage's card in the portal.
 * @param origin of the portal
 * @param appCode the code of the app in this portal
 * @param stageId of the stage
 */
export function stageLink(origin: string, appCode: string, stageId: number): string {
  return `${origin}/marketplace/view/${encodeURIComponent(appCode)}/?params[id]=${stageId}`
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
