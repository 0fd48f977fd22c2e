import { textOf } from '../portal/json'
import { entityIdOf } from './directory'
import { optionsOf, type Opening } from './launch'
import { recordTypeOfPlacement, type RecordType } from './recordTypes'

/** The button above a list of records, in the window where pipelines are set up, or in the automation designer. */
type Suffix = 'LIST_TOOLBAR' | 'FUNNELS_TOOLBAR' | 'ROBOT_DESIGNER_TOOLBAR'

/**
 * Reads a placement that belongs to a record type as a whole, and not to one record.
 * @param code such as `CRM_DEAL_LIST_TOOLBAR`; the window of deals' pipelines has a code without a type, `CRM_FUNNELS_TOOLBAR`
 * @returns null for any other placement
 * @see https://apidocs.bitrix24.com/api-reference/widgets/crm/index.html
 */
export function pipelinePlacement(code: string): { type: RecordType; suffix: Suffix } | null {
  const [, word = '', suffix] =
    /^CRM_(\w+)_(LIST_TOOLBAR|FUNNELS_TOOLBAR|ROBOT_DESIGNER_TOOLBAR)$/.exec(
      code === 'CRM_FUNNELS_TOOLBAR' ? 'CRM_DEAL_FUNNELS_TOOLBAR' : code,
    ) ?? []
  const type = recordTypeOfPlacement(word)
  return type && { type, suffix: suffix as Suffix }
}

/** Where a page begins. */
export interface OpenedPipeline {
  /** The portal's number of the record type. */
  entityTypeId: number
  /** ENTITY_ID of the pipeline that the page around was about; null if it does not say. */
  entityId: string | null
}

/** Characters: no page of a pipeline has a longer address. */
const MAX_URI = 2_000

/**
 * The pages that are about one pipeline: automation, kanban and list, such as `/crm/deal/automation/5/`. Those of leads
 * name pipeline 0.
 */
const PIPELINE_PAGE =
  /^\/crm\/([a-z]+|type\/[1-9]\d{0,9})\/(?:automation|(?:kanban|list)\/category)\/(0|[1-9]\d{0,9})\/(?:\?|$)/

/**
 * Reads with which pipeline a page begins. No option names it, so it is taken from `URI`, the address of the portal's page.
 * `URI` is unchecked text: only the exact address of a page of the placement's own record type counts.
 * @param placement as the portal sent it
 * @returns null for placements without a record type. The pipeline may not exist
 * @see https://apidocs.bitrix24.com/api-reference/widgets/crm/robot-designer-toolbar.html
 */
export function openedPipeline({ code, options }: Opening['placement']): OpenedPipeline | null {
  const { type } = (typeof code === 'string' && pipelinePlacement(code)) || {}
  if (!type) return null
  const uri = textOf(optionsOf(options).URI) ?? ''
  const [, section, pipelineId] = (uri.length <= MAX_URI && PIPELINE_PAGE.exec(uri)) || []
  const isOwn = section === type.section || section === type.olderSection
  return {
    entityTypeId: type.entityTypeId,
    entityId: isOwn ? entityIdOf(type.entityTypeId, Number(pipelineId)) : null,
  }
}
