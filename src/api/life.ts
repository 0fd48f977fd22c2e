import { countBatches, filterOf, parseCounts, type StageCount } from '../crm/life/counts'
import { parseOldest, type OldestRecord } from '../crm/life/oldest'
import { QUOTE } from '../crm/recordTypes'
import type { Stage } from '../crm/stage'
import type { Call, Param } from '../portal/call'
import { paced } from './pace'

/**
 * Asks how many records are in each stage: one request for 50 stages. Portals count slowly where there are many records.
 * @param entityId the stages' directory
 * @param stages their codes
 * @param signal ends it between two requests
 * @returns in the order of `stages`; a stage that the portal does not count has the reason instead of a number
 * @throws PortalError; the signal's reason
 * @see https://apidocs.bitrix24.com/api-reference/how-to-call-rest-api/batch.html
 */
export async function fetchCounts(
  call: Call,
  entityId: string,
  stages: readonly string[],
  signal?: AbortSignal,
): Promise<StageCount[]> {
  const ask = paced(call, signal)
  const counts: StageCount[] = []
  for (const batch of countBatches(entityId, stages)) {
    const { value } = await ask('batch', { halt: 0, cmd: batch.commands })
    counts.push(...parseCounts(value, batch.stages))
  }
  return counts
}

/** The records that have been in a stage longest. */
export interface Oldest {
  records: OldestRecord[]
  /** What they are sorted by: when they came into the stage, or, for estimates, when they were created. */
  sortedBy: 'moved' | 'created'
}

/**
 * Asks for the records that have been in a stage longest.
 * @param stage by its directory and its code
 * @param limit at most 50, the size of a page
 * @returns longest first; where the portal does not know since when, `since` is null, and such records come first
 * @throws PortalError; the signal's reason
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 */
export async function fetchOldest(
  call: Call,
  { entityId, statusId }: Pick<Stage, 'entityId' | 'statusId'>,
  limit: number,
  signal?: AbortSignal,
): Promise<Oldest> {
  const { entityTypeId, filter } = filterOf(entityId, statusId)
  // Estimates do not tell when they came into their stage.
  const sortedBy = entityTypeId === QUOTE ? 'created' : 'moved'
  const time = `${sortedBy}Time`
  const params: Record<string, Param> = {
    entityTypeId,
    filter,
    order: { [time]: 'ASC', id: 'ASC' },
    // A form has no lists, but PHP reads these keys as one.
    select: { 0: 'id', 1: 'title', 2: time },
    // Not counted, which is far faster.
    start: -1,
  }
  const { value } = await paced(call, signal)('crm.item.list', params)
  return { records: parseOldest(value).slice(0, limit), sortedBy }
}
