import type { RecordRow } from './data.ts'
import { RestError, type Call, type Outcome } from './method.ts'
import { isRecord, type Params } from './params.ts'

/** https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html */
export function itemGet(call: Call): Outcome {
  return { result: { item: asItem(call, recordOf(call)) } }
}

/** Supports only equality filters, and ignores `select`. https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html */
export function itemList(call: Call): Outcome {
  const filter = isRecord(call.params.filter) ? call.params.filter : {}
  const found = recordsOf(call).filter((record) =>
    Object.entries(filter).every(([key, value]) => String(record[key as keyof RecordRow]) === String(value)),
  )
  return { result: { items: found.map((record) => asItem(call, record)) }, total: found.length }
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
  return { result: { item: asItem(call, record) } }
}

function recordsOf({ portal, params }: Call): RecordRow[] {
  const known = portal.data.records.filter((record) => record.entityTypeId === Number(params.entityTypeId))
  if (known.length === 0) throw new RestError(400, 'NOT_FOUND', 'SPA/Smart process not found')
  return known
}

function recordOf(call: Call): RecordRow {
  const record = recordsOf(call).find((candidate) => candidate.id === Number(call.params.id))
  if (!record) throw new RestError(400, 'NOT_FOUND', 'Element/Item not found')
  if (call.portal.data.denied.includes(record.id)) throw new RestError(400, 'ACCESS_DENIED', 'Access denied')
  return record
}

function asItem({ portal }: Call, record: RecordRow): object {
  const semantics = portal.data.statuses.find((row) => row.STATUS_ID === record.stageId)?.SEMANTICS ?? 'P'
  return { ...record, opened: 'Y', ...(record.entityTypeId <= 2 ? { stageSemanticId: semantics } : {}) }
}
