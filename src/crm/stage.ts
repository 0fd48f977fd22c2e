import { excerpt, isRow, textOf } from '../portal/answer'
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

/** A field as the portal sent it. Null, empty and not sent at all are three different things. */
export interface Field {
  name: string
  /** Text and numbers as they came, anything else as JSON; null for `null`, undefined where nothing was sent. */
  value: string | null | undefined
}

/** An item of a CRM directory: a pipeline's stage, or a value of a plain list. */
export interface Stage {
  id: number
  entityId: string
  statusId: string
  name: string
  /** The name that the portal gave, where someone has changed it since. */
  renamedFrom: string | null
  /** Null where the item has no kanban color, or none that could be drawn. */
  color: Hex | null
  /** Position among its directory's items; null where the portal sent no number. */
  sort: number | null
  semantics: Semantics | null
  /** Made by the portal itself; cannot be deleted. */
  system: boolean
  /** The ten documented fields, always all of them, then whatever else came. */
  fields: Field[]
}

/**
 * Reads what `crm.status.get` answers.
 * @param value `result`, unchecked: the documentation promises strings and nulls
 * @param asked the ID that was asked for
 * @throws PortalError `bad-answer` for anything that is not the item asked for
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-get.html
 */
export function parseStage(value: unknown, asked: number): Stage {
  if (!isRow(value)) throw noStage(value)
  const [id, entityId, statusId, name] = ['ID', 'ENTITY_ID', 'STATUS_ID', 'NAME'].map((key) => textOf(value[key]))
  if (!isId(asked) || id === undefined || !/^\d+$/.test(id) || Number(id) !== asked) throw noStage(value)
  if (!entityId || statusId === undefined || name === undefined) throw noStage(value)
  const nameInit = textOf(value.NAME_INIT)
  return {
    id: asked,
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
 * Reads a list of items, as `crm.status.list` answers it, in the portal's order; what is no item is left out.
 * @param value `result`, unchecked
 * @throws PortalError `bad-answer` when it is no list
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export function parseStages(value: unknown): Stage[] {
  if (!Array.isArray(value)) throw new PortalError('bad-answer', { method: 'crm.status.list', text: excerpt(value) })
  return value.flatMap((row: unknown) => {
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

function noStage(value: unknown): PortalError {
  return new PortalError('bad-answer', { method: 'crm.status.get', text: excerpt(value) })
}
