import { textOf } from '../portal/answer'
import { PortalError } from '../portal/errors'
import { directoryFor } from './directory'
import { parseStages, type Stage } from './stage'

/** A record of the CRM that has a stage. */
export interface CrmRecord {
  entityTypeId: number
  id: number
  title: string
  /** When it came into its stage, ISO 8601; null where the portal does not tell. */
  since: string | null
}

/** A record with its stage; the directory tells which of several stages of the same code it is. */
export interface RecordStage {
  record: CrmRecord
  stage: Stage
}

/**
 * The commands of the batch that goes from a record to its stage. The directory cannot be asked for, since it depends
 * on the record's pipeline; so all stages of that code come, and {@link parseRecordStage} picks.
 * @see https://apidocs.bitrix24.com/api-reference/how-to-call-rest-api/batch.html
 */
export function recordCommands(entityTypeId: number, id: number): Record<string, string> {
  const filter = new URLSearchParams({ 'filter[STATUS_ID]': '$result[record][item][stageId]' })
  return { record: `crm.item.get?entityTypeId=${entityTypeId}&id=${id}`, stages: `crm.status.list?${filter}` }
}

/**
 * Reads what the batch of {@link recordCommands} answers. A command that failed leaves no result, and its reason, with
 * or without a code, among the errors.
 * @param value `result` of the batch, unchecked
 * @throws PortalError `not-found` or `access-denied` for the record, `no-stage` when it has none, or `bad-answer`
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html
 */
export function parseRecordStage(value: unknown, entityTypeId: number, id: number): RecordStage {
  const item = within(value, 'result', 'record', 'item')
  if (item === undefined) throw refusal(within(value, 'result_error', 'record'))
  const stageId = within(item, 'stageId')
  if (Number(textOf(within(item, 'id'))) !== id) throw new PortalError('bad-answer', { method: 'crm.item.get' })
  const entityId = directoryFor(entityTypeId, Number(textOf(within(item, 'categoryId') ?? 0)))
  if (typeof stageId !== 'string' || stageId === '' || !entityId)
    throw new PortalError('no-stage', {}, { about: 'no-stages' })
  const stages = parseStages(within(value, 'result', 'stages') ?? [])
  const stage = stages.find((one) => one.entityId === entityId && one.statusId === stageId)
  if (!stage) throw new PortalError('no-stage', { code: stageId }, { about: 'stage-deleted' })
  const [title, since] = [within(item, 'title'), within(item, 'movedTime')]
  return {
    stage,
    record: {
      entityTypeId,
      id,
      title: typeof title === 'string' ? title : '',
      since: typeof since === 'string' && !Number.isNaN(Date.parse(since)) ? since : null,
    },
  }
}

/** The portal's address of a record's card. */
export function recordPath(record: CrmRecord): string {
  const section: Record<number, string> = { 1: 'lead', 2: 'deal', 7: 'quote' }
  return `/crm/${section[record.entityTypeId] ?? `type/${record.entityTypeId}`}/details/${record.id}/`
}

function refusal(error: unknown): PortalError {
  const text = within(error, 'error_description')
  const details = {
    method: 'crm.item.get',
    code: textOf(within(error, 'error')) ?? '',
    text: typeof text === 'string' ? text : '',
    status: 400,
  }
  if (error === undefined) return new PortalError('bad-answer', { method: 'batch' })
  const known = PortalError.of(details)
  if (known.kind === 'not-found') return new PortalError('not-found', details, { about: 'record-gone' })
  return known.kind === 'access-denied' ? new PortalError('access-denied', details, { about: 'record-denied' }) : known
}

function within(value: unknown, ...path: string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null && Object.hasOwn(at, key) ? Reflect.get(at, key) : undefined),
    value,
  )
}
