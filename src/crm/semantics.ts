import { isRow } from '../portal/json'
import { isPipeline } from './directory'

/** What a stage means for its record. `apology` is a failure with a stage of its own for the analysis. */
export type Semantics = 'success' | 'failure' | 'apology' | 'process'

/** What a stage means for a record. The words are also the public values of `data-semantics`. */
export type Outcome = 'process' | 'success' | 'failure'

/** The outcome for the record: an analyzed failure is a failure. */
export function outcomeOf(semantics: Semantics): Outcome {
  return semantics === 'apology' ? 'failure' : semantics
}

/**
 * Parses what a stage means. In progress is sent as `null`, `''` or `P`. `EXTRA`, if sent, tells an analyzed failure
 * from a plain one.
 * @param item a directory item's ENTITY_ID, SEMANTICS and EXTRA as the portal sent them
 * @returns null for items outside pipelines, and for unknown letters
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
