import { recordTypeOfPlacement, type RecordType } from './recordTypes'

/** The placement of links to a stage. */
export const LINK_PLACEMENT = 'REST_APP_URI'

/**
 * Reads which record type a placement belongs to.
 * @param code such as `CRM_DEAL_LIST_MENU`
 * @returns null for placements that belong to no record type
 */
export function recordPlacement(code: string): { type: RecordType; suffix: string } | null {
  const [, word = '', suffix = ''] =
    /^CRM_(\w+)_(LIST_MENU|DETAIL_TAB|DETAIL_TOOLBAR|DETAIL_ACTIVITY)$/.exec(code) ?? []
  const type = recordTypeOfPlacement(word)
  return type && { type, suffix }
}
