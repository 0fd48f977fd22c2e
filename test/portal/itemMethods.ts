import type { RecordRow, StatusRow } from './data.ts'
import { arrival, portalTime } from './history.ts'
import { listed, type Fields } from './listing.ts'
import { RestError, type Call, type Outcome } from './method.ts'
import { isRecord, type Params } from './params.ts'

/** https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html */
export function itemGet(call: Call): Outcome {
  return { result: { item: asItem(call, recordOf(call)) } }
}

const FIELDS: Fields = {
  id: 'integer',
  title: 'string',
  stageId: 'string',
  categoryId: 'integer',
  opportunity: 'integer',
  createdTime: 'datetime',
  movedTime: 'datetime',
  sourceId: 'string',
}
/** Estimates have no time of their last move. */
const { movedTime: _movedTime, ...QUOTE_FIELDS } = FIELDS
const QUOTE = 7

/** Supports no nested conditions. https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html */
export function itemList(call: Call): Outcome {
  const readable = recordsOf(call).filter(({ id }) => !call.portal.data.denied.includes(id))
  const items = readable.map((record) => asItem(call, record))
  return listed(items, call.params, Number(call.params.entityTypeId) === QUOTE ? QUOTE_FIELDS : FIELDS, 'id')
}

/** Supports only moving between stages. https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html */
export function itemUpdate(call: Call): Outcome {
  const record = recordOf(call)
  const fields: Params = isRecord(call.params.fields) ? call.params.fields : {}
  const { statuses } = call.portal.data
  const current = statuses.find(
    (row) =>
      row.STATUS_ID === record.stageId && (row.CATEGORY_ID === null || Number(row.CATEGORY_ID) === record.categoryId),
  )
  const target = statuses.find((row) => row.STATUS_ID === fields.stageId && row.ENTITY_ID === current?.ENTITY_ID)
  if (!target) throw new RestError(400, 'CRM_FIELD_ERROR_VALUE_NOT_VALID', 'Invalid value of field "Stage"')
  record.stageId = target.STATUS_ID
  record.movedTime = portalTime(Date.now())
  keepHistory(call, record, target)
  return { result: { item: asItem(call, record) } }
}

function keepHistory({ portal }: Call, record: RecordRow, { STATUS_ID, SEMANTICS }: StatusRow): void {
  const { history } = portal.data
  const ids = history.filter((row) => row.entityTypeId === record.entityTypeId).map(({ id }) => id)
  const semantics = SEMANTICS === 'S' || SEMANTICS === 'F' ? SEMANTICS : 'P'
  history.push({
    ...arrival(record, STATUS_ID, 1, record.movedTime ?? '', semantics),
    id: Math.max(0, ...ids) + 1,
  })
}

/** Contacts and companies, of which this portal has none. */
const WITHOUT_RECORDS = [3, 4]

function recordsOf({ portal, params }: Call): RecordRow[] {
  const entityTypeId = Number(params.entityTypeId)
  const known = portal.data.records.filter((record) => record.entityTypeId === entityTypeId)
  if (known.length === 0 && !WITHOUT_RECORDS.includes(entityTypeId))
    throw new RestError(400, 'NOT_FOUND', 'SPA/Smart process not found')
  return known
}

function recordOf(call: Call): RecordRow {
  const record = recordsOf(call).find((candidate) => candidate.id === Number(call.params.id))
  if (!record) throw new RestError(400, 'NOT_FOUND', 'Element/Item not found')
  if (call.portal.data.denied.includes(record.id)) throw new RestError(400, 'ACCESS_DENIED', 'Access denied')
  return record
}

function asItem({ portal }: Call, record: RecordRow): Params {
  const semantics = portal.data.statuses.find((row) => row.STATUS_ID === record.stageId)?.SEMANTICS ?? 'P'
  return { ...record, opened: 'Y', ...(record.entityTypeId <= 2 ? { stageSemanticId: semantics } : {}) }
}
