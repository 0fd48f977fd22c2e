import { ownerOf } from '../directory'
import { hasItems, recordTypeOf } from '../recordTypes'
import type { Stage } from '../stage'

/** What a snippet does with an item: read it, list the records in it, move one there, check whether one is there. */
export type Task = 'get' | 'list' | 'move' | 'condition'

export type Item = Pick<Stage, 'id' | 'entityId' | 'statusId'>

/** The part of JSON that requests need. */
export type Value = string | number | Value[] | { [key: string]: Value }

/** A call and what happens to its answer, independent of the programming language. */
export interface Request {
  method: string
  params: { [key: string]: Value }
  /** Lines of comment for what the code does not show. */
  notes: string[]
  /** The path in `result` to the value of interest; empty for all of it. */
  path: string[]
  /** What the value is compared with. */
  equals?: string
}

/** What a person replaces, marked as in the documentation. No record has such an ID, so nothing happens by mistake. */
export const PLACEHOLDERS = {
  address: '**put_your_bitrix24_address**',
  user: '**put_your_user_id_here**',
  webhook: '**put_your_webhook_here**',
  token: '**put_access_token_here**',
  record: '**put_record_id_here**',
} as const

/** Values of plain lists belong to no record type, and `crm.item.*` does not know old invoices: they can only be read. */
export function tasksFor({ entityId }: Pick<Stage, 'entityId'>): Task[] {
  return hasItems(entityTypeOf(entityId) ?? 0) ? ['get', 'list', 'move', 'condition'] : ['get']
}

/**
 * The call for a task.
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html
 */
export function requestFor(task: Task, { id, entityId, statusId }: Item): Request {
  const entityTypeId = entityTypeOf(entityId) ?? 0
  const older = recordTypeOf(entityTypeId)?.older
  switch (task) {
    case 'get':
      return { method: 'crm.status.get', params: { id }, notes: [], path: [] }
    case 'list':
      return {
        method: 'crm.item.list',
        params: { entityTypeId, filter: { stageId: statusId }, select: ['id', 'title', 'stageId'] },
        notes: ['At most 50 come at once; pass start to go on.'],
        path: ['items'],
      }
    case 'move':
      return {
        method: 'crm.item.update',
        params: { entityTypeId, id: PLACEHOLDERS.record, fields: { stageId: statusId } },
        notes: ['The record must be in the pipeline of this stage.'],
        path: ['item', 'stageId'],
      }
    case 'condition':
      return {
        method: 'crm.item.get',
        params: { entityTypeId, id: PLACEHOLDERS.record },
        notes: older
          ? [
              `${older.event} tells of changes; the record's ID is in data.FIELDS.ID.`,
              `${older.method} calls the field ${older.field}.`,
            ]
          : [
              'ONCRMDYNAMICITEMUPDATE tells of changes in all smart processes;',
              `data.FIELDS holds the record's ID, and ENTITY_TYPE_ID, which must be ${entityTypeId}.`,
            ],
        path: ['item', 'stageId'],
        equals: statusId,
      }
  }
}

/** The number of the record type that a stage belongs to; null for values of plain lists. */
function entityTypeOf(entityId: string): number | null {
  const owner = ownerOf(entityId)
  return owner.type === 'list' ? null : owner.entityTypeId
}
