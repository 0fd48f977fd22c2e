import type { HistoryRow } from './history.ts'
import { listed, type Fields } from './listing.ts'
import { RestError, type Call, type Outcome } from './method.ts'

/** Leads, deals, old invoices, new invoices. */
const SYSTEM_TYPES = [1, 2, 5, 31]
/** Types whose rows have STATUS_ID and no pipeline. */
const WITH_STATUS = [1, 5]
const FIRST_SMART_PROCESS = 128

const COMMON = { ID: 'integer', TYPE_ID: 'integer', OWNER_ID: 'integer', CREATED_TIME: 'datetime' } as const
const STATUS_FIELDS: Fields = { ...COMMON, STATUS_SEMANTIC_ID: 'string', STATUS_ID: 'string' }
const STAGE_FIELDS: Fields = {
  ...COMMON,
  CATEGORY_ID: 'integer',
  STAGE_SEMANTIC_ID: 'string',
  STAGE_ID: 'string',
}

/**
 * Of records that were moved to another pipeline, only the rows of their present pipeline are sent, as real portals do.
 * @see https://apidocs.bitrix24.com/api-reference/crm/crm-stage-history-list.html
 * @see https://github.com/bitrix24/b24restdocs/issues/8
 */
export function stageHistoryList({ portal, params }: Call): Outcome {
  const entityTypeId = Number(params.entityTypeId)
  const { records, history, denied, pipelines } = portal.data
  const smart = entityTypeId >= FIRST_SMART_PROCESS && pipelines.some((row) => row.entityTypeId === entityTypeId)
  if (!SYSTEM_TYPES.includes(entityTypeId) && !smart) throw unsupported(entityTypeId)
  const own = records.filter((record) => record.entityTypeId === entityTypeId && !denied.includes(record.id))
  const pipelineOf = new Map(own.map((record) => [record.id, record.categoryId ?? 0]))
  const rows = history
    .filter((row) => row.entityTypeId === entityTypeId && pipelineOf.get(row.ownerId) === row.categoryId)
    .map(WITH_STATUS.includes(entityTypeId) ? asStatusRow : asStageRow)
  return listed(rows, params, WITH_STATUS.includes(entityTypeId) ? STATUS_FIELDS : STAGE_FIELDS, 'ID')
}

/** The documentation's example has the number 0 as its code for a type of the portal without a history. */
function unsupported(entityTypeId: number): RestError {
  if (entityTypeId === 7) return new RestError(400, 0, 'QUOTE entity is not supported')
  return new RestError(400, 'ENTITY_TYPE_NOT_SUPPORTED', `Entity type \`${entityTypeId}\` is not supported`)
}

function asStatusRow(row: HistoryRow): Record<string, unknown> {
  return { ...asRow(row), STATUS_SEMANTIC_ID: row.semantics, STATUS_ID: row.stageId }
}

function asStageRow(row: HistoryRow): Record<string, unknown> {
  return {
    ...asRow(row),
    CATEGORY_ID: row.categoryId,
    STAGE_SEMANTIC_ID: row.semantics,
    STAGE_ID: row.stageId,
  }
}

function asRow(row: HistoryRow): Record<string, unknown> {
  return { ID: row.id, TYPE_ID: row.typeId, OWNER_ID: row.ownerId, CREATED_TIME: row.createdTime }
}
