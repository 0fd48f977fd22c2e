import { BATCH, countAt, countCommand } from '../life/counts'
import { recordTypeOfPlacement } from '../recordTypes'
import type { Uses } from './types'

/** The fields of records that hold the values of plain lists, by ENTITY_ID. Values of other lists cannot be counted. */
const FIELDS: Record<string, readonly (readonly [type: string, field: string])[]> = {
  SOURCE: [
    ['LEAD', 'sourceId'],
    ['DEAL', 'sourceId'],
    ['CONTACT', 'sourceId'],
  ],
  DEAL_TYPE: [['DEAL', 'typeId']],
  CONTACT_TYPE: [['CONTACT', 'typeId']],
  COMPANY_TYPE: [['COMPANY', 'typeId']],
  INDUSTRY: [['COMPANY', 'industry']],
  EMPLOYEES: [['COMPANY', 'employees']],
}

/**
 * The batches that count the records with values of a plain list, each with up to 50 commands. The portal itself does not
 * check whether a value is used.
 * @param codes of the values
 * @returns commands by key; {@link parseListUses} knows the keys. None for lists that cannot be counted
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 */
export function listUseBatches(entityId: string, codes: readonly string[]): Record<string, string>[] {
  const commands = codes.flatMap((code, index) =>
    fieldsOf(entityId).map(({ entityTypeId, field }, at) => [
      keyOf(index, at),
      countCommand({ entityTypeId, filter: { [field]: code } }),
    ]),
  )
  return Array.from({ length: Math.ceil(commands.length / BATCH) }, (_, part) =>
    Object.fromEntries(commands.slice(part * BATCH, (part + 1) * BATCH)),
  )
}

/**
 * Parses the answers to {@link listUseBatches}.
 * @param answers `result` of each batch, unchecked
 * @returns null for values that the portal did not count whole
 */
export function parseListUses(entityId: string, codes: readonly string[], answers: readonly unknown[]): Uses {
  const fields = fieldsOf(entityId)
  return new Map(
    codes.map((code, index) => {
      const counts = fields.map((_, at) => countIn(answers, keyOf(index, at)))
      const isCounted = counts.length > 0 && counts.every((count) => count !== null)
      return [code, isCounted ? counts.reduce((sum, count) => sum + count, 0) : null]
    }),
  )
}

function countIn(answers: readonly unknown[], key: string): number | null {
  return answers.map((answer) => countAt(answer, key)).find((count) => count !== null) ?? null
}

function fieldsOf(entityId: string): { entityTypeId: number; field: string }[] {
  const fields = Object.hasOwn(FIELDS, entityId) ? (FIELDS[entityId] ?? []) : []
  return fields.flatMap(([type, field]) => {
    const entityTypeId = recordTypeOfPlacement(type)?.entityTypeId
    return entityTypeId === undefined ? [] : [{ entityTypeId, field }]
  })
}

/** Never a number: lists of PHP with such keys become JSON lists. */
function keyOf(code: number, field: number): string {
  return `use${code}_${field}`
}
