import { directoryOf } from '../directory'
import type { Stage } from '../stage'

/** What code can do with an item: read it, find the records in it, move one there, ask whether one is there. */
export type Task = 'get' | 'list' | 'move' | 'condition'

export type Item = Pick<Stage, 'id' | 'entityId' | 'statusId'>

/** What JSON can hold, as far as it is needed here. */
export type Value = string | number | Value[] | { [key: string]: Value }

/** A call, and what is done with its answer: in whichever language it is then written. */
export interface Request {
  method: string
  params: { [key: string]: Value }
  /** Lines that say what is not to be seen from the code. */
  notes: string[]
  /** Where in `result` the value is that counts; the whole of it where this is empty. */
  path: string[]
  /** What that value is compared with. */
  equals?: string
}

/** Where a person puts their own, as the documentation marks it; no record has such an ID, so nothing happens by mistake. */
export const PLACEHOLDERS = {
  address: '**put_your_bitrix24_address**',
  user: '**put_your_user_id_here**',
  webhook: '**put_your_webhook_here**',
  token: '**put_access_token_here**',
  record: '**put_record_id_here**',
} as const

/** Beside `stageId` of the universal methods: what older methods call it, and which event tells of a change. */
const OLDER: Record<number, { method: string; field: string; event: string } | undefined> = {
  1: { method: 'crm.lead.get', field: 'STATUS_ID', event: 'ONCRMLEADUPDATE' },
  2: { method: 'crm.deal.get', field: 'STAGE_ID', event: 'ONCRMDEALUPDATE' },
  7: { method: 'crm.quote.get', field: 'STATUS_ID', event: 'ONCRMQUOTEUPDATE' },
}

/** Lists' values belong to no record type alone: there is nothing to do with them but to read them. */
export function tasksFor({ entityId }: Pick<Stage, 'entityId'>): Task[] {
  return entityTypeOf(entityId) === null ? ['get'] : ['get', 'list', 'move', 'condition']
}

/**
 * The call that does a task.
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-update.html
 */
export function requestFor(task: Task, { id, entityId, statusId }: Item): Request {
  const entityTypeId = entityTypeOf(entityId) ?? 0
  const older = OLDER[entityTypeId]
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

function entityTypeOf(entityId: string): number | null {
  const directory = directoryOf(entityId)
  if (directory.type === 'list') return null
  if ('entityTypeId' in directory) return directory.entityTypeId
  return directory.type === 'lead' ? 1 : 7
}
