import { excerpt, isRow, listOf, textOf } from '../portal/json'
import { PortalError } from '../portal/errors'
import { parseColor, type Hex } from './color'
import { isId } from './id'
import { semanticsOf, type Semantics } from './semantics'

/** The fields of a directory item, in the order of the method's documentation. */
export const FIELDS = [
  'ID',
  'ENTITY_ID',
  'STATUS_ID',
  'NAME',
  'NAME_INIT',
  'SORT',
  'SYSTEM',
  'CATEGORY_ID',
  'COLOR',
  'SEMANTICS',
] as const

const DOCUMENTED = new Set<string>(FIELDS)

export type FieldName = (typeof FIELDS)[number]

/** A field as the portal sent it. Null, empty, and not sent are three different things. */
export interface Field {
  name: string
  /** Text and numbers as sent, anything else as JSON; undefined if not sent. */
  value: string | null | undefined
}

/** An item of a CRM directory: a stage of a pipeline, or a value of a plain list. */
export interface Stage {
  id: number
  entityId: string
  statusId: string
  name: string
  /** The original name, if someone has renamed the item. */
  renamedFrom: string | null
  /** Null if the item has no kanban color, or not a valid one. */
  color: Hex | null
  /** Position in the directory; null if the portal sent no number. */
  sort: number | null
  semantics: Semantics | null
  /** Made by the portal itself. */
  system: boolean
  /** Always the ten documented fields, then any others that the portal sent. */
  fields: Field[]
}

/**
 * Parses the answer of `crm.status.get`.
 * @param value `result`, unchecked: the documentation promises strings and nulls
 * @param requestedId the ID that was asked for
 * @throws PortalError `bad-answer` for anything but that item
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-get.html
 */
export function parseStage(value: unknown, requestedId: number): Stage {
  if (!isRow(value)) throw badAnswer(value)
  const [id, entityId, statusId, name] = ['ID', 'ENTITY_ID', 'STATUS_ID', 'NAME'].map((key) => textOf(value[key]))
  if (!isId(requestedId) || id === undefined || !/^\d+$/.test(id) || Number(id) !== requestedId) throw badAnswer(value)
  if (!entityId || statusId === undefined || name === undefined) throw badAnswer(value)
  const nameInit = textOf(value.NAME_INIT)
  return {
    id: requestedId,
    entityId,
    statusId,
    name,
    renamedFrom: nameInit && nameInit !== name ? nameInit : null,
    color: parseColor(value.COLOR),
    sort: numberOf(textOf(value.SORT)),
    semantics: semanticsOf({ ENTITY_ID: entityId, SEMANTICS: value.SEMANTICS, EXTRA: value.EXTRA }),
    system: value.SYSTEM === 'Y',
    fields: [...FIELDS, ...Object.keys(value).filter((name) => !DOCUMENTED.has(name))].map((name) => ({
      name,
      value: asSent(value[name]),
    })),
  }
}

/**
 * Parses a list of items, as in the answer of `crm.status.list`, in the portal's order. Invalid rows are left out.
 * @param value `result`, unchecked
 * @throws PortalError `bad-answer` if it is not a list
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export function parseStages(value: unknown): Stage[] {
  const rows = listOf(value)
  if (!rows) throw new PortalError('bad-answer', { method: 'crm.status.list', text: excerpt(value) })
  return rows.flatMap((row) => {
    const id = Number(isRow(row) ? textOf(row.ID) : Number.NaN)
    try {
      return [parseStage(row, id)]
    } catch {
      return []
    }
  })
}

function numberOf(text: string | undefined): number | null {
  return text !== undefined && /^-?\d{1,15}$/.test(text) ? Number(text) : null
}

function asSent(value: unknown): Field['value'] {
  if (value === null || value === undefined) return value
  return textOf(value) ?? JSON.stringify(value)
}

function badAnswer(value: unknown): PortalError {
  return new PortalError('bad-answer', { method: 'crm.status.get', text: excerpt(value) })
}
