import { PortalError } from '../../portal/errors'
import { excerpt, isRow, listOf, textOf, valueAt } from '../../portal/json'
import { commandFailure } from '../batch'
import { ownerOf } from '../directory'
import { DEAL } from '../recordTypes'

/** The commands that a batch may hold. */
export const BATCH = 50
/** The records on a page. */
const PAGE = 50

/** How many records are in a stage, as far as this user may read them. A refusal is no 0: it has its reason. */
export type StageCount = { stage: string; count: number } | { stage: string; count: null; error: PortalError }

/** What chooses the records of a stage in `crm.item.list`. */
export interface StageFilter {
  entityTypeId: number
  filter: { stageId: string } | { stageId: string; categoryId: number }
}

/**
 * Chooses the records that are in a stage. Deals are asked for by their pipeline as well.
 * @param entityId the stage's directory
 * @param stage the stage's code
 * @throws PortalError `no-stage` for a value of a plain list
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 */
export function filterOf(entityId: string, stage: string): StageFilter {
  const owner = ownerOf(entityId)
  if (owner.type === 'list') throw new PortalError('no-stage', {}, { about: 'no-stages' })
  const { entityTypeId, pipelineId } = owner
  return { entityTypeId, filter: { stageId: stage, ...(entityTypeId === DEAL ? { categoryId: pipelineId } : {}) } }
}

/** A batch that counts some of the stages. */
export interface CountBatch {
  stages: string[]
  /** Commands by key; {@link parseCounts} knows the keys. */
  commands: Record<string, string>
}

/**
 * The batches that count the records in stages, each with up to 50 commands.
 * @param entityId the stages' directory
 * @param stages their codes
 * @throws PortalError `no-stage` for plain lists
 * @see https://apidocs.bitrix24.com/api-reference/how-to-call-rest-api/batch.html
 */
export function countBatches(entityId: string, stages: readonly string[]): CountBatch[] {
  return Array.from({ length: Math.ceil(stages.length / BATCH) }, (_, part) => {
    const own = stages.slice(part * BATCH, (part + 1) * BATCH)
    return {
      stages: own,
      commands: Object.fromEntries(own.map((stage, index) => [keyOf(index), command(entityId, stage)])),
    }
  })
}

function command(entityId: string, stage: string): string {
  return countCommand(filterOf(entityId, stage))
}

/** The command of a batch that counts records; {@link countAt} reads the answer. */
export function countCommand({
  entityTypeId,
  filter,
}: {
  entityTypeId: number
  filter: Record<string, string | number>
}): string {
  const query = new URLSearchParams({ entityTypeId: String(entityTypeId), 'select[0]': 'id' })
  for (const [name, value] of Object.entries(filter)) query.set(`filter[${name}]`, String(value))
  return `crm.item.list?${query}`
}

/** Never a number: lists of PHP with such keys become JSON lists. */
function keyOf(index: number): string {
  return `stage${index}`
}

/**
 * Parses the answer to a batch of {@link countBatches}.
 * @param value `result` of the batch, unchecked
 * @param stages the batch's
 * @throws PortalError `bad-answer` if it says nothing about any stage
 */
export function parseCounts(value: unknown, stages: readonly string[]): StageCount[] {
  const counts = stages.map((stage, index): StageCount => {
    const key = keyOf(index)
    const count = countAt(value, key)
    if (count !== null) return { stage, count }
    const failure = valueAt(value, 'result_error', key)
    const error =
      failure === undefined
        ? new PortalError('bad-answer', { method: 'crm.item.list' })
        : PortalError.of(commandFailure(failure, 'crm.item.list'))
    return { stage, count: null, error }
  })
  const silent = counts.every((entry) => entry.count === null && entry.error.kind === 'bad-answer')
  if (stages.length > 0 && (silent || !isRow(value))) {
    throw new PortalError('bad-answer', { method: 'batch', text: excerpt(value) })
  }
  return counts
}

/**
 * The answer to a {@link countCommand}.
 * @param value `result` of the batch, unchecked
 * @param key of the command
 * @returns null if the portal did not count
 */
export function countAt(value: unknown, key: string): number | null {
  const total = textOf(valueAt(value, 'result_total', key)) ?? ''
  if (/^\d{1,15}$/.test(total)) return Number(total)
  // A list that is not counted, and that a page holds, counts itself.
  const items = listOf(valueAt(value, 'result', key, 'items'))
  return items && items.length < PAGE ? items.length : null
}
