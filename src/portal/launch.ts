import { isRow, textOf, type Row } from './answer'

/** How the app was opened. IDs are as the opener wrote them: they may be anything, and are checked like typed text. */
export type Launch =
  | { kind: 'install' }
  | { kind: 'stage'; id: string }
  /** `entityTypeId` is the portal's number of the record's type: 1 lead, 2 deal, from 128 on smart processes. */
  | { kind: 'record'; entityTypeId: number; id: string }
  | { kind: 'page' }

/** Record types by the word that placements call them. */
const TYPES: Record<string, number> = {
  LEAD: 1,
  DEAL: 2,
  CONTACT: 3,
  COMPANY: 4,
  ACTIVITY: 6,
  QUOTE: 7,
  ORDER: 14,
  SMART_INVOICE: 31,
}
const RECORD_PLACEMENT =
  /^CRM_(LEAD|DEAL|CONTACT|COMPANY|ACTIVITY|QUOTE|ORDER|SMART_INVOICE|DYNAMIC_(\d{1,10}))_(LIST_MENU|DETAIL_TAB|DETAIL_TOOLBAR|DETAIL_ACTIVITY)$/

/**
 * Reads the way in from what the portal told about the placement. The record's type is told by the placement's code
 * alone, and its ID by `ID`, or by `ENTITY_ID` in some toolbars.
 * @param placement PLACEMENT, such as `CRM_DEAL_LIST_MENU`
 * @param options PLACEMENT_OPTIONS: an object, or the JSON of one, or `[]` or `''` where there are none. A stage's ID
 *   stands in `id`
 * @see https://apidocs.bitrix24.com/api-reference/widgets/index.html
 */
export function launchOf(placement: unknown, options: unknown): Launch {
  const given = asRow(options)
  const [, word = '', smart] = typeof placement === 'string' ? (RECORD_PLACEMENT.exec(placement) ?? []) : []
  const recordId = asText(given.ID) ?? asText(given.ENTITY_ID)
  if (word && recordId)
    return { kind: 'record', entityTypeId: smart ? Number(smart) : (TYPES[word] ?? 0), id: recordId }
  const id = asText(given.id)
  return id ? { kind: 'stage', id } : { kind: 'page' }
}

function asText(value: unknown): string | undefined {
  const text = textOf(value)
  return text?.trim() ? text : undefined
}

function asRow(options: unknown): Row {
  if (typeof options === 'string') {
    try {
      return asRow(JSON.parse(options))
    } catch {
      return {}
    }
  }
  return isRow(options) ? options : {}
}
