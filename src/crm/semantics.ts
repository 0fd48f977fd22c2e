import { isRow } from '../portal/answer'
import { isPipeline } from './directory'

/** What a stage means for its record. `apology` is a failure that the portal has analysed by a stage of its own. */
export type Semantics = 'success' | 'failure' | 'apology' | 'process'

/** The outside mark of a meaning: an analysed failure is a failure. */
export function outcomeOf(semantics: Semantics): 'success' | 'failure' | 'process' {
  return semantics === 'apology' ? 'failure' : semantics
}

/**
 * Reads what a stage means. In progress is `null`, in places `''` or `P`; `EXTRA`, where it is sent, tells an
 * analysed failure from a plain one.
 * @param item a directory item's ENTITY_ID, SEMANTICS and EXTRA as the portal sent them
 * @returns null for items of directories that are no pipeline, and for letters that nobody knows
 * @see https://apidocs.bitrix24.com/api-reference/crm/status/crm-status-list.html
 */
export function semanticsOf(item: { ENTITY_ID: string; SEMANTICS?: unknown; EXTRA?: unknown }): Semantics | null {
  if (!isPipeline(item.ENTITY_ID)) return null
  if (item.SEMANTICS === 'S') return 'success'
  if (item.SEMANTICS === 'F') return isApology(item.EXTRA) ? 'apology' : 'failure'
  return [undefined, null, '', 'P'].includes(item.SEMANTICS as string) ? 'process' : null
}

function isApology(extra: unknown): boolean {
  return isRow(extra) && extra.SEMANTICS === 'apology'
}
