import { PortalError } from '../portal/errors'
import { textOf, valueAt } from '../portal/json'
import { commandFailure } from './batch'
import { entityIdOf } from './directory'
import { recordTypeOf } from './recordTypes'
import { parseStages, type Stage } from './stage'

/** Which record, by the portal's numbers. */
export interface RecordRef {
  /** Of the record's type: 2 for deals. */
  entityTypeId: number
  id: number
}

/** A record of the CRM that has a stage. */
export interface CrmRecord extends RecordRef {
  title: string
  /** When it entered its stage, ISO 8601; null where the portal does not say. */
  since: string | null
}

/** A record and the stage it is in. */
export interface RecordWithStage {
  record: CrmRecord
  stage: Stage
}

/**
 * The commands of the batch that leads from a record to its stage. The directory depends on the record's pipeline, so it
 * cannot be part of the filter: the batch brings every stage of that code, and {@link parseRecord} picks one.
 * @see https://apidocs.bitrix24.com/api-reference/how-to-call-rest-api/batch.html
 */
export function recordCommands({ entityTypeId, id }: RecordRef): Record<string, string> {
  const filter = new URLSearchParams({ 'filter[STATUS_ID]': '$result[record][item][stageId]' })
  return { record: `crm.item.get?entityTypeId=${entityTypeId}&id=${id}`, stages: `crm.status.list?${filter}` }
}

/**
 * Parses the answer to the batch of {@link recordCommands}. A failed command has no result; its reason, with or without
 * a code, is among the errors.
 * @param value `result` of the batch, unchecked
 * @throws PortalError `not-found` or `access-denied` for the record, `no-stage` if it has none, or `bad-answer`
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-get.html
 */
export function parseRecord(value: unknown, { entityTypeId, id }: RecordRef): RecordWithStage {
  const item = valueAt(value, 'result', 'record', 'item')
  if (item === undefined) throw recordError(valueAt(value, 'result_error', 'record'))
  if (Number(textOf(valueAt(item, 'id'))) !== id) throw new PortalError('bad-answer', { method: 'crm.item.get' })
  const stageId = valueAt(item, 'stageId')
  const entityId = entityIdOf(entityTypeId, Number(textOf(valueAt(item, 'categoryId') ?? 0)))
  if (typeof stageId !== 'string' || stageId === '' || !entityId) {
    throw new PortalError('no-stage', {}, { about: 'no-stages' })
  }
  const stages = parseStages(valueAt(value, 'result', 'stages') ?? [])
  const stage = stages.find((candidate) => candidate.entityId === entityId && candidate.statusId === stageId)
  if (!stage) throw new PortalError('no-stage', { code: stageId }, { about: 'stage-deleted' })
  const [title, since] = [valueAt(item, 'title'), valueAt(item, 'movedTime')]
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

/** The path of a record's page, in present portals and in older ones. */
export function recordPaths({ entityTypeId, id }: RecordRef): { path: string; olderPath: string } {
  const type = recordTypeOf(entityTypeId)
  const pathIn = (section = `type/${entityTypeId}`): string => `/crm/${section}/details/${id}/`
  return { path: pathIn(type?.section), olderPath: pathIn(type?.olderSection) }
}

function recordError(error: unknown): PortalError {
  if (error === undefined) return new PortalError('bad-answer', { method: 'batch' })
  const details = commandFailure(error, 'crm.item.get')
  const known = PortalError.of(details)
  if (known.kind === 'not-found') return new PortalError('not-found', details, { about: 'record-gone' })
  if (known.kind === 'access-denied') return new PortalError('access-denied', details, { about: 'record-denied' })
  return known
}
