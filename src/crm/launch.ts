import { isRow, textOf, type Row } from '../portal/json'
import { recordPlacement } from './placement'

/** How the app was opened. IDs are unchecked text, like typed text. */
export type Launch =
  | { kind: 'install' }
  | { kind: 'stage'; id: string }
  /** `entityTypeId` is the portal's number of the record's type. */
  | { kind: 'record'; entityTypeId: number; id: string }
  | { kind: 'page' }

/** What the portal says about an opening. */
export interface Opening {
  isInstallMode: boolean
  /** `code` is PLACEMENT, such as `CRM_DEAL_LIST_MENU`; `options` PLACEMENT_OPTIONS: both unchecked. */
  placement: { code: unknown; options: unknown }
}

/**
 * Reads how the app was opened. The placement's code determines the record's type; `ID`, or `ENTITY_ID` in some toolbars, is
 * the record's ID. A stage's ID is in `id`.
 * @param opening `options` is an object, the JSON of one, or `[]` or `''` for none
 * @see https://apidocs.bitrix24.com/api-reference/widgets/index.html
 */
export function launchOf({ isInstallMode, placement: { code, options } }: Opening): Launch {
  if (isInstallMode) return { kind: 'install' }
  const row = rowOf(options)
  const record = typeof code === 'string' ? recordPlacement(code) : null
  const recordId = idText(row.ID) ?? idText(row.ENTITY_ID)
  if (record && recordId) return { kind: 'record', entityTypeId: record.type.entityTypeId, id: recordId }
  const id = idText(row.id)
  return id ? { kind: 'stage', id } : { kind: 'page' }
}

function idText(value: unknown): string | undefined {
  const text = textOf(value)
  return text?.trim() ? text : undefined
}

function rowOf(options: unknown): Row {
  if (typeof options === 'string') {
    try {
      return rowOf(JSON.parse(options))
    } catch {
      return {}
    }
  }
  return isRow(options) ? options : {}
}
