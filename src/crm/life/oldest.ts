import { PortalError } from '../../portal/errors'
import { excerpt, isRow, listOf, textOf } from '../../portal/json'
import { isId } from '../id'

/** A record that is in a stage. */
export interface OldestRecord {
  id: number
  /** Empty where the portal sends none. */
  title: string
  /** When it came into the stage, ISO 8601; null where the portal does not say, as for estimates. */
  since: string | null
}

/**
 * Parses a list of records, in the portal's order. Invalid rows are left out.
 * @param value `result` of `crm.item.list`, unchecked
 * @throws PortalError `bad-answer` if it holds no list
 * @see https://apidocs.bitrix24.com/api-reference/crm/universal/crm-item-list.html
 */
export function parseOldest(value: unknown): OldestRecord[] {
  const rows = listOf(isRow(value) ? value.items : undefined)
  if (!rows) throw new PortalError('bad-answer', { method: 'crm.item.list', text: excerpt(value) })
  return rows.filter(isRow).flatMap(({ id, title, movedTime }) => {
    const number = Number(textOf(id))
    if (!isId(number)) return []
    const known = typeof movedTime === 'string' && !Number.isNaN(Date.parse(movedTime))
    return [{ id: number, title: textOf(title) ?? '', since: known ? movedTime : null }]
  })
}
