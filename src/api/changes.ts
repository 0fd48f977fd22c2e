import { commandFailure } from '../crm/batch'
import { fullCode } from '../crm/change/codes'
import { listUseBatches, parseListUses } from '../crm/change/listUses'
import { inOrder } from '../crm/change/order'
import { requestOf } from '../crm/change/steps'
import type { Step, Uses } from '../crm/change/types'
import { hasRecords, isPipeline } from '../crm/directory'
import { parseStages, type Stage } from '../crm/stage'
import { excerpt, isRow, textOf, valueAt } from '../portal/json'
import type { Call } from '../portal/call'
import { PortalError } from '../portal/errors'
import { fetchItems } from './items'
import { fetchCounts } from './life'

/** An ID that no item has: the portal counts them up, and the largest that it can hold is never reached. */
const NO_ITEM = 2_147_483_647

/** Directories up to this size come in one page, and are read whole after each step. */
const SMALL = 50

/**
 * Sends one step of a plan. The answer proves nothing: {@link fetchAfter} tells whether it was done.
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-update.html
 */
export async function sendStep(call: Call, entityId: string, step: Step): Promise<void> {
  const { method, params } = requestOf(step, entityId)
  await call(method, params)
}

/**
 * Reads a directory after a step. Of a large one, only the step's item is read.
 * @param before the directory before the step
 * @returns the directory, in the portal's order
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export async function fetchAfter(call: Call, entityId: string, before: readonly Stage[], step: Step): Promise<Stage[]> {
  if (before.length <= SMALL) return await fetchItems(call, entityId)
  const statusId = fullCode(entityId, step.code)
  const filter = { ENTITY_ID: entityId, STATUS_ID: statusId }
  const found = new Map(parseStages((await call('crm.status.list', { filter })).value).map((item) => [item.id, item]))
  // Each keeps its place among those of the same SORT.
  const after = before.flatMap((stage) => (stage.statusId === statusId ? (found.get(stage.id) ?? []) : stage))
  const known = new Set(before.map(({ id }) => id))
  return inOrder([...after, ...[...found.values()].filter(({ id }) => !known.has(id))])
}

/**
 * Asks whether the user may change directories. No method tells, but portals check the rights before anything else: who
 * may not is refused even where there is nothing to change. Any other complaint about the request comes after that.
 * @throws PortalError where the portal did not get so far
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-update.html
 */
export async function fetchMayChange(call: Call): Promise<boolean> {
  const method = 'crm.status.update'
  // In a batch, the refusal that is expected is no failed request, which browsers would report on the console.
  const { value } = await call('batch', { halt: 0, cmd: { may: `${method}?id=${NO_ITEM}` } })
  const failure = valueAt(value, 'result_error', 'may')
  if (failure === undefined) throw new PortalError('bad-answer', { method, text: excerpt(value) })
  const error = PortalError.of(commandFailure(failure, method))
  if (error.kind === 'access-denied') return false
  if (error.kind !== 'not-found' && error.kind !== 'request') throw error
  return true
}

/**
 * Adds a pipeline. The portal gives it stages of its own.
 * @param entityTypeId 2 for deals, or a type whose every pipeline has a number
 * @returns the pipeline's ID
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/category/crm-category-add.html
 */
export async function addPipeline(call: Call, entityTypeId: number, name: string): Promise<number> {
  const { value } = await call('crm.category.add', { entityTypeId, fields: { name } })
  const id = Number(textOf(isRow(value) && isRow(value.category) ? value.category.id : undefined))
  if (!Number.isInteger(id)) throw new PortalError('bad-answer', { method: 'crm.category.add' })
  return id
}

/**
 * Asks how many records use items of a directory.
 * @param codes without prefix
 * @returns null where the portal does not say, as for the stages of documents and some plain lists
 * @throws PortalError
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 */
export async function fetchUses(call: Call, entityId: string, codes: readonly string[]): Promise<Uses> {
  if (codes.length === 0) return new Map()
  if (hasRecords(entityId)) {
    const stages = codes.map((code) => fullCode(entityId, code))
    const counts = await fetchCounts(call, entityId, stages)
    return new Map(codes.map((code, index) => [code, counts[index]?.count ?? null]))
  }
  if (isPipeline(entityId)) return new Map()
  const answers: unknown[] = []
  for (const cmd of listUseBatches(entityId, codes)) answers.push((await call('batch', { halt: 0, cmd })).value)
  return parseListUses(entityId, codes, answers)
}
